import { digest } from '../../../domain/digest';
import type { Crop, DrawCommand, DrawList } from '../../../domain/film/drawing';
import { sceneAt } from '../../../domain/storyboard';
import type { LaidOutFilm, LaidOutPiece } from './layOut';
import type { PhysicalMark, Mark } from './page';
import { inFlight } from './flight';
import { drifted, entered, entrance, leave, left, moved, placeBelow, visibility } from './motion';
import { directionOf } from './typography';

/**
 * Gives the picture of one frame. Pure and random-access: frames may be asked for in any order, and again.
 *
 * Opacity is in steps of 1/32 and movement in steps of 1/4 px, so frames between which nothing visible changes have equal keys;
 * the progress hairline moves only while a scene enters.
 *
 * @param frame clamped to the film; a film without scenes is its background
 */
export function drawFrame(film: LaidOutFilm, frame: number): DrawList {
  const { storyboard } = film.script;
  const { width, height, fps } = storyboard.format;
  const last = (film.starts.at(-1) ?? 0) - 1;
  if (last < 0) return { width, height, commands: [backdrop(film)], key: digest([film.theme.colours.background, width, height]) };
  const at = Math.min(Math.max(0, Math.trunc(frame)), last);
  const index = sceneAt(film.starts, at);
  const scene = film.scene(index);
  const first = film.starts[index] ?? 0;
  const length = ((film.starts[index + 1] ?? first + 1) - first) / fps;
  // One frame ahead: a scene's first frame already shows a trace of what comes.
  const seconds = (at - first + 1) / fps;
  const isLast = index === storyboard.scenes.length - 1;
  const { scale } = film.grid;

  const commands: DrawCommand[] = [backdrop(film)];
  let state = scene.digest;
  for (const piece of scene.pieces) {
    const flown = piece.flight ? Math.round(moved(seconds, clampedEntrance(length)) * 64) / 64 : 1;
    if (piece.flight && flown < 1) {
      // The scene's own digest does not know where its pieces come from.
      state += `|${flown}${piece.flight.name}`;
      for (const { mark, alpha } of inFlight(piece.flight, flown)) commands.push(commandOf(mark, scale, { ...still, alpha: Math.round(alpha * 32) / 32 }));
      continue;
    }
    const pose = poseOf(piece, seconds, length, isLast, scale);
    state += `|${pose.alpha},${pose.shift},${pose.grown}`;
    if (pose.alpha > 0) for (const mark of piece.marks) commands.push(commandOf(mark, scale, pose));
  }

  const spoken = captionAt(film, at / fps);
  if (spoken) {
    const marks = film.caption(spoken.caption).marks(spoken.word);
    for (const mark of marks) commands.push(commandOf({ ...mark, direction: directionOf(textOf(mark), film.direction) }, scale, still));
    // Word by word a caption's marks change in nothing but which word is strong: its text and that word tell them apart.
    state += `|${film.caption(spoken.caption).name(spoken.word)}`;
  }

  const progress = scene.progress.from + (scene.progress.to - scene.progress.from) * entered(seconds, clampedEntrance(length));
  const hair = Math.round(progress * width);
  const thickness = Math.max(2, Math.round(6 * scale));
  commands.push({
    op: 'rectangle',
    x: film.direction === 'rtl' ? width - hair : 0,
    y: height - thickness,
    width: hair,
    height: thickness,
    radius: 0,
    colour: film.theme.colours.accent,
    alpha: 1,
  });
  state += `|${hair}`;
  return { width, height, commands, key: digest(state) };
}

function backdrop({ theme: { colours } }: LaidOutFilm): DrawCommand {
  return { op: 'fill', colour: colours.background, ...(colours.glows ? { glows: colours.glows } : {}) };
}

/**
 * What moves about a piece: opacity in [0, 1], px downwards, share of its length (or height, from the foot) that is drawn, or of its way that a picture has
 * drifted.
 */
interface Pose {
  readonly alpha: number;
  readonly shift: number;
  readonly grown: number;
  readonly upwards?: boolean;
}

const still: Pose = { alpha: 1, shift: 0, grown: 1 };
const hidden: Pose = { alpha: 0, shift: 0, grown: 0 };

function poseOf(piece: LaidOutPiece, seconds: number, length: number, isLast: boolean, scale: number): Pose {
  if (piece.motion === 'cut') return still;
  if (piece.motion === 'drift') {
    const seen = piece.fades?.in === true && !piece.arrived ? entered(seconds, clampedEntrance(length)) : 1;
    const gone = piece.fades?.out === true && !isLast && !piece.stays
      ? left(seconds - (length - Math.min(leave, length * 0.12)), Math.min(leave, length * 0.12))
      : 0;
    return { ...still, alpha: Math.round(seen * (1 - gone) * 32) / 32, grown: piece.steps === 0 ? 1 : drifted(seconds, length, piece.steps) };
  }
  const coming = piece.motion === 'still' || piece.arrived || piece.flight ? 1 : entered(seconds - piece.at, clampedEntrance(length));
  const leaving = Math.min(leave, length * 0.12);
  const going = isLast || piece.stays ? 0 : left(seconds - (length - leaving), leaving);
  const alpha = Math.round(coming * (1 - going) * 32) / 32;
  if (alpha === 0) return hidden;
  if (piece.motion === 'grow' || piece.motion === 'up') return {
    alpha: Math.round((1 - going) * 32) / 32, shift: 0, grown: Math.round(coming * 64) / 64, upwards: piece.motion === 'up',
  };
  const rise = (1 - coming) * entrance.rise;
  if (piece.course === undefined) return { alpha, shift: Math.round(rise * scale * 4) / 4, grown: 1 };
  const seen = Math.round(coming * (1 - going) * visibility(piece.course, seconds) * 32) / 32;
  return seen === 0 ? hidden : { alpha: seen, shift: Math.round((rise + placeBelow(piece.course, seconds)) * scale * 4) / 4, grown: 1 };
}

/** Scenes of a second or less enter in a third of it. */
function clampedEntrance(length: number): number {
  return Math.min(entrance.seconds, length / 3);
}

function commandOf(mark: PhysicalMark, scale: number, pose: Pose): DrawCommand {
  if (mark.kind === 'rectangle') {
    // Edges on whole px: hairlines stay sharp at every size.
    const left = Math.round(mark.x * scale);
    const width = Math.max(1, Math.round((mark.x + mark.width) * scale) - left);
    const top = Math.round(mark.y * scale);
    const height = Math.max(1, Math.round(mark.height * scale));
    const risen = pose.upwards ? Math.max(1, Math.round(height * pose.grown)) : height;
    const grown = pose.upwards ? width : Math.max(1, Math.round(width * pose.grown));
    return {
      op: 'rectangle',
      x: mark.direction === 'rtl' ? left + width - grown : left,
      y: top + height - risen + pose.shift,
      width: grown,
      height: risen,
      radius: mark.radius * scale,
      colour: mark.colour,
      alpha: pose.alpha,
    };
  }
  if (mark.kind === 'picture' || mark.kind === 'scrim') {
    const [x, y] = [Math.round(mark.x * scale), Math.round(mark.y * scale)];
    const box = {
      x, y: y + pose.shift, width: Math.max(1, Math.round((mark.x + mark.width) * scale) - x),
      height: Math.max(1, Math.round((mark.y + mark.height) * scale) - y), alpha: pose.alpha,
    };
    if (mark.kind === 'scrim') return { op: 'scrim', ...box, colour: mark.colour, towards: mark.towards === 'end' ? 'right' : 'down', stops: mark.stops };
    return {
      op: 'picture', picture: mark.picture, ...box, crop: mark.until === undefined ? mark.crop : between(mark.crop, mark.until, pose.grown),
      radius: mark.radius * scale,
    };
  }
  if (mark.kind === 'line') {
    const points = drawn(mark.points.map(([x, y]) => [hundredth(x * scale), hundredth(y * scale) + pose.shift]), pose.grown);
    return { op: 'line', points, thickness: mark.thickness * scale, colour: mark.colour, alpha: pose.alpha };
  }
  if (mark.kind === 'path') {
    const [fromLeft, fromTop] = mark.origin;
    return {
      op: 'path',
      path: mark.path,
      x: hundredth((mark.x + fromLeft) * scale),
      y: hundredth((mark.y + fromTop) * scale) + pose.shift,
      scale: (mark.size * scale) / 1000,
      colour: mark.colour,
      alpha: pose.alpha,
    };
  }
  const { font } = mark;
  return {
    op: 'text',
    text: mark.text,
    x: hundredth((mark.direction === 'rtl' ? mark.x + mark.width : mark.x) * scale),
    y: hundredth(mark.y * scale) + pose.shift,
    font: { ...font, size: font.size * scale, tracking: (font.tracking ?? 0) * scale },
    colour: mark.colour,
    alpha: pose.alpha,
    direction: mark.direction,
  };
}

/** The first part of a line: a share of its way across. */
function drawn(points: readonly (readonly [number, number])[], share: number): readonly (readonly [number, number])[] {
  if (share >= 1 || points.length < 2) return points;
  const steps = share * (points.length - 1);
  const whole = Math.floor(steps);
  const [from, to] = [points[whole], points[whole + 1]];
  if (!from || !to) return points;
  const part = steps - whole;
  return [...points.slice(0, whole + 1), [hundredth(from[0] + (to[0] - from[0]) * part), hundredth(from[1] + (to[1] - from[1]) * part)]];
}

function between(from: Crop, to: Crop, share: number): Crop {
  const mix = (a: number, b: number): number => Math.round((a + (b - a) * share) * 1e6) / 1e6;
  return { x: mix(from.x, to.x), y: mix(from.y, to.y), width: mix(from.width, to.width), height: mix(from.height, to.height) };
}

function hundredth(value: number): number {
  return Math.round(value * 100) / 100;
}

function textOf(mark: Mark): string {
  return mark.kind === 'text' ? mark.text : '';
}

/** The caption on screen and how many of its words have begun; the last one begun stays marked until the next. */
function captionAt(film: LaidOutFilm, seconds: number): { readonly caption: number; readonly word: number } | undefined {
  const { captions, burn } = film.script;
  if (!burn) return undefined;
  const index = lastStarted(captions.length, (one) => captions[one]?.start ?? Infinity, seconds);
  const caption = captions[index];
  if (!caption || seconds >= caption.end - 1e-9) return undefined;
  const { wordStarts } = film.caption(index);
  return { caption: index, word: lastStarted(wordStarts.length, (one) => wordStarts[one] ?? Infinity, seconds) + 1 };
}

/** Index of the last of `count` ascending starts that is not after `seconds`; -1 if none. */
function lastStarted(count: number, start: (index: number) => number, seconds: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (start(middle) <= seconds + 1e-9) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
