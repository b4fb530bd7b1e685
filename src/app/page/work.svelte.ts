import { cancelled } from '../../domain/failure';
import type { Progress } from '../../engine/progress';
import type { Watch } from '../../workflow/session';

/** What is being done, for people and for the page to choose what to show. */
export type WorkKind = 'reading' | 'planning' | 'making';

/** Milliseconds after which work is worth a line: shorter work would only flash one, and shift what is below. */
const patience = 400;

/** One piece of work at a time: its progress, and a way to stop it. */
export class Work {
  #kind = $state<WorkKind>();
  #progress = $state.raw<Progress>();
  #isLong = $state(false);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #controller: AbortController | undefined;

  get kind(): WorkKind | undefined {
    return this.#kind;
  }

  /** Whether it has gone on for so long that people want to see it. */
  get isLong(): boolean {
    return this.#isLong;
  }

  /** The last report, its fraction never lower than an earlier one; `undefined` before the first and when idle. */
  get progress(): Progress | undefined {
    return this.#progress;
  }

  /**
   * Does a piece of work; one still running is cancelled first.
   *
   * @throws Failure `cancelled` at once when cancelled or superseded, even if `task` takes longer to notice; whatever `task` throws
   */
  async run<T>(kind: WorkKind, task: (watch: Watch) => Promise<T>): Promise<T> {
    this.cancel();
    const controller = new AbortController();
    const { signal } = controller;
    this.#controller = controller;
    this.#kind = kind;
    this.#progress = undefined;
    this.#timer = setTimeout(() => { this.#isLong = true; }, patience);

    let refuse: () => void = () => undefined;
    const refused = new Promise<never>((_, reject) => {
      refuse = () => { reject(signal.reason); };
      signal.addEventListener('abort', refuse);
    });
    try {
      const progress = (report: Progress): void => { if (this.#controller === controller) this.#take(report); };
      return await Promise.race([task({ signal, progress }), refused]);
    } finally {
      signal.removeEventListener('abort', refuse);
      if (this.#controller === controller) this.#rest();
    }
  }

  /** Stops what runs; idle work is left alone. */
  cancel(): void {
    const controller = this.#controller;
    this.#rest();
    controller?.abort(cancelled());
  }

  #rest(): void {
    clearTimeout(this.#timer);
    this.#isLong = false;
    this.#controller = undefined;
    this.#kind = undefined;
    this.#progress = undefined;
  }

  #take(report: Progress): void {
    const fraction = Math.max(this.#progress?.fraction ?? 0, Math.min(1, report.fraction));
    this.#progress = { ...report, fraction };
  }
}
