import type { LogEntry } from '../../optimizers/metrics/log';
import type { StepSummary } from '../../optimizers/metrics/optimizer';
import type { TraceStep, TraceTask } from '../../optimizers/metrics/trace';
import type { StorageUse } from '../../platform/storage/storageUse';
import type { KernelTrials } from '../../workflow/monitor/kernelTrial';
import type { MemoryReading, StepCacheUse } from '../../workflow/monitor/monitor';
import type { PartStatus, Session } from '../../workflow/session';
import type { Suggested } from '../../workflow/results';
import type { Alerts } from '../page/alerts.svelte';
import { words } from '../words/words';

/** Everything measured, as of one moment. */
export interface Readings {
  readonly summary: readonly StepSummary[];
  readonly tasks: readonly TraceTask[];
  readonly steps: readonly TraceStep[];
  readonly cacheUse: readonly StepCacheUse[];
  /** Seconds; `undefined` where the browser does not tell. */
  readonly pageBlocked: number | undefined;
  readonly memory: readonly MemoryReading[];
  readonly log: readonly LogEntry[];
}

/** How the trial of the kernels stands. */
export type Trial =
  | { readonly state: 'none' | 'running' }
  | { readonly state: 'done'; readonly of: string; readonly trials: KernelTrials };

/** The machinery as the page shows it: what each part does, what was measured, and what can be tried; failures end up in `alerts`. */
export class System {
  readonly #session: Session;
  readonly #alerts: Alerts;
  #isOpen = $state(false);
  #parts = $state.raw<readonly PartStatus[]>([]);
  #readings = $state.raw<Readings>();
  #storage = $state.raw<StorageUse>();
  #trial = $state.raw<Trial>({ state: 'none' });
  #cleared = $state<number>();
  #wasRefused = $state(false);

  constructor(session: Session, alerts: Alerts) {
    this.#session = session;
    this.#alerts = alerts;
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

  /** Whether the browser was asked to keep what is stored, and did not promise it. */
  get wasRefused(): boolean { return this.#wasRefused; }

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
    const machine = this.#session.monitor();
    const before = this.#readings;
    this.#readings = {
      summary: kept(before?.summary, machine.summary()),
      tasks: kept(before?.tasks, machine.tasks()),
      steps: kept(before?.steps, machine.steps()),
      cacheUse: kept(before?.cacheUse, machine.cacheUse()),
      pageBlocked: machine.pageBlocked(),
      memory: machine.memory(),
      log: kept(before?.log, machine.log()),
    };
  }

  setEnabled(name: string, enabled: boolean): void {
    this.#session.setEnabled(name, enabled);
    this.refresh();
  }

  /** Compares the kernels with their reference on a document. */
  async verify(suggested: Suggested): Promise<void> {
    this.#trial = { state: 'running' };
    await this.#guard(async () => {
      const trials = await this.#session.monitor().verifyKernels(suggested);
      this.#trial = { state: 'done', of: suggested.source.name, trials };
      this.#alerts.say(trials.trials.every((trial) => trial.agrees) ? words.system.trial.allAreEqual : words.system.trial.notAllEqual);
    });
    if (this.#trial.state === 'running') this.#trial = { state: 'none' };
  }

  /** Forgets every kept result. */
  async clearCache(): Promise<void> {
    await this.#guard(async () => {
      this.#cleared = await this.#session.monitor().clearCache();
      this.read();
      await this.#readStorage();
    });
  }

  /** Asks the browser not to clear what is kept. */
  async keepStorage(): Promise<void> {
    await this.#guard(async () => {
      const isKept = await this.#session.monitor().keepStorage();
      this.#wasRefused = !isKept;
      await this.#readStorage();
    });
  }

  metricsText(): string { return this.#session.monitor().metricsText(); }
  openMetricsText(): string { return this.#session.metricsText(); }
  historyText(): string { return this.#session.monitor().historyText(); }
  traceJson(): string { return this.#session.traceJson(); }

  async #guard(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#alerts.report(error);
    }
  }

  async #readStorage(): Promise<void> {
    this.#storage = await this.#session.monitor().storage();
  }
}

/** Gives the list from before if the new one says the same. Only the ends are compared in long ones: rings move on as a whole. */
function kept<Entry>(before: readonly Entry[] | undefined, now: readonly Entry[]): readonly Entry[] {
  if (before === undefined || before.length !== now.length) return now;
  if (now.length > 100) return before[0] === now[0] && before.at(-1) === now.at(-1) ? before : now;
  return JSON.stringify(before) === JSON.stringify(now) ? before : now;
}
