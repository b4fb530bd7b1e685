import * as Comlink from 'comlink';
import { Failure } from '../domain/failure';
import { totalFrames } from '../domain/storyboard';
import type { Format } from '../domain/storyboard';
import type { Container, EncodedFrame, Segment } from '../domain/video';
import type { FilmScript, PictureCoder, SceneJob, VideoCoding } from '../engine/ports';
import type { FfmpegPort } from '../platform/ffmpeg';
import { batchSize, encodeAnimation, encodeBatch, probeFfmpeg } from '../platform/pictureFfmpeg';
import { animationDelays, animationSize, animationStride } from '../stages/video/animate';
import { endsWithRepeat, framesOfScene } from '../stages/video/encode';
import type { FilmApi, PictureSpan } from './film.worker';
import { hire } from './hire';
import type { Hired } from './hire';

export interface FilmWorkersOptions {
  /** Most workers at a time, at least 1; each draws and encodes one thing at a time. */
  readonly workers: number;
  /** Encodes where the browser cannot, and makes GIFs; absent: neither is possible. */
  readonly ffmpeg?: FfmpegPort;
  /** Parts to do without, to try what stands in for them: `webcodecs`, `ffmpeg`. */
  readonly without?: ReadonlySet<string>;
  /** Starts a worker; for tests. */
  readonly start?: () => Hired<FilmApi>;
}

/** A worker that gives no sign for so long is stuck and is ended, ms; codecs that hang give up before. */
const patience = 45_000;
/** Pictures an animation may have: its file and the memory it takes grow with each. */
const mostAnimated = 1500;

/**
 * Draws and encodes films on a few workers, started when first needed.
 *
 * An abort ends the worker that is at it; lost and stuck workers fail their call with `worker-lost` and are replaced at the next one.
 */
export function filmWorkers(options: FilmWorkersOptions): PictureCoder & {
  /** Ends all workers; calls still open reject with `worker-lost`. A later call starts new ones. */
  stop(): void;
} {
  const { ffmpeg, without = new Set() } = options;
  const crew = openCrew(Math.max(1, options.workers), options.start ?? startFilmWorker);
  const found = new Map<string, VideoCoding>();
  const transcoder = without.has('ffmpeg') ? undefined : ffmpeg;

  async function probe(format: Format, container: Container, signal: AbortSignal): Promise<VideoCoding> {
    const place = `${container} ${format.width}x${format.height} ${format.fps}`;
    const known = found.get(place);
    if (known) return known;
    signal.throwIfAborted();
    if (container === 'gif') return { path: 'ffmpeg', codec: 'gif', bitrate: 0 };
    const own = without.has('webcodecs') ? undefined : await crew.call({ signal }, (api) => api.probe(format, container)).catch(ifNotLost);
    if (!own && !transcoder) throw new Failure('no-encoder', `This browser must have an encoder for ${container} at ${format.width}x${format.height}, got none.`, { ...format, container });
    // Not both undefined: checked above.
    const coding = own ?? (await probeFfmpeg(transcoder as FfmpegPort, format, container, signal));
    found.set(place, coding);
    return coding;
  }

  async function encodeByFfmpeg(port: FfmpegPort, job: SceneJob, signal: AbortSignal, report: (fraction: number) => void): Promise<Segment> {
    const { film, scene, coding } = job;
    const { format } = film.storyboard;
    const { first, end } = framesOfScene(film, scene);
    const spans = await crew.call({ film, signal }, (api) => api.outline(first, end, { repeatsLast: endsWithRepeat(job) }));
    const size = batchSize(format);
    const frames: EncodedFrame[] = [];
    let track: Awaited<ReturnType<typeof encodeBatch>> | undefined;
    for (let start = 0; start < spans.length; start += size) {
      const batch = spans.slice(start, start + size);
      const planes = await crew.call({ film, signal }, (api) => api.planes(batch.map(({ frame }) => frame)));
      const tell = (fraction: number): void => report((start + fraction * batch.length) / spans.length);
      track = await encodeBatch(port, planes, batch.length, { format, coding, signal, report: tell });
      frames.push(...track.packets.map((packet, index): EncodedFrame => ({ ...packet, ...placeOf(batch[index]) })));
    }
    return { first, end, codec: track?.codec ?? coding.codec, description: track?.description ?? new Uint8Array(0), frames, keys: spans.map(({ key }) => key) };
  }

  return {
    probe,
    stop: () => crew.stop(),

    encodeScene(job, signal, report) {
      if (job.coding.path === 'webcodecs') return crew.call({ film: job.film, signal, report }, (api) => api.encodeScene(job.scene, job.coding));
      if (!transcoder) return Promise.reject(new Failure('library-not-available', 'ffmpeg must be there to encode by it, got none.'));
      return encodeByFfmpeg(transcoder, job, signal, report);
    },

    async still(film, frame, signal) {
      const { width, height } = film.storyboard.format;
      const [picture] = await crew.call({ film, signal, isUrgent: true }, (api) => api.pictures([frame], width, height));
      // One frame was asked for, and one picture comes for each.
      return picture as Uint8Array;
    },

    async animate(film, signal, report) {
      if (!transcoder) throw new Failure('no-encoder', 'An animated GIF needs ffmpeg, which is not in this build or was switched off.');
      const { format } = film.storyboard;
      const { width, height } = animationSize(format);
      const spans = await crew.call({ film, signal }, (api) => api.outline(0, totalFrames(film.storyboard), { stride: animationStride(format.fps) }));
      if (spans.length > mostAnimated) {
        throw new Failure('too-large', `An animated GIF may have at most ${mostAnimated} different pictures, got ${spans.length}.`, { pictures: spans.length });
      }
      const frames = spans.map((span) => span.frame);
      const pictures = await crew.call({ film, signal, report: (fraction) => report(fraction * 0.4) }, (api) => api.pictures(frames, width, height));
      const delays = animationDelays(spans.map((span) => span.frames), format.fps);
      const bytes = await encodeAnimation(transcoder, pictures, delays, { signal, report: (fraction) => report(0.4 + fraction * 0.6) });
      return { bytes, distinctFrames: spans.length };
    },
  };
}

function startFilmWorker(): Hired<FilmApi> {
  return hire<FilmApi>(new Worker(new URL('./film.worker.ts', import.meta.url), { type: 'module' }), { label: 'The film worker' });
}

interface CallOptions {
  readonly signal: AbortSignal;
  /** The film the call is about; loaded first if the worker has another one. */
  readonly film?: FilmScript;
  readonly report?: (fraction: number) => void;
  /** Goes before the calls that still wait. */
  readonly isUrgent?: boolean;
}

interface Crew {
  call<Result>(options: CallOptions, work: (api: Comlink.Remote<FilmApi>) => Promise<Result>): Promise<Result>;
  stop(): void;
}

interface Member {
  readonly hired: Hired<FilmApi>;
  /** Whether it knows whom to tell of progress. */
  isGreeted: boolean;
  /** The film it has loaded. */
  film: FilmScript | undefined;
  /** Told of every sign of life of the running call. */
  hear: ((fraction: number) => void) | undefined;
}

interface Waiter {
  take(member: Member): void;
  refuse(reason: unknown): void;
}

/** Workers that do one call at a time; calls wait for a free one in the order they came. */
function openCrew(size: number, start: () => Hired<FilmApi>): Crew {
  const members = new Set<Member>();
  const idle: Member[] = [];
  const waiting: Waiter[] = [];

  function join(): Member {
    const member: Member = { hired: start(), isGreeted: false, film: undefined, hear: undefined };
    members.add(member);
    return member;
  }

  async function free({ signal, isUrgent = false }: CallOptions): Promise<Member> {
    signal.throwIfAborted();
    for (let member = idle.pop(); member; member = idle.pop()) {
      if (member.hired.isAlive()) return member;
      members.delete(member);
    }
    if (members.size < size) return join();
    return new Promise((resolve, reject) => {
      const settle = (): void => {
        signal.removeEventListener('abort', leave);
        const place = waiting.indexOf(waiter);
        if (place >= 0) waiting.splice(place, 1);
      };
      const leave = (): void => waiter.refuse(signal.reason);
      const waiter: Waiter = {
        take: (member) => {
          settle();
          resolve(member);
        },
        refuse: (reason) => {
          settle();
          reject(reason);
        },
      };
      signal.addEventListener('abort', leave, { once: true });
      if (isUrgent) waiting.unshift(waiter);
      else waiting.push(waiter);
    });
  }

  function release(member: Member): void {
    member.hear = undefined;
    const isAlive = member.hired.isAlive();
    if (!isAlive) members.delete(member);
    const next = waiting[0];
    if (next) next.take(isAlive ? member : join());
    else if (isAlive) idle.push(member);
  }

  return {
    async call(options, work) {
      const member = await free(options);
      const { film, signal, report } = options;
      const watch = watchdog(patience, () => {
        member.hired.dismiss(new Failure('worker-lost', `The film worker must give a sign every ${patience / 1000} s, but gave none.`));
      });
      member.hear = (fraction) => {
        watch.feed();
        report?.(fraction);
      };
      try {
        return await member.hired.call(async (api) => {
          await member.hired.ready;
          if (!member.isGreeted) {
            await api.listen(Comlink.proxy((fraction: number) => member.hear?.(fraction)));
            member.isGreeted = true;
          }
          if (film && member.film !== film) {
            member.film = undefined;
            await api.load(film);
            member.film = film;
            watch.feed();
          }
          return work(api);
        }, signal);
      } finally {
        watch.stop();
        release(member);
      }
    },
    stop() {
      const reason = new Failure('worker-lost', 'The film workers must be at work, but were stopped.');
      for (const waiter of [...waiting]) waiter.refuse(reason);
      for (const member of members) member.hired.dismiss(reason);
      members.clear();
      idle.length = 0;
    },
  };
}

/** Calls `bark` once nothing fed it for so long; time that the machine slept does not count. */
function watchdog(milliseconds: number, bark: () => void): { feed(): void; stop(): void } {
  const beats = 10;
  let left = beats;
  const timer = setInterval(() => {
    if (--left <= 0) {
      clearInterval(timer);
      bark();
    }
  }, milliseconds / beats);
  return {
    feed: () => (left = beats),
    stop: () => clearInterval(timer),
  };
}

/** An encoder that takes its worker down with it is none. */
function ifNotLost(error: unknown): undefined {
  if (!(error instanceof Failure) || error.code !== 'worker-lost') throw error;
}

function placeOf(span: PictureSpan | undefined): { readonly frame: number; readonly frames: number } {
  // A batch has as many packets as pictures: `encodeBatch` checks it.
  const { frame, frames } = span as PictureSpan;
  return { frame, frames };
}
