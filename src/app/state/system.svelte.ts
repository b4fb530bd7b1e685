import type { LogEntry } from '../../optimizers/metrics/log';
import type { StepSummary } from '../../optimizers/metrics/optimizer';
import type { TraceStep, TraceTask } from '../../optimizers/metrics/trace';
import type { StorageUse } from '../../platform/storageUse';
import type { KernelTrials } from '../../workflow/kernelTrial';
import type { MemoryReading, StepCacheUse } from '../../workflow/machine';
import type { PartStatus, Session, Suggested } from '../../workflow/session';

/** Everything measured, as of one moment. */
export interface Readings {
  readonly summary: readonly StepSummary[];
  readonly tasks: readonly TraceTask[];
  readonly steps: readonly TraceStep[];
  readonly cacheUse: readonly StepCacheUse[];
  readonly memory: readonly MemoryReading[];
  readonly log: readonly LogEntry[];
}

/** How the trial of the kernels stands. */
export type Trial =
  | { readonly state: 'none' | 'running' }
  | { readonly state: 'done'; readonly of: string; readonly trials: KernelTrials };

/** The machinery as the page shows it: what each part does, what was measured, and what can be tried. */
export class System {
  readonly #session: Session;
  #isOpen = $state(false);
  #parts = $state.raw<readonly PartStatus[]>([]);
  #readings = $state.raw<Readings>();
  #storage = $state.raw<StorageUse>();
  #trial = $state.raw<Trial>({ state: 'none' });
  #cleared = $state<number>();

  constructor(session: Session) {
    this.#session = session;
    this.#parts = session.status();
  }

  get isOpen(): boolean { return this.#isOpen; }
  get parts(): readonly PartStatus[] { return this.#parts; }
  /** `undefined` before the view was opened. */
  get readings(): Readings | undefined { return this.#readings; }
  /** `undefined` until the browser told. */
  get storage(): StorageUse | undefined { return this.#storage; }
  get trial(): Trial { return this.#trial; }
  /** How many results the last clearing took away; `undefined` before one. */
  get cleared(): number | undefined { return this.#cleared; }

  open(): void {
    if (this.#isOpen) return;
    this.#isOpen = true;
    this.#cleared = undefined;
    this.read();
    void this.#readStorage();
  }

  close(): void {
    this.#isOpen = false;
  }

  /** Looks at the parts again; cheap. */
  refresh(): void {
    this.#parts = this.#session.status();
  }

  /** Reads everything anew; what did not change stays the same object, so that nothing is drawn again for it. */
  read(): void {
    this.refresh();
    const machine = this.#session.machine();
    const before = this.#readings;
    this.#readings = {
      summary: kept(before?.summary, machine.summary()),
      tasks: kept(before?.tasks, machine.tasks()),
      steps: kept(before?.steps, machine.steps()),
      cacheUse: kept(before?.cacheUse, machine.cacheUse()),
      memory: machine.memory(),
      log: kept(before?.log, machine.log()),
    };
  }

  setEnabled(name: string, enabled: boolean): void {
    this.#session.setEnabled(name, enabled);
    this.refresh();
  }

  /** @throws whatever the session throws; the trial before is gone then */
  async verify(suggested: Suggested): Promise<KernelTrials> {
    this.#trial = { state: 'running' };
    try {
      const trials = await this.#session.machine().verifyKernels(suggested);
      this.#trial = { state: 'done', of: suggested.source.name, trials };
      return trials;
    } finally {
      if (this.#trial.state === 'running') this.#trial = { state: 'none' };
    }
  }

  async clearCache(): Promise<number> {
    const cleared = await this.#session.machine().clearCache();
    this.#cleared = cleared;
    this.read();
    await this.#readStorage();
    return cleared;
  }

  /** @returns whether the browser promised to keep what is stored */
  async keepStorage(): Promise<boolean> {
    const isKept = await this.#session.machine().keepStorage();
    await this.#readStorage();
    return isKept;
  }

  metricsText(): string { return this.#session.machine().metricsText(); }
  openMetricsText(): string { return this.#session.metricsText(); }
  historyText(): string { return this.#session.machine().historyText(); }
  traceJson(): string { return this.#session.traceJson(); }

  async #readStorage(): Promise<void> {
    this.#storage = await this.#session.machine().storage();
  }
}

/** Gives the list from before if the new one says the same. Only the ends are compared in long ones: rings move on as a whole. */
function kept<Entry>(before: readonly Entry[] | undefined, now: readonly Entry[]): readonly Entry[] {
  if (before === undefined || before.length !== now.length) return now;
  if (now.length > 100) return before[0] === now[0] && before.at(-1) === now.at(-1) ? before : now;
  return JSON.stringify(before) === JSON.stringify(now) ? before : now;
}
