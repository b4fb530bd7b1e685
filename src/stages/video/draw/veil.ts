import type { Crop, PictureLight, ScrimStop } from '../../../domain/film/drawing';
import { contrastOf, luminance, mixed, veiledLuminance } from './contrast';
import type { Theme } from './themes/theme';

type Colours = Theme['colours'];

/** Least contrast of words and of captions over a picture, with a little to spare for what drawing and encoding change. */
const wordsContrast = 4.5 * 1.06;
const captionContrast = 7 * 1.06;

/** How dark a scrim is where nothing asks for more: words on a busy ground want a quieter one. */
const leastVeil = 0.3;

/** The colour of scrims: the theme's darkest, darker still. */
export function veilColour({ background, text }: Colours): string {
  return mixed(luminance(background) < luminance(text) ? background : text, '#000000', 0.6);
}

/** A theme's colours as they are over a picture behind a dark scrim. */
export function overPicture(colours: Colours): Colours {
  const veil = luminance(veilColour(colours));
  const light = luminance(colours.background) > luminance(colours.text) ? colours.background : colours.text;
  const bright = (colour: string): string => {
    let share = 0;
    while (share < 1 && contrastOf(luminance(mixed(colour, light, share)), veil) < 11) share += 0.125;
    return mixed(colour, light, share);
  };
  const { box, ...rest } = colours;
  // A dark box is lost on a dark ground; what stood on a light one is dark and stays so.
  const keepsBox = box !== undefined && contrastOf(luminance(box), veil) >= 7;
  const accent = bright(colours.accent);
  // Captions of dark sets are made for dark grounds already.
  const isDark = luminance(colours.background) < luminance(colours.text);
  const spoken = keepsBox ? colours.spoken : isDark ? bright(colours.spoken) : accent;
  return {
    ...rest, text: light, caption: isDark ? bright(colours.caption) : light, muted: bright(colours.muted), accent, spoken, ...(keepsBox ? { box } : {}),
  };
}

/** A part of the frame, units. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Gives how strong a veil must be for words over a part of a picture, in steps of 1/32.
 *
 * @param frame the box that `crops` of the picture are drawn into
 * @param crops all that it drifts through lies between these
 * @param part  where the words stand
 */
export function veilFor(part: Box, frame: Box, crops: readonly Crop[], light: PictureLight, colours: Colours, use: 'words' | 'captions'): number {
  const { text, muted, caption, spoken, box } = overPicture(colours);
  const drawn = use === 'words' ? [text, muted] : [caption, ...(box === undefined ? [spoken] : [])];
  const wanted = use === 'words' ? wordsContrast : captionContrast;
  const below = Math.max(...crops.map((crop) => lightestIn(part, frame, crop, light)));
  const veil = veilColour(colours);
  for (let step = Math.round(leastVeil * 32); step < 32; step++) {
    const ground = veiledLuminance(below, veil, step / 32);
    if (drawn.every((colour) => contrastOf(luminance(colour), ground) >= wanted && luminance(colour) > ground)) return step / 32;
  }
  return 1;
}

/** The luminance of the lightest px of a picture that is drawn into a part of the frame. */
function lightestIn(part: Box, frame: Box, crop: Crop, { columns, rows, lightest }: PictureLight): number {
  const cell = (
    share: number, from: number, length: number, count: number,
  ): number => Math.max(0, Math.min(count - 1, Math.floor((from + share * length) * count)));
  const across = (x: number): number => cell((x - frame.x) / frame.width, crop.x, crop.width, columns);
  const down = (y: number): number => cell((y - frame.y) / frame.height, crop.y, crop.height, rows);
  let most = 0;
  for (let row = down(part.y); row <= down(part.y + part.height); row++) {
    for (let column = across(part.x); column <= across(part.x + part.width); column++) most = Math.max(most, lightest[row * columns + column] ?? 1);
  }
  return most;
}

/**
 * Gives the stops of a scrim that comes up softly, so that nobody sees where it begins.
 *
 * @param rise shares of the scrim's length over which it comes to each strength, in order: ends of the soft parts
 */
export function softStops(rises: readonly { readonly from: number; readonly to: number; readonly alpha: number }[]): readonly ScrimStop[] {
  const stops: ScrimStop[] = [{ at: 0, alpha: 0 }];
  let before = 0;
  for (const { from, to, alpha } of rises) {
    for (const share of [0, 0.25, 0.5, 0.75, 1]) {
      const soft = share * share * (3 - 2 * share);
      const stop = { at: thousandth(from + (to - from) * share), alpha: thousandth(before + (alpha - before) * soft) };
      if (stop.at > (stops.at(-1)?.at ?? 0)) stops.push(stop);
    }
    before = alpha;
  }
  if ((stops.at(-1)?.at ?? 1) < 1) stops.push({ at: 1, alpha: before });
  return stops;
}

function thousandth(value: number): number {
  return Math.round(value * 1000) / 1000;
}
