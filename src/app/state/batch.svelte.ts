import { cancelled, Failure } from '../../domain/failure';
import type { Storyboard } from '../../domain/storyboard';
import type { ExportSettings } from '../../domain/video';
import type { Progress } from '../../engine/progress';
import { runBatch } from '../../workflow/batch';
import type { Production, Session, Watch } from '../../workflow/session';
import { isCancellation } from './alerts.svelte';
import { explain } from './explain';
import { filesOf, type Download } from './exports.svelte';
import { baseName, uniqueNames } from './wording';

export type BatchState = 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';

/** One file of the batch and what became of it. */
export interface BatchEntry {
  readonly file: File;
  readonly state: BatchState;
  /** Of reading and making together, in [0, 1]. */
  readonly fraction: number;
  readonly progress?: Progress;
  /** Why it failed, in a sentence; empty otherwise. */
  readonly trouble: string;
  /** The video first; empty until it is done. */
  readonly downloads: readonly Download[];
}

export interface BatchRun {
  readonly settings: ExportSettings;
  /** Reads a file and plans its film. */
  readonly plan: (file: File, watch: Watch) => Promise<Storyboard>;
}

/** Reading and planning take about so much of the whole. */
const planningShare = 0.1;

/** Makes the videos of many files one after the other; one that fails never stops another. */
export class Batch {
  readonly #session: Session;
  #stops: readonly { readonly file: File; readonly stop: AbortController }[] = [];
  #entries = $state.raw<readonly BatchEntry[]>([]);
  #isRunning = $state(false);
  #isPaused = $state(false);
  #goOn: (() => void) | undefined;

  constructor(session: Session) {
    this.#session = session;
  }

  get entries(): readonly BatchEntry[] { return this.#entries; }
  get isRunning(): boolean { return this.#isRunning; }
  /** Whether no further file is begun; the one under way is finished. */
  get isPaused(): boolean { return this.#isPaused; }
  /** Videos of all that are done. */
  get videos(): readonly Download[] { return this.#entries.flatMap(({ downloads }) => downloads.slice(0, 1)); }

  /** Makes all their videos; resolves when the last one has ended, whatever its end. One batch at a time: a call while one runs does nothing. */
  async run(files: readonly File[], how: BatchRun): Promise<void> {
    if (this.#isRunning || files.length === 0) return;
    this.forget();
    this.#entries = files.map((file) => ({ file, state: 'waiting', fraction: 0, trouble: '', downloads: [] }));
    this.#stops = files.map((file) => ({ file, stop: new AbortController() }));
    this.#isRunning = true;
    const names = uniqueNames(files.map((file) => baseName(file.name)));
    try {
      await runBatch(files.map((file) => async (watch: Watch) => this.#one(file, how, watch)), {
        concurrency: 1,
        signal: new AbortController().signal,
        progress: (index, progress) => { this.#report(files[index], progress); },
        settled: (index, outcome) => {
          const file = files[index];
          if (file === undefined) return;
          if (outcome.ok) this.#change(file, { state: 'done', fraction: 1, downloads: filesOf(outcome.value, names[index] ?? 'film') });
          else if (isCancellation(outcome.error)) this.#change(file, { state: 'cancelled' });
          else this.#change(file, { state: 'failed', trouble: inWords(outcome.error) });
        },
      });
    } finally {
      this.#isRunning = false;
      this.#isPaused = false;
      this.#stops = [];
    }
  }

  pause(): void {
    this.#isPaused = this.#isRunning;
  }

  resume(): void {
    this.#isPaused = false;
    this.#goOn?.();
  }

  /** Ends one file, or all that have not ended. */
  cancel(file?: File): void {
    for (const { file: each, stop } of this.#stops) if (file === undefined || each === file) stop.abort(cancelled());
    for (const { file: each, state } of this.#entries) if (state === 'waiting' && (file === undefined || each === file)) this.#change(each, { state: 'cancelled' });
    if (file === undefined) this.resume();
  }

  /** Lets a batch that has ended go, with the addresses of its files. */
  forget(): void {
    if (this.#isRunning) return;
    for (const { downloads } of this.#entries) for (const { address } of downloads) URL.revokeObjectURL(address);
    this.#entries = [];
  }

  async #one(file: File, { settings, plan }: BatchRun, watch: Watch): Promise<Production> {
    const stop = this.#stops.find((one) => one.file === file)?.stop.signal;
    const signal = stop === undefined ? watch.signal : AbortSignal.any([watch.signal, stop]);
    signal.throwIfAborted();
    await this.#turn(signal);
    this.#change(file, { state: 'running' });
    const part = (from: number, share: number): Watch => ({ signal, progress: (progress) => { watch.progress({ ...progress, fraction: from + progress.fraction * share }); } });
    const storyboard = await plan(file, part(0, planningShare));
    signal.throwIfAborted();
    return this.#session.produce(storyboard, settings, part(planningShare, 1 - planningShare));
  }

  /** Waits while the batch is paused. */
  async #turn(signal: AbortSignal): Promise<void> {
    while (this.#isPaused) {
      await new Promise<void>((resolve) => {
        this.#goOn = resolve;
        signal.addEventListener('abort', () => { resolve(); }, { once: true });
      });
      signal.throwIfAborted();
    }
  }

  #report(file: File | undefined, progress: Progress): void {
    const entry = this.#entries.find((candidate) => candidate.file === file);
    if (entry?.state === 'running') this.#change(entry.file, { progress, fraction: Math.max(entry.fraction, progress.fraction) });
  }

  #change(file: File, changes: Partial<Omit<BatchEntry, 'file'>>): void {
    this.#entries = this.#entries.map((entry) => (entry.file === file ? { ...entry, ...changes } : entry));
  }
}

function inWords(error: unknown): string {
  if (error instanceof Failure) return `${explain[error.code].title}: ${error.message}`;
  return error instanceof Error ? error.message : String(error);
}
