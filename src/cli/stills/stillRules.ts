/** A part of a picture, px. */
export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** What was painted of a text, or of a formula. */
export interface Ink extends Box {
  readonly text: string;
  /** Size of its letters, px; absent for formulas, whose smallest signs are held by their layout. */
  readonly size?: number;
  /** Whether it belongs to a caption. */
  readonly caption: boolean;
  /** Least contrast with the px behind it. */
  readonly contrast: number;
}

/** The page that inks stand on. */
export interface Ground {
  readonly width: number;
  readonly height: number;
  /** What belongs to captions, from edge to edge; absent if the scene has none. */
  readonly band?: { readonly top: number; readonly bottom: number };
  /** Fields, cards, bars, rules and pictures. */
  readonly fields: readonly Box[];
  /** Drawn lines, from point to point. */
  readonly lines: readonly (readonly (readonly [number, number])[])[];
  /** The smallest letters allowed, px. */
  readonly smallest: number;
}

/** A headline as it stands: how wide each of its lines is, and how many words it holds (1 for scripts that do not set words apart). */
export interface Headline {
  readonly text: string;
  readonly lines: readonly { readonly words: number; readonly width: number }[];
}

type Complain = (ink: Ink, words: string) => void;

/** Says what is wrong with painted texts; nothing if all is well. */
export function complaintsAbout(inks: readonly Ink[], ground: Ground, headlines: readonly Headline[]): readonly string[] {
  const complaints: string[] = [];
  const complain: Complain = ({ text }, words) => void complaints.push(`“${text}” ${words}`);
  for (const ink of inks) {
    checkContrast(ink, complain);
    if (ink.size !== undefined && ink.size < ground.smallest - 0.01) complain(ink, `is ${ink.size} px high`);
    checkPlace(ink, ground, complain);
    checkFields(ink, ground, complain);
  }
  checkOverlaps(inks, complain);
  return [...complaints, ...headlines.flatMap(raggedness)];
}

/** 4.5 : 1, captions 7 : 1, of what rounds to the rule. */
function checkContrast(ink: Ink, complain: Complain): void {
  const needed = ink.caption ? 7 : 4.5;
  if (ink.contrast < needed - 0.05) complain(ink, `has a contrast of ${ink.contrast.toFixed(1)}, not ${needed}`);
}

/** Margins of 7% of the short side, which swashes and the feet of italics may overhang by half a hundredth; captions alone in their band. */
function checkPlace(ink: Ink, { width, height, band }: Ground, complain: Complain): void {
  const short = Math.min(width, height);
  const margin = short * 0.065;
  const { left, right, top, bottom } = ink;
  if (left < margin || right > width - margin || top < margin || bottom > height - short * 0.05) complain(
    ink, `lies at ${[left, top, right, bottom].map(Math.round).join(', ')}`,
  );
  if (band === undefined) return;
  if (!ink.caption && bottom > band.top && top < band.bottom) complain(ink, 'stands in the band of captions');
  if (ink.caption && (top < band.top || bottom > band.bottom)) complain(ink, 'leaves the band of captions');
}

/** A text stands on a field as a whole or not at all, and no line runs through it. */
function checkFields(ink: Ink, { fields, lines }: Ground, complain: Complain): void {
  const slack = 0.06 * (ink.size ?? ink.bottom - ink.top);
  for (const field of fields) {
    const overlaps = common(ink, field);
    if (overlaps.across <= slack || overlaps.down <= Math.min(slack, (field.bottom - field.top) * 0.5)) continue;
    const isInside = ink.left >= field.left - slack && ink.right <= field.right + slack && ink.top >= field.top - slack && ink.bottom <= field.bottom + slack;
    if (!isInside) complain(ink, `crosses the edge of a field at ${[field.left, field.top, field.right, field.bottom].map(Math.round).join(', ')}`);
  }
  if (lines.some((points) => points.some((to, index) => index > 0 && runsThrough(points[index - 1] ?? to, to, ink)))) complain(ink, 'has a line through it');
}

/** Neighbours on a line may touch, and a descender may reach between the ascenders of the next. */
function checkOverlaps(inks: readonly Ink[], complain: Complain): void {
  inks.forEach((one, index) => {
    for (const other of inks.slice(index + 1)) {
      const { across, down } = common(one, other);
      const size = Math.min(one.size ?? Infinity, other.size ?? Infinity);
      if (across > 0.12 * size && down > 0.16 * size) complain(one, `lies over “${other.text}”`);
    }
  });
}

/** No line of a headline under 40% of the longest, and so no orphan; words so long or so few that each fills a line have no other way. */
function raggedness({ text, lines }: Headline): readonly string[] {
  const longest = Math.max(...lines.map((line) => line.width));
  const words = lines.reduce((sum, line) => sum + line.words, 0);
  if (lines.length < 2 || words <= lines.length + 1) return [];
  const shortest = Math.min(...lines.map((line) => line.width)) / longest;
  return shortest < 0.4 ? [`“${text}” has a line of ${Math.round(shortest * 100)}% of its longest`] : [];
}

function common(one: Box, other: Box): { readonly across: number; readonly down: number } {
  return { across: Math.min(one.right, other.right) - Math.max(one.left, other.left), down: Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) };
}

/** Whether a straight stretch enters a box. Source: Liang & Barsky, "A New Concept and Method for Line Clipping", 1984. */
function runsThrough([fromX, fromY]: readonly [number, number], [toX, toY]: readonly [number, number], { left, right, top, bottom }: Box): boolean {
  let [enters, leaves] = [0, 1];
  for (const [way, room] of [[fromX - toX, fromX - left], [toX - fromX, right - fromX], [fromY - toY, fromY - top], [toY - fromY, bottom - fromY]] as const) {
    if (way === 0) {
      if (room < 0) return false;
      continue;
    }
    const share = room / way;
    if (way < 0) enters = Math.max(enters, share);
    else leaves = Math.min(leaves, share);
  }
  return enters < leaves;
}
