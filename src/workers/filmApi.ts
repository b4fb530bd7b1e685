import type { DrawList } from '../domain/film/drawing';
import { Failure, LibraryNotAvailableError } from '../domain/failure';
import type { Format, Storyboard } from '../domain/storyboard';
import type { DrawnRun, FilmContainer, FrameRun, Segment, VideoCodec } from '../domain/film/video';
import type { FilmScript, VideoCoding } from '../engine/ports';
import { canvasRuler } from '../platform/canvas/canvas';
import { changedBox, type ChangedBox } from '../platform/canvas/changedBox';
import { loadFonts } from '../platform/fonts/fonts';
import { PictureShelf } from '../platform/canvas/pictures';
import { openSurface } from '../platform/canvas/surface';
import type { Surface } from '../platform/canvas/surface';
import { encodePictures, probeWebCodecs } from '../platform/encoders/webcodecs';
import { compose } from '../stages/video/compose/compose';
import { drawFrame } from '../stages/video/draw/drawFrame';
import { layOut } from '../stages/video/draw/layOut';
import { framesOfScene, pictureRules, picturesOf } from '../stages/video/encode';
import type { PictureRules } from '../stages/video/encode';

/** Draws and encodes one film at a time: in a worker, or on the page's own thread where there is none. */
export interface FilmApi {
  /** Names whom progress is told, for good: a fraction of the running call, at most 20 times a second. */
  listen(listener: (fraction: number) => void): Promise<void>;
  /** Fetches the faces of films like this one, whose pictures may be left out; what cannot be had is told by `load`. */
  fetchFaces(storyboard: Storyboard): Promise<void>;
  /**
   * Takes a film, with the faces and typesetters it needs; the calls below are about the last one taken.
   *
   * @param kernels convert its pictures, compiled from `wasm/assembly`; absent: TypeScript does
   * @returns names of what could not be loaded: the next faces of their families stand in, formulas are shown as their source
   */
  load(film: FilmScript, kernels?: WebAssembly.Module): Promise<readonly string[]>;
  probe(format: Format, container: FilmContainer, codec?: VideoCodec): Promise<VideoCoding | undefined>;
  /** @param part frames [first, end) of the scene, where its pictures change; absent: all of it */
  encodeScene(scene: number, coding: VideoCoding, part?: { readonly first: number; readonly end: number }): Promise<Segment>;
  /** Encodes some pictures that follow each other, and tells what that takes. */
  sample(spans: readonly FrameRun[], coding: VideoCoding): Promise<LaneSample>;
  /** The pictures of the frames [first, end), not yet drawn. */
  outline(first: number, end: number, rules: PictureRules): Promise<readonly FrameRun[]>;
  /** Some frames in the film's size as planar BT.709, one after the other. */
  planes(frames: readonly number[]): Promise<Uint8Array<ArrayBuffer>>;
  /** Some frames as files of a size, px; PNG if nothing else is said. */
  pictures(frames: readonly number[], width: number, height: number, mediaType?: 'image/png' | 'image/jpeg'): Promise<readonly Uint8Array<ArrayBuffer>[]>;
  /**
   * What changes from each of some frames to the next, as WebP files.
   *
   * @param before the frame shown before the first of them; undefined: the first one is given whole
   * @throws LibraryNotAvailableError if this browser writes no WebP
   */
  changes(frames: readonly number[], before: number | undefined, width: number, height: number): Promise<readonly PixelChange[]>;
}

/** What encoding took in one lane. */
export interface LaneSample {
  /** Milliseconds a picture, without the start of the encoder. */
  readonly ms: number;
  /** Of each picture; the first one is a key frame. */
  readonly bytes: readonly number[];
}

/** A part of a picture that differs from the one before, as a WebP file. */
export interface PixelChange extends ChangedBox {
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/**
 * Gives what draws and encodes a film, on the thread that calls.
 *
 * @param breathe called between pictures, so that a page stays alive meanwhile; absent in workers, which have nothing else to do
 */
export function openFilm(breathe: () => Promise<void> = () => Promise.resolve()): FilmApi {
  let loaded: {
    readonly film: FilmScript; readonly drawn: (frame: number) => DrawList; readonly kernels: WebAssembly.Module | undefined;
    without(pictures: readonly string[]): void;
  } | undefined;
  const shelf = new PictureShelf(shelfBytes);
  /** Kept from scene to scene: its memory is touched once. */
  let surface: Surface | undefined;
  let tell: (fraction: number) => void = () => {};
  let told = 0;

  /** Every message wakes the page up. */
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
    if (surface?.canvas.width === width && surface.canvas.height === height) return surface;
    surface = openSurface(width, height, theFilm().kernels);
    surface.begin(shelf.images);
    return surface;
  }

  /** Resolves once what a list shows is decoded, for a surface of some width. */
  async function picturesReady(list: DrawList, width: number): Promise<void> {
    const wanted = new Map<string, number>();
    for (const command of list.commands) {
      if (command.op !== 'picture') continue;
      wanted.set(command.picture, Math.max(wanted.get(command.picture) ?? 0, (command.width / command.crop.width) * (width / list.width)));
    }
    if (wanted.size === 0) return;
    const lost = await shelf.ready(wanted, theFilm().film.storyboard.assets ?? {});
    if (lost.length > 0) throw new PicturesLost(lost);
  }

  function show(frame: number, on: Surface): Promise<void> {
    return drawing(async () => {
      const list = theFilm().drawn(frame);
      await picturesReady(list, on.canvas.width);
      on.paint(list);
    });
  }

  /** Does the work again without the pictures that turn out not to be decodable here: each time there are fewer. */
  async function drawing<Result>(work: () => Promise<Result>): Promise<Result> {
    for (;;) {
      try {
        return await work();
      } catch (error) {
        if (!(error instanceof PicturesLost)) throw error;
        theFilm().without(error.pictures);
      }
    }
  }

  return {
    listen(listener) {
      tell = listener;
      return Promise.resolve();
    },

    fetchFaces: async (storyboard) => void (await loadFonts(storyboard)),

    async load(film, kernels) {
      loaded = undefined;
      const [faces, { composed, missing: setters }] = await Promise.all([loadFonts(film.storyboard), compose(film.storyboard)]);
      const missing = [...faces, ...setters];
      shelf.clear();
      surface?.begin(shelf.images);
      const ruler = canvasRuler();
      let laidOut = layOut(film, ruler, composed);
      // Set in other faces it is another picture, even where every line stands in the same place.
      const otherwise = missing.length === 0 ? '' : ` without ${missing.join(', ')}`;
      const drawn = (frame: number): DrawList => {
        const list = drawFrame(laidOut, frame);
        return otherwise === '' ? list : { ...list, key: list.key + otherwise };
      };
      loaded = {
        film,
        drawn,
        kernels,
        without(pictures) {
          laidOut = layOut(
            { ...laidOut.script, pictures: Object.fromEntries(Object.entries(laidOut.script.pictures ?? {}).filter(([id]) => !pictures.includes(id))) }, ruler,
            composed,
          );
        },
      };
      return missing;
    },

    probe: probeWebCodecs,

    async encodeScene(scene, coding, part) {
      const { film, drawn } = theFilm();
      const { format } = film.storyboard;
      const whole = framesOfScene(film, scene);
      const { first, end } = part ?? whole;
      return drawing(() => {
        const rules = pictureRules({ film, scene, coding });
        const pictures = picturesOf(drawn, first, end, { ...rules, repeatsLast: rules.repeatsLast === true && end === whole.end });
        const ready = (list: DrawList): Promise<void> => picturesReady(list, format.width);
        return encodePictures(pictures, first, end, { format, coding, surface: surfaceOf(format.width, format.height), ready, report, breathe });
      });
    },

    async sample(spans, coding) {
      const { film, drawn } = theFilm();
      const { format } = film.storyboard;
      const [head, last] = [spans[0], spans.at(-1)];
      const [first, end] = [head?.frame ?? 0, last === undefined ? 0 : last.frame + last.frames];
      let began = performance.now();
      const pictures = function* (): Generator<DrawnRun, void, undefined> {
        for (const [index, { frame, frames }] of spans.entries()) {
          // The encoder starts with the first one, and touches its memory with the second.
          if (index === warming) began = performance.now();
          // With the times they really have: encoders give a picture that stays more bytes.
          yield { frame, frames, list: drawn(frame) };
        }
      };
      const ready = (list: DrawList): Promise<void> => picturesReady(list, format.width);
      const segment = await drawing(
        () => encodePictures(pictures(), first, end, { format, coding, surface: surfaceOf(format.width, format.height), ready, report, breathe }),
      );
      return { ms: (performance.now() - began) / Math.max(1, spans.length - warming), bytes: segment.frames.map(({ size }) => size) };
    },

    async outline(first, end, rules) {
      const { drawn } = theFilm();
      const spans: FrameRun[] = [];
      for (const { frame, frames, list } of picturesOf(drawn, first, end, rules)) {
        spans.push({ frame, frames, key: list.key });
        await breathe();
      }
      return spans;
    },

    async planes(frames) {
      const { film } = theFilm();
      const { width, height } = film.storyboard.format;
      const surface = surfaceOf(width, height);
      const size = (width * height * 3) / 2;
      const all = new Uint8Array(size * frames.length);
      for (const [index, frame] of frames.entries()) {
        await show(frame, surface);
        all.set(await surface.planes(), index * size);
        report((index + 1) / frames.length);
        await breathe();
      }
      return all;
    },

    async pictures(frames, width, height, mediaType = 'image/png') {
      const surface = surfaceOf(width, height);
      const files: Uint8Array<ArrayBuffer>[] = [];
      for (const [index, frame] of frames.entries()) {
        await show(frame, surface);
        const blob = await surface.canvas.convertToBlob({ type: mediaType, quality: jpegQuality });
        files.push(new Uint8Array(await blob.arrayBuffer()));
        report((index + 1) / frames.length);
        await breathe();
      }
      return files;
    },

    async changes(frames, before, width, height) {
      const surface = surfaceOf(width, height);
      const pixelsOf = async (frame: number): Promise<Uint32Array> => {
        await show(frame, surface);
        return surface.pixels();
      };
      let shown = before === undefined ? undefined : await pixelsOf(before);
      const changes: PixelChange[] = [];
      for (const [index, frame] of frames.entries()) {
        const pixels = await pixelsOf(frame);
        const box = changedBox(shown, pixels, width, height);
        changes.push({ ...box, bytes: await webpOf(surface.canvas, box) });
        shown = pixels;
        report((index + 1) / frames.length);
        await breathe();
      }
      return changes;
    },
  };
}

/** Of covers: letters of this size show no marks. */
const jpegQuality = 0.85;

/** Pictures of a sample that are not timed. */
const warming = 2;

/** Bytes of decoded pictures that a hand keeps: four of 1080p with their drift, or one of 4K. */
const shelfBytes = 48 * 1024 * 1024;

/** Pictures that the page could decode and this hand cannot, as where memory is short. */
class PicturesLost extends Error {
  readonly pictures: readonly string[];

  constructor(pictures: readonly string[]) {
    super(`Pictures cannot be decoded: ${pictures.join(', ')}.`);
    this.pictures = pictures;
  }
}

/** Of lossy WebP: at 0.9 letters show no marks at twice their size; 0.95 takes half as much again. */
const webpQuality = 0.9;

async function webpOf(canvas: OffscreenCanvas, { x, y, width, height }: ChangedBox): Promise<Uint8Array<ArrayBuffer>> {
  const part = new OffscreenCanvas(width, height);
  part.getContext('2d', { alpha: false })?.drawImage(canvas, -x, -y);
  const blob = await part.convertToBlob({ type: 'image/webp', quality: webpQuality });
  if (blob.type !== 'image/webp') throw new LibraryNotAvailableError(`This browser must write WebP pictures, but wrote ${blob.type}.`, { library: 'WebP' });
  return new Uint8Array(await blob.arrayBuffer());
}
