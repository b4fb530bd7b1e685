/** The page of `tests/e2e/encoding.test.ts`: the film workers and the muxer, to be called from the test. */
import { inMemory } from '../../src/domain/bytes';
import type { DrawCommand } from '../../src/domain/film/drawing';
import { Failure } from '../../src/domain/failure';
import { totalFrames } from '../../src/domain/storyboard';
import type { Format } from '../../src/domain/storyboard';
import type { AnimationContainer, ChapterMark, SoundTrack, VideoCodec } from '../../src/domain/film/video';
import type { FilmScript, FilmCoder } from '../../src/engine/ports';
import { referenceKernels } from '../../src/kernels/reference';
import { ffmpeg } from '../../src/platform/encoders/ffmpeg';
import { canvasRuler } from '../../src/platform/canvas/canvas';
import { fileStowage } from '../../src/platform/storage/fileStowage';
import { loadFonts } from '../../src/platform/fonts/fonts';
import { tabLocks } from '../../src/platform/storage/journalStore';
import { loadKernelModule } from '../../src/optimizers/numeric/modules';
import { mediabunnyMuxer } from '../../src/platform/files/mp4';
import { openSurface } from '../../src/platform/canvas/surface';
import { encodePictures, probeWebCodecs } from '../../src/platform/encoders/webcodecs';
import { compose } from '../../src/stages/video/compose/compose';
import { drawFrame } from '../../src/stages/video/draw/drawFrame';
import { layOut } from '../../src/stages/video/draw/layOut';
import { encodeWith, picturesOf } from '../../src/stages/video/encode';
import { vtt } from '../../src/stages/video/files/captionFiles';
import { muxWith } from '../../src/stages/video/files/mux';
import { filmWorkers } from '../../src/workers/film';

export interface PageResult {
  readonly file: string;
  readonly keys: readonly string[];
  readonly codecs: readonly string[];
  readonly path: string;
  readonly distinctFrames: number;
  readonly ms: { readonly encode: number; readonly mux: number };
}

export interface PageOptions {
  readonly container?: 'mp4' | 'webm';
  readonly codec?: VideoCodec;
  readonly frames?: 'variable' | 'constant';
  readonly fragmented?: boolean;
  readonly without?: readonly string[];
  readonly workers?: number;
  readonly sound?: SoundTrack;
  /** Aborts once so much is done. */
  readonly abortAt?: number;
}

const coders = new Map<string, FilmCoder>();

function coderFor({ without = [], workers = 2 }: PageOptions): FilmCoder {
  const name = `${workers} ${without.join()}`;
  const known = coders.get(name) ?? filmWorkers({ workers, without: new Set(without), ffmpeg: ffmpeg() });
  coders.set(name, known);
  return known;
}

const page = {
  /** Makes a film's file; a failure comes as its code. */
  async encode(film: FilmScript, options: PageOptions = {}): Promise<PageResult | { readonly failure: string; readonly afterAbort: number }> {
    const { container = 'mp4', codec = 'auto', frames = 'variable', fragmented = false, sound, abortAt } = options;
    const controller = new AbortController();
    let abortedAt = 0;
    const context = {
      kernels: referenceKernels,
      signal: controller.signal,
      report: (fraction: number) => {
        if (abortAt === undefined || fraction < abortAt || controller.signal.aborted) return;
        abortedAt = performance.now();
        controller.abort(new Failure('cancelled', 'The test was cancelled.'));
      },
    };
    try {
      const started = performance.now();
      const { coding, segments } = await encodeWith(coderFor(options), options.workers ?? 2).run({ film }, { container, codec, frames }, context);
      const encoded = performance.now();
      const { title, language, format } = film.storyboard;
      const video = await muxWith(mediabunnyMuxer()).run(
        {
          coding, container, format, title, language, segments, fragmented, chapters: twoChapters(film),
          captions: { cues: film.captions, vtt: vtt(film.captions) }, ...(sound ? { sound } : {}),
        },
        {}, context,
      );
      const muxed = performance.now();
      return {
        file: await base64(await inMemory(video.bytes)),
        keys: segments.flatMap(({ keys }) => keys),
        codecs: video.codecs,
        path: video.path,
        distinctFrames: video.distinctFrames,
        ms: { encode: encoded - started, mux: muxed - encoded },
      };
    } catch (error) {
      if (error instanceof Failure) return { failure: error.code, afterAbort: performance.now() - abortedAt };
      throw error;
    }
  },

  /** Makes a film's file in memory, and the same by way of files; tells whether it is the same to the byte, and how many files there were. */
  async stowed(
    film: FilmScript, container: 'mp4' | 'webm', fragmented: boolean,
  ): Promise<{ readonly isSame: boolean; readonly inFiles: number; readonly left: number }> {
    const controller = new AbortController();
    const context = { kernels: referenceKernels, signal: controller.signal, report: () => undefined };
    const { segments } = await encodeWith(coderFor({}), 2).run({ film }, { container, codec: 'auto', frames: 'variable' }, context);
    const { title, language, format } = film.storyboard;
    const input = {
      container, format, title, language, segments, fragmented, chapters: twoChapters(film), captions: { cues: film.captions, vtt: vtt(film.captions) },
    };
    const plain = await inMemory(await mediabunnyMuxer().mux(input));
    const stowage = fileStowage({ locks: tabLocks(), room: 0, least: 0 });
    const away = await Promise.all(segments.map(async (segment) => ({ ...segment, bytes: await stowage.put(Uint8Array.from(await inMemory(segment.bytes))) })));
    const file = await inMemory(await mediabunnyMuxer(stowage, 10_000).mux({ ...input, segments: away }));
    for (const { bytes } of away) stowage.drop(bytes);
    const root = await (await navigator.storage.getDirectory()).getDirectoryHandle('kinora-stowage');
    let left = 0;
    for await (const folder of root.values()) if (folder.kind === 'directory') for await (const name of (folder as FileSystemDirectoryHandle).keys()) left += name === ''
      ? 0
      : 1;
    return {
      isSame: plain.length === file.length && plain.every((byte, index) => byte === file[index]),
      inFiles: away.filter(({ bytes }) => bytes instanceof File).length, left,
    };
  },

  /** A second of one picture, shown again in its last frame: bars of some colours, side by side. */
  async bars(colours: readonly string[], format: Format, container: 'mp4' | 'webm', codec?: VideoCodec): Promise<string> {
    const coding = await probeWebCodecs(format, container, codec);
    if (!coding) throw new Error(`No encoder for ${container}.`);
    const width = format.width / colours.length;
    const commands = colours.map(
      (colour, index): DrawCommand => ({ op: 'rectangle', x: index * width, y: 0, width, height: format.height, radius: 0, colour, alpha: 1 }),
    );
    const list = { width: format.width, height: format.height, commands, key: 'bars' };
    const segment = await encodePictures([{ frame: 0, frames: format.fps - 1, list }, { frame: format.fps - 1, frames: 1, list }], 0, format.fps, {
      format, coding, surface: openSurface(format.width, format.height), report: () => {},
    });
    return base64(await inMemory(await mediabunnyMuxer().mux({ container, format, title: 'Bars', language: 'en', segments: [segment] })));
  },

  /**
   * Shows every picture of a film twice: painted over the one before, and from the ground up. Gives how many there are, and which frames come out otherwise.
   */
  async byParts(film: FilmScript): Promise<{ readonly pictures: number; readonly otherwise: readonly number[] }> {
    const { storyboard } = film;
    const { width, height } = storyboard.format;
    const [{ composed }, kernels] = await Promise.all([compose(storyboard), loadKernelModule('simd'), loadFonts(storyboard)]);
    const laidOut = layOut(film, canvasRuler(), composed);
    // Converted by either, so that those are compared, too.
    const [inParts, afresh] = [openSurface(width, height, kernels), openSurface(width, height)];
    const otherwise: number[] = [];
    let pictures = 0;
    for (const { frame, list } of picturesOf((at) => drawFrame(laidOut, at), 0, totalFrames(storyboard))) {
      inParts.paint(list);
      afresh.begin();
      afresh.paint(list);
      const [some, all] = [await inParts.planes(), await afresh.planes()];
      if (some.some((value, index) => value !== all[index])) otherwise.push(frame);
      pictures++;
    }
    return { pictures, otherwise };
  },

  /** Plays a file eight times as fast, and gives where it ended, s. */
  async play(file: string, mediaType: string): Promise<number> {
    const video = document.createElement('video');
    const bytes = Uint8Array.from(atob(file), (character) => character.charCodeAt(0));
    video.src = URL.createObjectURL(new Blob([bytes], { type: mediaType }));
    video.muted = true;
    video.playbackRate = 8;
    document.body.append(video);
    await new Promise((resolve, reject) => {
      video.onended = resolve;
      video.onerror = () => reject(new Error(video.error?.message));
      video.play().catch(reject);
    });
    return video.currentTime;
  },

  async still(film: FilmScript, frame: number): Promise<string> {
    return base64(await coderFor({}).still(film, frame, new AbortController().signal));
  },

  async animate(film: FilmScript, container: AnimationContainer): Promise<{ readonly file: string; readonly distinctFrames: number }> {
    const { bytes, distinctFrames } = await coderFor({}).animate(film, container, new AbortController().signal, () => {});
    return { file: await base64(bytes), distinctFrames };
  },

  /** How an animated WebP plays in the browser's own decoder, and how far its last picture is from what was drawn (mean of 255). */
  async playWebp(film: FilmScript): Promise<{ readonly pictures: number; readonly distinctFrames: number; readonly seconds: number; readonly off: number }> {
    const { signal } = new AbortController();
    const { bytes, width, height, distinctFrames } = await coderFor({}).animate(film, 'webp', signal, () => {});
    const decoder = new ImageDecoder({ data: bytes as Uint8Array<ArrayBuffer>, type: 'image/webp' });
    await decoder.tracks.ready;
    const pictures = decoder.tracks.selectedTrack?.frameCount ?? 0;
    let micros = 0;
    const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
    if (context === null) throw new Error('no canvas');
    const pixels = (picture: CanvasImageSource): Uint8ClampedArray => {
      context.drawImage(picture, 0, 0, width, height);
      return context.getImageData(0, 0, width, height).data;
    };
    let shown = new Uint8ClampedArray();
    for (let frameIndex = 0; frameIndex < pictures; frameIndex++) {
      const { image } = await decoder.decode({ frameIndex });
      micros += image.duration ?? 0;
      shown = Uint8ClampedArray.from(pixels(image));
      image.close();
    }
    const [still] = await coderFor({}).stills(film, [film.storyboard.scenes.reduce((sum, scene) => sum + scene.frames, 0) - 1], signal, () => {});
    const wanted = pixels(await createImageBitmap(new Blob([still as Uint8Array<ArrayBuffer>])));
    const off = shown.reduce((sum, value, at) => sum + Math.abs(value - (wanted[at] ?? 0)), 0) / shown.length;
    return { pictures, distinctFrames, seconds: micros / 1e6, off };
  },
};

export type EncodingPage = typeof page;

/** The film's own halves. */
function twoChapters({ storyboard }: FilmScript): readonly ChapterMark[] {
  return [{ title: 'One', frame: 0 }, { title: 'Two', frame: Math.floor(totalFrames(storyboard) / 2) }];
}

async function base64(bytes: Uint8Array): Promise<string> {
  const reader = new FileReader();
  await new Promise((resolve) => {
    reader.onload = resolve;
    // A file of our own making, never in shared memory.
    reader.readAsDataURL(new Blob([bytes as Uint8Array<ArrayBuffer>]));
  });
  return String(reader.result).replace(/^[^,]*,/, '');
}

Object.assign(globalThis, { encodingPage: page });
