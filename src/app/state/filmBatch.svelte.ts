import { Failure } from '../../domain/failure';
import type { Progress } from '../../engine/progress';
import type { RunState } from '../../engine/workflowState';
import { Batch, type Outcome } from '../../workflow/batch';
import type { Production, Watch } from '../../workflow/session';
import { explain } from './explain';
import { filesOf, type Download } from './exports.svelte';
import { baseName, uniqueNames } from './wording';

/** One file of the list and what became of it. */
export interface FilmOrder {
  readonly file: File;
  readonly state: RunState;
  /** The last report while it runs. */
  readonly progress: Progress | undefined;
  /** Why it failed, in a sentence; empty otherwise. */
  readonly trouble: string;
  /** The video first; empty until it is done. */
  readonly downloads: readonly Download[];
}

/** The videos of many files, made one after the other: a machine that works at one is done with it sooner. */
export class FilmBatch {
  #orders = $state.raw<readonly FilmOrder[]>([]);
  #isRunning = $state(false);
  #isPaused = $state(false);
  #batch: Batch<Production> | undefined;

  get orders(): readonly FilmOrder[] { return this.#orders; }
  get isRunning(): boolean { return this.#isRunning; }
  get isPaused(): boolean { return this.#isPaused; }
  /** The videos that are done. */
  get videos(): readonly Download[] { return this.#orders.flatMap(({ downloads }) => downloads.slice(0, 1)); }

  /**
   * Makes all their videos; resolves when the last one has ended, whatever its end. A call while it runs does nothing.
   *
   * @param make reads a file and makes its video
   */
  async run(files: readonly File[], make: (file: File, watch: Watch) => Promise<Production>): Promise<void> {
    if (this.#isRunning || files.length === 0) return;
    this.forget();
    this.#orders = files.map((file) => ({ file, state: 'pending', progress: undefined, trouble: '', downloads: [] }));
    const names = uniqueNames(files.map((file) => baseName(file.name)));
    const batch = new Batch(files.map((file) => (watch: Watch) => make(file, watch)), {
      concurrency: 1,
      progress: (index, progress) => { this.#report(index, progress); },
      settled: (index, outcome) => { this.#settle(index, outcome, names[index] ?? 'film'); },
      changed: () => { this.#follow(batch); },
    });
    this.#batch = batch;
    this.#isRunning = true;
    try {
      await batch.run();
    } finally {
      this.#isRunning = false;
      this.#batch = undefined;
    }
  }

  /** Stops where it is; what was finished of the video under way is found again. */
  pause(): void { this.#batch?.pause('now'); }
  resume(): void { this.#batch?.resume(); }

  /** Ends one of them, or all. */
  cancel(file?: File): void {
    this.#batch?.cancel(file === undefined ? undefined : this.#orders.findIndex((order) => order.file === file));
  }

  /** Lets those that have ended go, with the addresses of their files; not while it runs. */
  forget(): void {
    if (this.#isRunning) return;
    for (const { downloads } of this.#orders) for (const { address } of downloads) URL.revokeObjectURL(address);
    this.#orders = [];
    this.#isPaused = false;
  }

  #follow(batch: Batch<Production>): void {
    this.#isPaused = batch.isPaused;
    const { states } = batch;
    this.#orders = this.#orders.map((order, index) => {
      const state = states[index] ?? order.state;
      return state === order.state ? order : { ...order, state, progress: undefined };
    });
  }

  #report(index: number, progress: Progress): void {
    this.#orders = this.#orders.map((order, at) => (at === index && order.state === 'running' ? { ...order, progress } : order));
  }

  #settle(index: number, outcome: Outcome<Production>, name: string): void {
    this.#orders = this.#orders.map((order, at) => {
      if (at !== index) return order;
      if (outcome.ok) return { ...order, downloads: filesOf(outcome.value, name) };
      return order.state === 'failed' ? { ...order, trouble: inWords(outcome.error) } : order;
    });
  }
}

function inWords(error: unknown): string {
  if (error instanceof Failure) return `${explain[error.code].title}. ${explain[error.code].advice}`;
  return `Something broke inside Kinora: ${error instanceof Error ? error.message : String(error)}`;
}
