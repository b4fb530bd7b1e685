import * as Comlink from 'comlink';
import { Failure, isLostAtWork } from '../domain/failure';
import type { FilmScript } from '../engine/ports';
import { idleAfter } from '../platform/page/idle';
import type { FilmApi } from './filmApi';

/** Whoever draws and encodes: a hired worker, or the page's own thread. */
export interface FilmWorker {
  /** Resolves once it can be called; rejects if it cannot be had here. */
  readonly ready: Promise<void>;
  /** Whether it works on the page's own thread; absent: it does not. */
  readonly isOnPage?: boolean;
  isAlive(): boolean;
  dismiss(reason?: unknown): void;
  /** As in `Hired`: an abort rejects at once and ends this hand. */
  call<Result>(work: (api: FilmApi) => Promise<Result>, signal?: AbortSignal): Promise<Result>;
}

/** Trouble that was worked around: a worker that ended at its work, one that could not be had, typefaces that are missing, an encoder that failed. */
export interface FilmTrouble {
  readonly kind: 'worker-lost' | 'no-worker' | 'typeface' | 'encoder-failed';
  readonly message: string;
}

export interface FilmPoolOptions {
  /** Most workers at a time. */
  readonly size: number;
  /** Starts a worker; absent where the page does everything itself. */
  readonly start: (() => FilmWorker) | undefined;
  /** Gives the page's own thread. */
  readonly substitute: () => FilmWorker;
  /** What films are converted with from now on; absent: TypeScript. */
  readonly kernels?: () => WebAssembly.Module | undefined;
  readonly observe: (trouble: FilmTrouble) => void;
  /** Milliseconds after the last call when workers are let go: each holds canvases of the film's size; 60,000 by default. */
  readonly idle?: number;
}

export interface CallOptions {
  readonly signal: AbortSignal;
  /** The film the call is about; loaded first if the hand has another one. */
  readonly film?: FilmScript;
  readonly report?: (fraction: number) => void;
  /** Goes before the calls that still wait. */
  readonly isUrgent?: boolean;
}

export interface FilmPool {
  /** Why workers are not at it; empty if they are, or would be. */
  readonly trouble: string;
  call<Result>(options: CallOptions, work: (api: FilmApi) => Promise<Result>): Promise<Result>;
  stop(): void;
}

interface Member {
  readonly hand: FilmWorker;
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

/** A hand that gives no sign for so long is stuck and is ended, ms; codecs that hang give up before. */
const patience = 45_000;
/** After a worker could not be had, none is asked for again for so many ms. */
const rest = 60_000;

/**
 * Hands that do one call at a time; calls wait for a free one in the order they came.
 *
 * Workers as long as they can be had; else one hand on the page's thread, which takes the call that a worker could not even begin.
 */
export function openFilmPool({ size, start, substitute, kernels = () => undefined, observe, idle: idleTime = 60_000 }: FilmPoolOptions): FilmPool {
  const members = new Set<Member>();
  const idle: Member[] = [];
  const waiting: Waiter[] = [];
  let trouble = '';
  let restUntil = start === undefined ? Infinity : 0;
  let stops = 0;

  const isResting = (): boolean => performance.now() < restUntil;

  function refuse(cause: unknown): void {
    trouble = cause instanceof Error ? cause.message : String(cause);
    restUntil = performance.now() + rest;
    observe({ kind: 'no-worker', message: trouble });
  }

  function handOf(): FilmWorker {
    if (start === undefined || isResting()) return substitute();
    try {
      return start();
    } catch (cause) {
      // No workers at all, or a policy that forbids them.
      refuse(cause);
      return substitute();
    }
  }

  function join(): Member {
    const member: Member = { hand: handOf(), isGreeted: false, film: undefined, hear: undefined };
    members.add(member);
    return member;
  }

  async function free({ signal, isUrgent = false }: CallOptions): Promise<Member> {
    signal.throwIfAborted();
    for (let member = idle.pop(); member; member = idle.pop()) {
      if (member.hand.isAlive() && !(member.hand.isOnPage === true && !isResting())) return member;
      members.delete(member);
    }
    // The page has one thread: two films on it would only be in each other's way.
    if (members.size < (isResting() ? 1 : size)) return join();
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
    const isAlive = member.hand.isAlive();
    if (!isAlive) members.delete(member);
    const next = waiting[0];
    if (next === undefined) {
      if (isAlive) idle.push(member);
    } else if (isAlive) next.take(member);
    else if (members.size < (isResting() ? 1 : size)) next.take(join());
  }

  async function greet(member: Member, api: FilmApi, film: FilmScript | undefined): Promise<void> {
    if (!member.isGreeted) {
      await api.listen(Comlink.proxy((fraction: number) => member.hear?.(fraction)));
      member.isGreeted = true;
      if (member.hand.isOnPage !== true) trouble = '';
    }
    if (film === undefined || member.film === film) return;
    member.film = undefined;
    const missing = await api.load(film, kernels());
    member.film = film;
    if (missing.length > 0) observe({ kind: 'typeface', message: `Films are set without ${missing.join(', ')}: it could not be loaded.` });
  }

  async function once<Result>(member: Member, { film, signal, report }: CallOptions, work: (api: FilmApi) => Promise<Result>): Promise<Result> {
    const watch = watchdog(patience, () => {
      member.hand.dismiss(new Failure('worker-lost', `The film worker must give a sign every ${patience / 1000} s, but gave none.`));
    });
    member.hear = (fraction) => {
      watch.feed();
      report?.(fraction);
    };
    try {
      return await member.hand.call(async (api) => {
        await member.hand.ready;
        await greet(member, api, film);
        watch.feed();
        return work(api);
      }, signal);
    } finally {
      watch.stop();
      release(member);
    }
  }

  const dozing = idleAfter(idleTime, () => {
    for (const member of idle.splice(0)) {
      if (member.hand.isOnPage === true) idle.push(member);
      else {
        members.delete(member);
        member.hand.dismiss();
      }
    }
  });

  return {
    get trouble() {
      return trouble;
    },
    call: (options, work) => dozing.use(async () => {
      const stopsBefore = stops;
      const member = await free(options);
      try {
        return await once(member, options, work);
      } catch (error) {
        const isLost = error instanceof Failure && error.code === 'worker-lost' && member.hand.isOnPage !== true;
        if (!isLost || stops !== stopsBefore || options.signal.aborted) throw error;
        if (member.isGreeted || isLostAtWork(error)) {
          observe({ kind: 'worker-lost', message: error.message });
          throw error;
        }
        // It never listened: the next one would not either.
        refuse(error);
        return once(await free(options), options, work);
      }
    }),
    stop() {
      stops += 1;
      const reason = new Failure('worker-lost', 'The film workers must be at work, but were stopped.');
      for (const waiter of [...waiting]) waiter.refuse(reason);
      for (const member of members) member.hand.dismiss(reason);
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
