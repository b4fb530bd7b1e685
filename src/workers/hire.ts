import * as Comlink from 'comlink';
import { Failure } from '../domain/failure';
import { later } from '../platform/page/later';
import { carryFailures } from './failures';
import type { ServingNotice } from './serve';

/** A worker at work for this page. */
export interface Hired<Api extends object> {
  /** Its API, to be called inside `call`: a bare promise of it would never settle if the worker ended. */
  readonly api: Comlink.Remote<Api>;
  /** Resolves once the worker listens; rejects with `worker-lost` if it cannot be loaded. */
  readonly ready: Promise<void>;
  /** Resolves, never rejects, when the worker has ended without being dismissed. */
  readonly lost: Promise<Failure>;
  /**
   * Does something with the API. An abort rejects at once with `signal.reason` and ends the worker, as code that runs cannot be stopped otherwise.
   *
   * @throws Failure `worker-lost` if the worker ends or was dismissed
   */
  call<Result>(work: (api: Comlink.Remote<Api>) => Promise<Result>, signal?: AbortSignal): Promise<Result>;
  /** Whether it can still be called. */
  isAlive(): boolean;
  /** Ends the worker at once; calls still open reject with `reason`. */
  dismiss(reason?: unknown): void;
}

export interface HireOptions {
  /** For messages, e.g. `The voice worker`. */
  readonly label: string;
  /** How long it may take to listen, ms; 20,000 by default (a slow disk, a cold cache). */
  readonly patience?: number;
}

/**
 * Takes a worker that `startWorker` started into service and watches over its life; the worker's file must end in `serve(api)`.
 */
export function hire<Api extends object>(worker: Worker, options: HireOptions): Hired<Api> {
  carryFailures();
  const { label, patience = 20_000 } = options;
  const api = Comlink.wrap<Api>(worker);
  const open = new Set<(reason: unknown) => void>();
  let hasServed = false;
  let ended: { readonly reason: unknown } | undefined;
  let tellLost: (failure: Failure) => void = () => {};
  const lost = new Promise<Failure>((resolve) => (tellLost = resolve));
  let tellReady: () => void = () => {};
  let refuseReady: (reason: unknown) => void = () => {};
  const ready = new Promise<void>((resolve, reject) => {
    tellReady = resolve;
    refuseReady = reject;
  });
  // Whoever awaits it hears of the rejection; nobody has to.
  ready.catch(() => {});

  const end = (reason: unknown): boolean => {
    if (ended !== undefined) return false;
    ended = { reason };
    stopWaiting();
    watching.abort();
    worker.terminate();
    refuseReady(reason);
    for (const reject of open) reject(reason);
    open.clear();
    return true;
  };
  const die = (why: string, cause?: unknown): void => {
    const failure = new Failure(
      'worker-lost', `${label} must stay alive until its work is done, but ${why}.`, { worker: label, hasServed }, cause === undefined ? {} : { cause },
    );
    if (end(failure)) tellLost(failure);
  };

  const watching = new AbortController();
  const stopWaiting = later(patience, () => die(`it did not start within ${patience} ms`));
  const { signal } = watching;
  worker.addEventListener('error', (event) => die(event.message ? `it stopped with "${event.message}"` : 'it could not be loaded'), { signal });
  worker.addEventListener('messageerror', () => die('it sent something that cannot be read'), { signal });
  worker.addEventListener(
    'message',
    ({ data }: MessageEvent<unknown>) => {
      if (!isServingNotice(data)) return;
      stopWaiting();
      hasServed = true;
      tellReady();
      if (data.lock !== '') watchLock(data.lock, signal, () => die('it ended by itself'));
    },
    { signal },
  );

  return {
    api,
    ready,
    lost,
    isAlive: () => ended === undefined,
    dismiss: (reason = new Failure('worker-lost', `${label} must not be called any more: it was dismissed.`, { worker: label })) => {
      end(reason);
    },
    call: (work, abort) =>
      new Promise((resolve, reject) => {
        if (abort?.aborted === true) return reject(abort.reason);
        if (ended !== undefined) return reject(ended.reason);
        const onAbort = (): void => {
          settle();
          reject(abort?.reason);
          end(new Failure('worker-lost', `${label} was ended because its work was cancelled.`, { worker: label }));
        };
        const onEnd = (reason: unknown): void => {
          settle();
          reject(reason);
        };
        const settle = (): void => {
          abort?.removeEventListener('abort', onAbort);
          open.delete(onEnd);
        };
        abort?.addEventListener('abort', onAbort, { once: true });
        open.add(onEnd);
        work(api).then(
          (result) => {
            settle();
            resolve(result);
          },
          (error: unknown) => {
            settle();
            reject(error);
          },
        );
      }),
  };
}

/** Waits for the lock that the worker holds: getting it means that the worker is gone. */
function watchLock(name: string, signal: AbortSignal, onGone: () => void): void {
  navigator.locks.request(name, { signal }, onGone).catch(() => {
    // Aborted: the worker was dismissed and nobody needs to be told.
  });
}

function isServingNotice(value: unknown): value is ServingNotice {
  return typeof value === 'object' && value !== null && 'serving' in value && value.serving === true && 'lock' in value;
}
