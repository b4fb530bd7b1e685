import { Failure, LibraryNotAvailableError } from '../../domain/failure';
import { never } from '../../engine/never';
import { fetchProgram, programAddress } from '../page/programs';
import { idleAfter } from '../page/idle';
import { later } from '../page/later';
import { workerAddress } from '../page/startWorker';
import { untilAborted } from '../page/untilAborted';
import workerFile from '@ffmpeg/ffmpeg/worker?worker&url';

export interface FfmpegOptions {
  readonly signal: AbortSignal;
  /** Milliseconds before the job is given up and its core ended; 300,000 by default. */
  readonly timeout?: number;
  /** Fraction of the job done, in [0, 1], as ffmpeg estimates it. */
  readonly report?: (fraction: number) => void;
}

/** Runs ffmpeg's command line on files in memory, one job at a time, off the page's thread. */
export interface FfmpegPort {
  /**
   * Runs one command line.
   *
   * @param command  as after `ffmpeg` on a terminal; names of files are flat, without folders
   * @param files    inputs by name; left as they are
   * @param outputs  names of the files to hand back
   * @throws LibraryNotAvailableError if ffmpeg is not in this build or does not start here
   * @throws Failure `encoder-failed` if ffmpeg reports an error or leaves an output out (`details.log` has its last lines),
   *   `timed-out`; the signal's reason as soon as it aborts
   */
  run(
    command: readonly string[],
    files: ReadonlyMap<string, Uint8Array>,
    outputs: readonly string[],
    options: FfmpegOptions,
  ): Promise<ReadonlyMap<string, Uint8Array<ArrayBuffer>>>;
  /** Starts the core before it is needed, in its own worker; what goes wrong is told by the next `run`. */
  warm(): void;
  /** Ends the running core, if any; a later `run` starts a fresh one. */
  stop(): void;
}

/** One running ffmpeg, as this port needs it. */
export interface FfmpegCore {
  writeFile(name: string, bytes: Uint8Array): Promise<unknown>;
  readFile(name: string): Promise<Uint8Array<ArrayBuffer>>;
  deleteFile(name: string): Promise<unknown>;
  /** @returns the exit code */
  exec(command: readonly string[]): Promise<number>;
  terminate(): void;
}

export interface FfmpegListener {
  log(line: string): void;
  progress(fraction: number): void;
}

export type StartFfmpeg = (listener: FfmpegListener, signal: AbortSignal) => Promise<FfmpegCore>;

/** After so many jobs a fresh core is taken: its memory only grows and decays (ffmpeg.wasm issue 563). */
const jobsOfCore = 16;
const defaultTimeout = 300_000;
/** Milliseconds a core may take to start; two seconds are usual. */
const startPatience = 60_000;
/** Lines of ffmpeg's log kept for a report. */
const logLines = 20;

/** Milliseconds after the last job when the core is let go: it takes 150 MB, and a second to start. */
const usualRest = 20_000;

/**
 * ffmpeg.wasm with its single-thread core, which needs no cross-origin isolation; started when first used.
 *
 * @param start starts a core; by default the one in `gpl/`
 * @param rest  milliseconds after the last job when the core is let go
 */
export function ffmpeg(start: StartFfmpeg = startFfmpegCore, rest = usualRest): FfmpegPort {
  let core: Promise<FfmpegCore> | undefined;
  let jobs = 0;
  let log: string[] = [];
  let report: ((fraction: number) => void) | undefined;
  /** The job before, done or failed: jobs run one after the other. */
  let before: Promise<unknown> = Promise.resolve();

  const listener: FfmpegListener = {
    log: (line) => {
      log.push(line);
      if (log.length > logLines) log.shift();
    },
    progress: (fraction) => report?.(Math.min(1, Math.max(0, fraction))),
  };

  const idle = idleAfter(rest, stop);

  function stop(): void {
    core?.then((running) => running.terminate(), () => undefined);
    core = undefined;
    jobs = 0;
  }

  /** Takes a fresh core; the one before ends once that is there, as they share the compiled program, which is most of a core. */
  async function renew(signal: AbortSignal): Promise<void> {
    const before = core;
    core = start(listener, signal);
    jobs = 0;
    try {
      await core;
    } finally {
      before?.then((running) => running.terminate(), () => undefined);
    }
  }

  async function attempt(
    command: readonly string[],
    files: ReadonlyMap<string, Uint8Array>,
    outputs: readonly string[],
    options: FfmpegOptions,
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, Uint8Array<ArrayBuffer>>> {
    signal.throwIfAborted();
    if (jobs >= jobsOfCore) await renew(signal);
    core ??= start(listener, signal);
    const running = await core;
    jobs += 1;
    log = [];
    report = options.report;
    // The core takes over the buffers that it is sent, so it gets copies.
    for (const [name, bytes] of files) await running.writeFile(name, bytes.slice());
    const code = await running.exec(command);
    if (code !== 0) throw new Failure('encoder-failed', `ffmpeg must end with code 0, got ${code}: ${log.at(-1) ?? 'no log'}`, { code, command, log });
    const results = new Map<string, Uint8Array<ArrayBuffer>>();
    for (const name of outputs) {
      results.set(name, await running.readFile(name).catch((cause: unknown) => {
        throw new Failure('encoder-failed', `ffmpeg must write ${name}, got nothing.`, { command, log }, { cause });
      }));
    }
    for (const name of new Set([...files.keys(), ...outputs])) await running.deleteFile(name).catch(() => undefined);
    return results;
  }

  async function guarded(...[command, files, outputs, options]: Parameters<FfmpegPort['run']>): ReturnType<FfmpegPort['run']> {
    const timeout = options.timeout ?? defaultTimeout;
    const watchdog = new AbortController();
    const end = later(timeout, () => watchdog.abort(new Failure('timed-out', `ffmpeg must end within ${timeout} ms.`, { command, timeout })));
    const signal = AbortSignal.any([options.signal, watchdog.signal]);
    try {
      return await untilAborted(attempt(command, files, outputs, options, signal), signal);
    } catch (error) {
      // Whatever went wrong, the next job starts with a clean file system; an abort can only end the busy worker.
      stop();
      signal.throwIfAborted();
      if (error instanceof Failure) throw error;
      throw new Failure('encoder-failed', `ffmpeg must run to its end, got: ${String(error)}.`, { command, log }, { cause: error });
    } finally {
      end();
      report = undefined;
    }
  }

  return {
    stop,
    warm() {
      if (core !== undefined) return;
      const starting = start(listener, never());
      core = starting;
      idle.use(() => starting).catch(() => {
        if (core === starting) core = undefined;
      });
    },
    run(command, files, outputs, options) {
      const job = idle.use(() => before.then(() => guarded(command, files, outputs, options)));
      before = job.catch(() => undefined);
      // A job that still waits for its turn rejects at once, too.
      return untilAborted(job, options.signal);
    },
  };
}

/** Starts the core of `gpl/` in the worker of `@ffmpeg/ffmpeg`. */
async function startFfmpegCore(listener: FfmpegListener, signal: AbortSignal): Promise<FfmpegCore> {
  const coreURL = programAddress('ffmpeg-core.js');
  const wasmURL = await wasmAddress(signal);
  const { FFmpeg } = await import('@ffmpeg/ffmpeg');
  const core = new FFmpeg();
  core.on('log', ({ message }) => listener.log(message));
  core.on('progress', ({ progress }) => listener.progress(progress));
  try {
    // A worker that cannot be loaded says nothing to this package: only time tells.
    const loading = core.load({ coreURL, wasmURL, classWorkerURL: workerAddress(workerFile) });
    await untilAborted(loading, AbortSignal.any([signal, AbortSignal.timeout(startPatience)]));
  } catch (cause) {
    core.terminate();
    signal.throwIfAborted();
    throw new LibraryNotAvailableError(`ffmpeg must start in this browser, got: ${String(cause)}.`, { coreURL }, { cause });
  }
  return {
    writeFile: (name, bytes) => core.writeFile(name, bytes),
    // Without an encoding the file comes as bytes, in a buffer of its own that the worker transferred.
    readFile: async (name) => (await core.readFile(name)) as Uint8Array<ArrayBuffer>,
    deleteFile: (name) => core.deleteFile(name),
    exec: (command) => core.exec([...command]),
    terminate: () => core.terminate(),
  };
}

let inflatedWasm: Promise<string> | undefined;

/** Gives an address of the inflated core, as a host has it or as a `blob:`; all ports of a page share it, and a failure is not kept. */
async function wasmAddress(signal: AbortSignal): Promise<string> {
  inflatedWasm ??= inflate(programAddress('ffmpeg-core.wasm.gz'));
  const waiting = inflatedWasm;
  waiting.catch(() => {
    if (inflatedWasm === waiting) inflatedWasm = undefined;
  });
  return untilAborted(waiting, signal);
}

async function inflate(address: string): Promise<string> {
  const answer = await fetch(address, { method: 'HEAD' }).catch(() => undefined);
  // The worker can compile it as it comes.
  if (answer?.ok === true && answer.headers.get('Content-Type') === 'application/wasm') return address;
  const bytes = await fetchProgram(address, never());
  return URL.createObjectURL(new Blob([bytes], { type: 'application/wasm' }));
}
