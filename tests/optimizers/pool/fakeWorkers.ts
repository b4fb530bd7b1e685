import { Failure } from '../../../src/domain/failure';
import type { PooledWorker } from '../../../src/optimizers/pool/crew';

/** A job for fake workers. */
export interface FakeJob {
  readonly name: string;
  readonly input: unknown;
}

interface Call {
  readonly job: FakeJob;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/** A worker whose calls end when the test says so. */
export class FakeWorker implements PooledWorker<FakeJob> {
  readonly calls: Call[] = [];
  readonly lost: Promise<Failure>;
  isDismissed = false;
  #tellLost: (failure: Failure) => void = () => {};

  constructor(readonly onCall: (call: Call, worker: FakeWorker) => void = () => {}) {
    this.lost = new Promise((resolve) => (this.#tellLost = resolve));
  }

  run(job: FakeJob): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const call = { job, resolve, reject };
      this.calls.push(call);
      this.onCall(call, this);
    });
  }

  /** Ends as a crashed worker does: its calls never settle. */
  die(): void {
    if (!this.isDismissed) this.#tellLost(new Failure('worker-lost', 'The worker crashed.'));
  }

  dismiss(): void {
    this.isDismissed = true;
  }
}

/** Lets everything happen that can without time passing. */
export async function settle(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

export const caught = (promise: Promise<unknown>): Promise<unknown> => promise.then((value) => ({ unexpected: value }), (error: unknown) => error);
