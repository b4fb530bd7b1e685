import * as Comlink from 'comlink';
import { Failure } from '../domain/failure';
import type { Format } from '../domain/storyboard';
import type { Segment } from '../domain/video';
import type { FilmScript, VideoCoding } from '../engine/ports';
import { canvasRuler, paint } from '../platform/canvas';
import { loadFonts } from '../platform/fonts';
import { openSurface } from '../platform/surface';
import type { Surface } from '../platform/surface';
import { encodePictures, probeWebCodecs } from '../platform/webcodecs';
import { drawFrame } from '../stages/video/draw/drawFrame';
import { layOut } from '../stages/video/draw/layOut';
import type { LaidOutFilm } from '../stages/video/draw/layOut';
import { endsWithRepeat, framesOfScene, picturesOf } from '../stages/video/encode';
import type { PictureRules } from '../stages/video/encode';
import { serve } from './serve';

/** A picture before it is drawn: shown from `frame` on for `frames` frames. */
export interface PictureSpan {
  readonly frame: number;
  readonly frames: number;
  readonly key: string;
}

/** Draws and encodes one film at a time. */
const api = {
  /** Names whom progress is told, for good: a fraction of the running call. */
  listen(listener: (fraction: number) => void): void {
    tell = listener;
  },

  /** Takes a film, with the faces it needs; the calls below are about the last one taken. */
  async load(film: FilmScript): Promise<void> {
    loaded = undefined;
    await loadFonts(wordsOf(film.storyboard), film.storyboard.theme);
    loaded = { film, laidOut: layOut(film, canvasRuler()) };
  },

  probe(format: Format, container: 'mp4' | 'webm'): Promise<VideoCoding | undefined> {
    return probeWebCodecs(format, container);
  },

  async encodeScene(scene: number, coding: VideoCoding): Promise<Segment> {
    const { film, laidOut } = theFilm();
    const { format } = film.storyboard;
    const { first, end } = framesOfScene(film, scene);
    const pictures = picturesOf((frame) => drawFrame(laidOut, frame), first, end, { repeatsLast: endsWithRepeat({ film, scene, coding }) });
    const segment = await encodePictures(pictures, first, end, { format, coding, surface: surfaceOf(format.width, format.height), paint, report });
    // Each array was made for this segment, alone in its buffer.
    const buffers = [segment.description, ...segment.frames.map(({ bytes }) => bytes)].map(({ buffer }) => buffer as ArrayBuffer);
    return Comlink.transfer(segment, buffers);
  },

  /** The pictures of the frames [first, end), not yet drawn. */
  outline(first: number, end: number, rules: PictureRules): readonly PictureSpan[] {
    const { laidOut } = theFilm();
    const pictures = picturesOf((frame) => drawFrame(laidOut, frame), first, end, rules);
    return Array.from(pictures, ({ frame, frames, list }) => ({ frame, frames, key: list.key }));
  },

  /** Some frames in the film's size as planar BT.709, one after the other. */
  async planes(frames: readonly number[]): Promise<Uint8Array> {
    const { film, laidOut } = theFilm();
    const { width, height } = film.storyboard.format;
    const surface = surfaceOf(width, height);
    const size = (width * height * 3) / 2;
    const all = new Uint8Array(size * frames.length);
    for (const [index, frame] of frames.entries()) {
      paint(drawFrame(laidOut, frame), surface.context);
      all.set(await surface.planes(), index * size);
      report((index + 1) / frames.length);
    }
    return Comlink.transfer(all, [all.buffer]);
  },

  /** Some frames as PNG files of a size, px. */
  async pictures(frames: readonly number[], width: number, height: number): Promise<readonly Uint8Array[]> {
    const { laidOut } = theFilm();
    const { canvas, context } = surfaceOf(width, height);
    const files: Uint8Array<ArrayBuffer>[] = [];
    for (const [index, frame] of frames.entries()) {
      paint(drawFrame(laidOut, frame), context);
      const blob = await canvas.convertToBlob({ type: 'image/png' });
      files.push(new Uint8Array(await blob.arrayBuffer()));
      report((index + 1) / frames.length);
    }
    return Comlink.transfer(files, files.map(({ buffer }) => buffer));
  },
};

export type FilmApi = typeof api;

let loaded: { readonly film: FilmScript; readonly laidOut: LaidOutFilm } | undefined;
/** Kept from scene to scene: its memory is touched once. */
let surface: Surface | undefined;
let tell: (fraction: number) => void = () => {};
let told = 0;

/** Tells the page at most 20 times a second: every message wakes it up. */
function report(fraction: number): void {
  const now = performance.now();
  if (now - told < 50) return;
  told = now;
  tell(fraction);
}

function theFilm(): NonNullable<typeof loaded> {
  if (loaded === undefined) throw new Failure('invalid-parameter', 'A film must be loaded before it is drawn, got none.');
  return loaded;
}

function surfaceOf(width: number, height: number): Surface {
  if (surface?.canvas.width !== width || surface.canvas.height !== height) surface = openSurface(width, height);
  return surface;
}

/** Every string in a value: what fonts must be able to show. */
function wordsOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return '';
  return Object.values(value).map(wordsOf).join(' ');
}

serve(api);
