import { Failure, isLostAtWork, LibraryNotAvailableError } from '../domain/failure';
import { totalFrames } from '../domain/storyboard';
import type { Format } from '../domain/storyboard';
import { segmentOf, type FrameBytes } from '../domain/film/segment';
import { codecsIn, fileForms, type FilmContainer, type FrameRun, type Segment } from '../domain/film/video';
import type { Animation, CodingWish, EncodingSample, FilmScript, FilmCoder, SceneJob, VideoCoding } from '../engine/ports';
import { codecOf } from '../platform/files/codecStrings';
import type { FfmpegPort } from '../platform/encoders/ffmpeg';
import { batchSize, encodeAnimation, encodeBatch, probeFfmpeg } from '../platform/encoders/filmFfmpeg';
import { animatedWebp } from '../stages/video/files/animatedWebp';
import { animationDelays, animationSize, animationStride } from '../stages/video/animate';
import { framesOfScene, pictureRules } from '../stages/video/encode';
import type { FilmApi, LaneSample } from './filmApi';
import { openFilmPool } from './filmPool';
import type { FilmWorker, FilmTrouble } from './filmPool';
import { filmOnPage } from './filmOnPage';
import { startWorker } from '../platform/page/startWorker';
import address from './film.worker?worker&url';
import { hire } from './hire';
import { unlost } from '../engine/retry';
import { inHalves, joinedSegments } from './lostWork';

export interface FilmWorkersOptions {
  /** Most workers at a time, at least 1; each draws and encodes one thing at a time. */
  readonly workers: number;
  /** Encodes where the browser cannot, and makes GIFs; absent: neither is possible. */
  readonly ffmpeg?: FfmpegPort;
  /** Parts to do without, to try what stands in for them: `webcodecs`, `ffmpeg`, `workers`. */
  readonly without?: ReadonlySet<string>;
  /** The page's choice of kernels, asked for each film. */
  readonly kernels?: () => WebAssembly.Module | undefined;
  /** Starts a worker; for tests. */
  readonly start?: () => FilmWorker;
  /** Gives the page's own thread; for tests. */
  readonly substitute?: () => FilmWorker;
  /** Told of trouble that was worked around. */
  readonly observe?: (trouble: FilmTrouble) => void;
}

/** Pictures drawn in one call: enough that few are drawn twice, few enough that all hands end together. */
const animatedAtATime = 40;

/** What draws and encodes films, as the session needs it. */
export interface WorkerFilmCoder extends FilmCoder {
  /** Why films are drawn on the page's own thread; empty if they are not. */
  readonly trouble: string;
  /** Ends all workers; calls still open reject with `worker-lost`. A later call starts new ones. */
  stop(): void;
}

/**
 * Draws and encodes films on a few workers, started when first needed; on the page's own thread where no worker can be had.
 *
 * An abort ends the worker that is at it; lost and stuck workers fail their call with `worker-lost` and are replaced at the next one.
 */
export function filmWorkers(options: FilmWorkersOptions): WorkerFilmCoder {
  const { ffmpeg, without = new Set(), observe = () => undefined } = options;
  const pool = openFilmPool({
    size: Math.max(1, options.workers),
    start: without.has('workers') ? undefined : (options.start ?? startFilmWorker),
    substitute: options.substitute ?? filmOnPage,
    ...(options.kernels ? { kernels: options.kernels } : {}),
    observe,
  });
  const found = new Map<string, VideoCoding>();
  /** Ways and codecs that promised more than they kept, by format and container. */
  const distrusted = new Set<string>();
  const transcoder = without.has('ffmpeg') ? undefined : ffmpeg;

  async function probe(format: Format, container: FilmContainer, signal: AbortSignal, { path, codec }: CodingWish = {}): Promise<VideoCoding> {
    const place = placeOf(format, container);
    const name = `${place} ${path ?? ''} ${codec ?? ''}`;
    const known = found.get(name);
    if (known) return known;
    signal.throwIfAborted();
    const kind = codec ?? codecsIn(container)[0] ?? '';
    const mayUse = (way: NonNullable<typeof path>): boolean => (path === undefined || path === way) && !distrusted.has(`${way} ${kind} ${place}`);
    const probed = (): Promise<VideoCoding | undefined> => pool.call({ signal }, (api) => api.probe(format, container, codec));
    const isOff = without.has('webcodecs') || !mayUse('webcodecs');
    const own = isOff ? undefined : await unlost('A probe', signal, probed).catch(ifNotLost);
    if (!own && (!transcoder || !mayUse('ffmpeg'))) {
      const what = codec === undefined ? container : `${codec} in ${container}`;
      throw new Failure('no-encoder', `This browser must have an encoder for ${what} at ${format.width}x${format.height}, got none.`, { ...format, container });
    }
    // Not both undefined: checked above.
    const coding = own ?? (await probeFfmpeg(transcoder as FfmpegPort, format, container, signal, codec));
    found.set(name, coding);
    return coding;
  }

  function outline(job: SceneJob, signal: AbortSignal): Promise<readonly FrameRun[]> {
    const { first, end } = framesOfScene(job.film, job.scene);
    return pool.call({ film: job.film, signal }, (api) => api.outline(first, end, pictureRules(job)));
  }

  /**
   * Encodes a scene; if its worker is lost at it, in halves, and those again: so however often workers are ended, some of it gets done. A
   * part that begins within the scene begins with a key frame.
   */
  async function encodeByWorkers(job: SceneJob, signal: AbortSignal, report: (fraction: number) => void): Promise<Segment> {
    const { film, scene, coding } = job;
    let loss: Failure;
    try {
      return await pool.call({ film, signal, report }, (api) => api.encodeScene(scene, coding));
    } catch (error) {
      signal.throwIfAborted();
      if (!isLostAtWork(error)) throw error;
      loss = error;
    }
    const spans = await unlost('A scene', signal, () => outline(job, signal));
    const segments = await inHalves(spans, signal, (part) => {
      const [first, last] = [part[0], part.at(-1)];
      const range = { first: first?.frame ?? 0, end: last === undefined ? 0 : last.frame + last.frames };
      const from = spans.indexOf(first as FrameRun);
      return pool.call(
        { film, signal, report: (fraction) => report((from + fraction * part.length) / spans.length) }, (api) => api.encodeScene(scene, coding, range),
      );
    }, loss);
    return joinedSegments(segments);
  }

  async function encodeByFfmpeg(port: FfmpegPort, job: SceneJob, signal: AbortSignal, report: (fraction: number) => void): Promise<Segment> {
    const { film, scene, coding } = job;
    const { format } = film.storyboard;
    const { first, end } = framesOfScene(film, scene);
    const spans = await outline(job, signal);
    const size = batchSize(format);
    const frames: FrameBytes[] = [];
    let track: Awaited<ReturnType<typeof encodeBatch>> | undefined;
    for (let start = 0; start < spans.length; start += size) {
      const batch = spans.slice(start, start + size);
      const planes = await pool.call({ film, signal }, (api) => api.planes(batch.map(({ frame }) => frame)));
      const tell = (fraction: number): void => report((start + fraction * batch.length) / spans.length);
      track = await encodeBatch(port, planes, batch.length, { format, coding, signal, report: tell });
      frames.push(...track.packets.map((packet, index): FrameBytes => ({ ...packet, ...spanOf(batch[index]) })));
    }
    return segmentOf(
      frames, { first, end, codec: track?.codec ?? coding.codec, description: track?.description ?? new Uint8Array(0), keys: spans.map(({ key }) => key) },
    );
  }

  async function webpByCanvas(
    film: FilmScript, spans: readonly FrameRun[], { width, height }: Pick<Animation, 'width' | 'height'>, signal: AbortSignal,
    report: (fraction: number) => void,
  ): Promise<Uint8Array<ArrayBuffer>> {
    const frames = spans.map((span) => span.frame);
    const starts = frames.flatMap((_, index) => (index % animatedAtATime === 0 ? [index] : []));
    let done = 0;
    const parts = await Promise.all(starts.map(async (start) => {
      const some = frames.slice(start, start + animatedAtATime);
      const changes = await pool.call({ film, signal }, (api) => api.changes(some, frames[start - 1], width, height));
      report((done += some.length) / frames.length);
      return changes;
    }));
    const durations = animationDelays(spans.map((span) => span.frames), film.storyboard.format.fps, 1000);
    return animatedWebp({ width, height }, parts.flat().map((change, index) => ({ ...change, duration: durations[index] ?? 0 })));
  }

  return {
    probe,
    outline,

    warm(storyboard, video) {
      // Not to be stopped: that would end workers, which the export needs.
      const { signal } = new AbortController();
      const later = (): void => undefined;
      if (video !== undefined) probe(storyboard.format, video.container, signal, video.wish).catch(later);
      for (let lane = 0; lane < options.workers; lane++) pool.call({ signal }, (api) => api.fetchFaces(storyboard)).catch(later);
    },

    stop: () => pool.stop(),
    get trouble() {
      return pool.trouble;
    },

    async sample({ film, coding }, pictures) {
      // Not to be stopped: that would end workers, which the export needs.
      const { signal } = new AbortController();
      const format = film.storyboard.format;
      if (coding.path === 'ffmpeg') {
        if (!transcoder) throw new Failure('library-not-available', 'ffmpeg must be there to encode by it, got none.');
        const some = pictures[0]?.slice(0, batchSize(format)).map(({ frame }) => frame) ?? [];
        const began = performance.now();
        const planes = await pool.call({ film, signal }, (api) => api.planes(some));
        const { packets } = await encodeBatch(transcoder, planes, some.length, { format, coding, signal });
        return sampleOf([{ ms: (performance.now() - began) / Math.max(1, some.length), bytes: packets.map(({ bytes }) => bytes.byteLength) }]);
      }
      return sampleOf(await Promise.all(pictures.map((some) => pool.call({ film, signal }, (api) => api.sample(some, coding)))));
    },

    distrust({ path, codec }, format, container, cause) {
      const place = placeOf(format, container);
      const kind = codecOf(codec);
      distrusted.add(`${path} ${kind} ${place}`);
      for (const way of ['', path]) for (const wished of ['', kind]) found.delete(`${place} ${way} ${wished}`);
      observe({
        kind: 'encoder-failed', message: `${codec} failed at ${place} and is not used for it again: ${cause instanceof Error ? cause.message : String(cause)}`,
      });
    },

    encodeScene(job, signal, report) {
      if (job.coding.path === 'webcodecs') return encodeByWorkers(job, signal, report);
      if (!transcoder) return Promise.reject(new Failure('library-not-available', 'ffmpeg must be there to encode by it, got none.'));
      return encodeByFfmpeg(transcoder, job, signal, report);
    },

    async still(film, frame, signal) {
      const { width, height } = film.storyboard.format;
      const [picture] = await pool.call({ film, signal, isUrgent: true }, (api) => api.pictures([frame], width, height));
      // One frame was asked for, and one picture comes for each.
      return picture as Uint8Array;
    },

    async cover(film, frame, signal) {
      const { width, height } = animationSize(film.storyboard.format, { longSide: 960 });
      const [picture] = await pool.call({ film, signal, isUrgent: true }, (api) => api.pictures([frame], width, height, 'image/jpeg'));
      // One frame was asked for, and one picture comes for each.
      return picture as Uint8Array;
    },

    async stills(film, frames, signal, report) {
      const { width, height } = film.storyboard.format;
      const files: Uint8Array[] = [];
      await Promise.all(frames.map(async (frame, index) => {
        const [picture] = await pool.call({ film, signal }, (api) => api.pictures([frame], width, height));
        // One frame was asked for.
        files[index] = picture as Uint8Array;
        report(files.filter(Boolean).length / frames.length);
      }));
      return files;
    },

    async animate(film, container, signal, report) {
      const { rules, name } = fileForms[container];
      const { format } = film.storyboard;
      const spans = await pool.call({ film, signal }, (api) => api.outline(0, totalFrames(film.storyboard), { stride: animationStride(format.fps, rules) }));
      if (spans.length > rules.pictures) {
        throw new Failure(
          'too-large', `${name} may have at most ${rules.pictures} different pictures, got ${spans.length}: make the film shorter, or a video of it.`,
          { pictures: spans.length },
        );
      }
      const animation = { ...animationSize(format, rules), distinctFrames: spans.length };
      if (container === 'webp') {
        try {
          return { ...animation, bytes: await webpByCanvas(film, spans, animation, signal, report), path: 'canvas' };
        } catch (error) {
          if (!(error instanceof LibraryNotAvailableError) || transcoder === undefined) throw error;
        }
      }
      if (!transcoder) throw new Failure('no-encoder', `${name} needs ffmpeg, which is not in this build or was switched off.`);
      const frames = spans.map((span) => span.frame);
      const pictures = await pool.call(
        { film, signal, report: (fraction) => report(fraction * 0.4) }, (api) => api.pictures(frames, animation.width, animation.height),
      );
      const lengths = spans.map((span) => span.frames);
      const bytes = await encodeAnimation(
        transcoder, container, pictures, animationDelays(lengths, format.fps, 100), { signal, report: (fraction) => report(0.4 + fraction * 0.6) },
      );
      return { ...animation, bytes, path: 'ffmpeg' };
    },
  };
}

function startFilmWorker(): FilmWorker {
  return hire<FilmApi>(startWorker(address, 'film'), { label: 'The film worker' });
}

/** Puts together what lanes took side by side. */
function sampleOf(lanes: readonly LaneSample[]): EncodingSample {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  return {
    picture: mean(lanes.map(({ ms }) => ms)) / Math.max(1, lanes.length),
    // Of the first lane, which begins a scene.
    keyBytes: lanes[0]?.bytes[0] ?? 0,
    deltaBytes: mean(lanes.flatMap(({ bytes }) => bytes.slice(1))),
  };
}

/** An encoder that takes its worker down with it is none. */
function ifNotLost(error: unknown): undefined {
  if (!(error instanceof Failure) || error.code !== 'worker-lost') throw error;
}

function placeOf({ width, height, fps }: Format, container: FilmContainer): string {
  return `${container} ${width}x${height} ${fps}`;
}

function spanOf(span: FrameRun | undefined): { readonly frame: number; readonly frames: number } {
  // A batch has as many packets as pictures: `encodeBatch` checks it.
  const { frame, frames } = span as FrameRun;
  return { frame, frames };
}
