/** What people wait for comes first: what they see now, then their export, then batches, then studies. */
export const lanes = ['visible', 'export', 'batch', 'study'] as const;
export type Lane = (typeof lanes)[number];

export type TaskState = 'waiting' | 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled';

/** Compared in order, lower first: lane, generation of the submission, rank inside it, number of the task. */
export type Priority = readonly [lane: number, generation: number, rank: number, number: number];

export function isBefore(a: Priority, b: Priority): boolean {
  for (let index = 0; index < 4; index++) {
    // Both have four parts.
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}

/** A promise with its ends; `Promise.withResolvers` is not in Node 20. */
export interface Deferred<Value> {
  readonly promise: Promise<Value>;
  resolve(value: Value): void;
  reject(reason: unknown): void;
}

/** Gives one whose rejection never counts as unhandled: whoever awaits it hears of it, nobody has to. */
export function deferred<Value>(): Deferred<Value> {
  let ends: Pick<Deferred<Value>, 'resolve' | 'reject'> = { resolve: () => {}, reject: () => {} };
  const promise = new Promise<Value>((resolve, reject) => (ends = { resolve, reject }));
  promise.catch(() => {});
  return { promise, ...ends };
}

/** One piece of work as the pool keeps it. */
export interface Task<Job> {
  readonly number: number;
  readonly name: string;
  readonly key: string;
  /** The job, or what makes it of the results of `after`. */
  readonly job: Job | ((results: readonly unknown[]) => Job);
  readonly after: readonly Task<Job>[];
  readonly depth: number;
  readonly retries: number;
  /** Milliseconds it may run; Infinity: for ever. */
  readonly timeout: number;
  priority: Priority;
  state: TaskState;
  /** Needs not yet met. */
  waitingFor: number;
  readonly dependents: Task<Job>[];
  /** Futures that still want the result. */
  holders: number;
  attempts: number;
  /** How the workers ended that it ran on. */
  readonly deaths: string[];
  /** Runs in a call of its own, as one that it shared went wrong. */
  isAlone: boolean;
  result: unknown;
  readonly settled: Deferred<unknown>;
  queuedAt: number;
  /** Ends the wait before a retry. */
  endWait: (() => void) | undefined;
}

/** Tasks that go to a worker in one message: one, or several quick ones. */
export interface Call<Job> {
  readonly tasks: readonly Task<Job>[];
  /** NaN until it runs. */
  startedAt: number;
  /** Ends the wait for its time limit. */
  endWait: (() => void) | undefined;
}

/** What the task stream shows of one run of a task; times by the pool's clock, ms. */
export interface TaskRecord {
  readonly task: number;
  readonly name: string;
  readonly key: string;
  readonly lane: Lane;
  /** Number of the worker. */
  readonly worker: number;
  /** From 1. */
  readonly attempt: number;
  readonly queued: number;
  readonly started: number;
  readonly ended: number;
  readonly outcome: 'succeeded' | 'failed' | 'cancelled' | 'worker-lost' | 'timed-out';
  /** Numbers of the tasks it came after. */
  readonly after: readonly number[];
}

/** A result to come. */
export interface TaskFuture<Result = unknown> {
  readonly key: string;
  readonly state: TaskState;
  /** Rejects with what the task threw, with the signal's reason, or with `worker-lost` or `timed-out` and the history. */
  readonly result: Promise<Result>;
  /** Gives the result up: rejects at once with the reason; the task ends if nobody else wants it. */
  cancel(reason?: unknown): void;
}

/** Tasks by priority; those no longer queued are passed over. */
export class TaskQueue<Job> {
  readonly #heap: { readonly priority: Priority; readonly task: Task<Job> }[] = [];
  #size = 0;

  /** Tasks that are queued. */
  get size(): number {
    return this.#size;
  }

  /** Puts a task in line, or forward if it is in line already. */
  push(task: Task<Job>): void {
    if (task.state !== 'queued') this.#size++;
    task.state = 'queued';
    const heap = this.#heap;
    heap.push({ priority: task.priority, task });
    for (let child = heap.length - 1; child > 0; ) {
      const parent = (child - 1) >> 1;
      if (!this.#before(child, parent)) break;
      this.#swap(child, parent);
      child = parent;
    }
  }

  /** The first task in line, which stays there. */
  peek(): Task<Job> | undefined {
    for (let top = this.#heap[0]; top !== undefined; top = this.#heap[0]) {
      if (top.task.state === 'queued' && top.task.priority === top.priority) return top.task;
      this.#pop();
    }
    return undefined;
  }

  /** Takes a task out of line for another state. */
  leave(task: Task<Job>, state: TaskState): void {
    if (task.state === 'queued') this.#size--;
    task.state = state;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    heap[0] = last;
    for (let parent = 0; ; ) {
      const left = 2 * parent + 1;
      const child = this.#before(left + 1, left) ? left + 1 : left;
      if (!this.#before(child, parent)) return;
      this.#swap(child, parent);
      parent = child;
    }
  }

  #before(a: number, b: number): boolean {
    const [first, second] = [this.#heap[a], this.#heap[b]];
    return first !== undefined && second !== undefined && isBefore(first.priority, second.priority);
  }

  #swap(a: number, b: number): void {
    const [first, second] = [this.#heap[a], this.#heap[b]];
    if (first === undefined || second === undefined) return;
    this.#heap[a] = second;
    this.#heap[b] = first;
  }
}
