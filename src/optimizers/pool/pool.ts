// Long: one state machine; a task goes through all of its methods.
import { cancelled, Failure, OptimizationError } from '../../domain/failure';
import type { FailureCode } from '../../domain/failure';
import { blamed, mostLosses } from '../../engine/retry';
import type { Clock } from '../../engine/ports';
import { later } from '../../platform/page/later';
import { Crew } from './crew';
import type { Outcome, PooledWorker, Slot } from './crew';
import { depthFirstRanks } from './graph';
import { deferred, lanes, TaskQueue } from './task';
import type { Call, Lane, Priority, Task, TaskFuture, TaskRecord, TaskState } from './task';

export interface PoolOptions<Job> {
  /** Starts a worker; rejects if none can be had. */
  readonly hire: () => Promise<PooledWorker<Job>>;
  /** Workers at most. */
  readonly size: number;
  /** Monotonic. */
  readonly clock: Clock;
  /** What a job is called in records; jobs of one name are taken to be about equally long. */
  readonly nameOf: (job: Job) => string;
  /** Idle workers are dismissed after this, ms; 30,000 by default. */
  readonly idle?: number;
  /** A task fails once so many workers died under it; `mostLosses` by default. */
  readonly poisonLimit?: number;
  /** First wait before a retry, ms, doubled each time; 100 by default. */
  readonly backoff?: number;
  readonly observe?: (record: TaskRecord) => void;
}

export interface SubmitOptions {
  /** Equal keys are computed once while the first is under way. */
  readonly key?: string;
  /** For records, where the job is made of results. */
  readonly name?: string;
  /** Must succeed first; their results make the job. */
  readonly after?: readonly TaskFuture[];
  /** `visible` by default. */
  readonly lane?: Lane;
  /** How often it is tried again after an error that may pass or a timeout; 0 by default. Deaths of workers do not count. */
  readonly retries?: number;
  /** Milliseconds one try may run; for ever by default. */
  readonly timeout?: number;
  readonly signal?: AbortSignal;
}

export interface PoolCounts {
  readonly workers: number;
  readonly busy: number;
  readonly queued: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly cancelled: number;
  readonly retried: number;
  readonly lostWorkers: number;
  readonly shared: number;
}

/** Jobs shorter than this wait two deep at a worker: the way there (some 0.03 ms) would show. Longer ones stay in the queue, where any worker can take them. */
const quick = 5;
/** Quick jobs share a message up to this many and about so many ms: a message costs as much as hundreds of no-ops. */
const batchJobs = 32;
const batchMs = 2;
/** Trouble that may pass when tried again; all other failures are about the input and stay. */
const passing: ReadonlySet<FailureCode> = new Set(['worker-lost', 'timed-out', 'quota-exceeded', 'optimization']);

/**
 * Runs jobs on workers: one central queue by priority, results as futures, dependencies by result.
 *
 * Jobs must be pure: one may run again on another worker when its first dies. Results live on this side, so none is lost with a worker.
 */
export class Pool<Job> {
  readonly #options: PoolOptions<Job>;
  readonly #queue = new TaskQueue<Job>();
  readonly #crew: Crew<Job>;
  readonly #unsettled = new Set<Task<Job>>();
  readonly #byKey = new Map<string, Task<Job>>();
  readonly #taskOf = new WeakMap<TaskFuture, Task<Job>>();
  /** Mean duration by name, ms, recent ones counting more. */
  readonly #durations = new Map<string, number>();
  #numbers = 0;
  #generations = 0;
  #stopped = false;
  #counts = { succeeded: 0, failed: 0, cancelled: 0, retried: 0, lostWorkers: 0, shared: 0 };

  constructor(options: PoolOptions<Job>) {
    this.#options = options;
    const { hire, size, clock, idle = 30_000 } = options;
    this.#crew = new Crew({ hire, size, clock, idle, onChange: () => this.#dispatch(), onLost: (slot, failure) => this.#lose(slot, failure) });
  }

  /** Why no worker can be had; empty if all is well. */
  get trouble(): string {
    return this.#crew.trouble;
  }

  get counts(): PoolCounts {
    const { slots } = this.#crew;
    const busy = [...slots].filter((slot) => slot.calls.length > 0).length;
    return { ...this.#counts, workers: slots.size, busy, queued: this.#queue.size };
  }

  /** Share of its life that each worker has worked, in [0, 1], by number. */
  busyShares(): ReadonlyMap<number, number> {
    const now = this.#options.clock.now();
    return new Map([...this.#crew.slots].map((slot) => {
      const running = slot.calls[0] === undefined ? 0 : now - slot.calls[0].startedAt;
      return [slot.number, Math.min(1, (slot.busyMs + running) / Math.max(1, now - slot.hiredAt))];
    }));
  }

  /**
   * Puts a job in line.
   *
   * @param job the job, or what makes it of the results of `after`, in their order
   */
  submit<Result = unknown>(job: Job | ((results: readonly unknown[]) => Job), options: SubmitOptions = {}): TaskFuture<Result> {
    return this.#submit(job, options, undefined);
  }

  /** Puts many jobs in line, in order, as one submission. Library surface: no caller here. */
  map<Result = unknown>(jobs: Iterable<Job>, options: Omit<SubmitOptions, 'key' | 'after'> = {}): readonly TaskFuture<Result>[] {
    const generation = this.#generations++;
    return Array.from(jobs, (job) => this.#submit<Result>(job, options, { generation, rank: 0 }));
  }

  /**
   * Puts a whole graph in line, depth first. Library surface: no caller here.
   *
   * @returns the futures by key; keys are this graph's own and not shared with other submissions
   * @throws Failure `invalid-parameter` if it has a cycle or a gap
   */
  submitGraph(
    nodes: readonly {
      readonly key: string; readonly after: readonly string[]; readonly job: Job | ((results: readonly unknown[]) => Job); readonly name?: string;
    }[],
    options: Omit<SubmitOptions, 'key' | 'after' | 'name'> = {},
  ): ReadonlyMap<string, TaskFuture> {
    const generation = this.#generations++;
    const ranks = depthFirstRanks(nodes);
    const futures = new Map<string, TaskFuture>();
    for (const node of [...nodes].sort((a, b) => (ranks.get(a.key) ?? 0) - (ranks.get(b.key) ?? 0))) {
      // Every need ranks before what needs it.
      const after = node.after.flatMap((key) => futures.get(key) ?? []);
      const name = node.name === undefined ? {} : { name: node.name };
      futures.set(node.key, this.#submit(node.job, { ...options, ...name, after }, { generation, rank: ranks.get(node.key) ?? 0 }));
    }
    return futures;
  }

  /** All results, in order; rejects with the first failure. Library surface: no caller here. */
  gather<Result>(futures: Iterable<TaskFuture<Result>>): Promise<Result[]> {
    return Promise.all(Array.from(futures, (future) => future.result));
  }

  /** Futures in the order in which they settle, failed ones too. Library surface: no caller here. */
  async *asCompleted<Result>(futures: Iterable<TaskFuture<Result>>): AsyncGenerator<TaskFuture<Result>, void> {
    const settled: TaskFuture<Result>[] = [];
    let wake: () => void = () => {};
    let left = 0;
    for (const future of futures) {
      left++;
      const note = (): void => {
        settled.push(future);
        wake();
      };
      future.result.then(note, note);
    }
    for (; left > 0; left--) {
      while (settled.length === 0) await new Promise<void>((resolve) => (wake = resolve));
      const next = settled.shift();
      if (next !== undefined) yield next;
    }
  }

  /** Results of a long row of jobs, in order, with at most `ahead` of them in line at a time. Library surface: no caller here. */
  async *stream<Result = unknown>(
    jobs: Iterable<Job> | AsyncIterable<Job>, options: Omit<SubmitOptions, 'key' | 'after'> & { readonly ahead?: number } = {},
  ): AsyncGenerator<Result, void> {
    const ahead = options.ahead ?? 4 * this.#options.size;
    const open: TaskFuture<Result>[] = [];
    try {
      for await (const job of jobs) {
        const future = this.submit<Result>(job, options);
        // Its turn to be awaited may come long after it failed.
        future.result.catch(() => {});
        open.push(future);
        const first = open.length >= ahead ? open.shift() : undefined;
        if (first !== undefined) yield await first.result;
      }
      for (let first = open.shift(); first !== undefined; first = open.shift()) yield await first.result;
    } finally {
      for (const future of open) future.cancel(cancelled('The rest'));
    }
  }

  /** Hires workers before they are needed, at most `size`. */
  warm(count = this.#options.size): void {
    this.#crew.ask(count - this.#crew.slots.size);
  }

  /** Rejects everything under way and ends all workers. */
  stop(reason: unknown = cancelled('The pool')): void {
    this.#stopped = true;
    for (const task of [...this.#unsettled]) this.#settle(task, 'cancelled', reason);
    this.#crew.stop();
    for (const slot of [...this.#crew.slots]) this.#dismiss(slot);
  }

  #submit<Result>(
    job: Job | ((results: readonly unknown[]) => Job), options: SubmitOptions, place: { readonly generation: number; readonly rank: number } | undefined,
  ): TaskFuture<Result> {
    const after = (options.after ?? []).map((future) => {
      const task = this.#taskOf.get(future);
      if (task === undefined) throw new Failure(
        'invalid-parameter', 'A task must come after futures of its own pool, got one of another.', { key: options.key },
      );
      return task;
    });
    const lane = lanes.indexOf(options.lane ?? 'visible');
    const shared = options.key === undefined ? undefined : this.#byKey.get(options.key);
    const task = shared ?? this.#newTask(job, options, after, lane, place);
    if (shared !== undefined) {
      this.#counts.shared++;
      this.#bringForward(shared, lane);
    }
    const future = this.#futureOf<Result>(task, options.signal);
    if (shared === undefined) this.#enter(task);
    return future;
  }

  #newTask(
    job: Job | ((results: readonly unknown[]) => Job), options: SubmitOptions, after: readonly Task<Job>[], lane: number,
    place: { readonly generation: number; readonly rank: number } | undefined,
  ): Task<Job> {
    const number = this.#numbers++;
    const depth = after.reduce((deepest, need) => Math.max(deepest, need.depth + 1), 0);
    // What continues an earlier submission belongs to it, and the deeper task comes first: begun work is finished before new work begins.
    const generation = place?.generation ?? (after.length > 0 ? Math.min(...after.map((need) => need.priority[1])) : this.#generations++);
    const priority: Priority = [lane, generation, place?.rank ?? -depth, number];
    const task: Task<Job> = {
      number, key: options.key ?? `task-${number}`, job, after, depth, priority, settled: deferred(),
      name: options.name ?? (typeof job === 'function' ? 'task' : this.#options.nameOf(job)),
      retries: options.retries ?? 0, timeout: options.timeout ?? Infinity,
      state: 'waiting', waitingFor: 0, dependents: [], holders: 0, attempts: 0, deaths: [],
      isAlone: false, result: undefined, queuedAt: 0, endWait: undefined,
    };
    this.#unsettled.add(task);
    if (options.key !== undefined) this.#byKey.set(options.key, task);
    return task;
  }

  #futureOf<Result>(task: Task<Job>, signal: AbortSignal | undefined): TaskFuture<Result> {
    task.holders++;
    const own = deferred<Result>();
    let isOpen = true;
    const close = (): boolean => {
      const wasOpen = isOpen;
      isOpen = false;
      signal?.removeEventListener('abort', onAbort);
      return wasOpen;
    };
    const cancel = (reason: unknown = cancelled('The task')): void => {
      if (!close()) return;
      own.reject(reason);
      task.holders--;
      if (isUnwanted(task)) this.#settle(task, 'cancelled', reason);
    };
    const onAbort = (): void => cancel(signal?.reason);
    task.settled.promise.then(
      // Typed by the caller, who knows what the job gives.
      (value) => close() && own.resolve(value as Result),
      (error: unknown) => close() && own.reject(error),
    );
    const future: TaskFuture<Result> = {
      key: task.key,
      get state() {
        return task.state;
      },
      result: own.promise,
      cancel,
    };
    this.#taskOf.set(future, task);
    if (signal?.aborted === true) cancel(signal.reason);
    else signal?.addEventListener('abort', onAbort, { once: true });
    return future;
  }

  /** Moves a task, and all that it needs, to a lane further in front. */
  #bringForward(task: Task<Job>, lane: number): void {
    const moved = [task];
    for (const next of moved) {
      if (lane >= next.priority[0] || isSettled(next)) continue;
      const [, generation, rank, number] = next.priority;
      next.priority = [lane, generation, rank, number];
      if (next.state === 'queued') this.#queue.push(next);
      moved.push(...next.after);
    }
  }

  #enter(task: Task<Job>): void {
    if (isSettled(task)) return;
    if (this.#stopped) return this.#settle(task, 'cancelled', cancelled('The pool'));
    for (const need of new Set(task.after)) {
      if (need.state === 'failed' || need.state === 'cancelled') {
        need.settled.promise.catch((error: unknown) => this.#settle(task, need.state === 'failed' ? 'failed' : 'cancelled', error));
        return;
      }
      if (need.state === 'succeeded') continue;
      task.waitingFor++;
      need.dependents.push(task);
    }
    if (task.waitingFor === 0) this.#enqueue(task);
  }

  #enqueue(task: Task<Job>): void {
    task.queuedAt = this.#options.clock.now();
    this.#queue.push(task);
    this.#dispatch();
  }

  /** Hands tasks to workers as long as both are there. */
  #dispatch(): void {
    if (this.#stopped) return;
    for (let task = this.#queue.peek(); task !== undefined; task = this.#queue.peek()) {
      const slot = this.#slotFor(task);
      if (slot === undefined) break;
      this.#assign(slot, this.#takeFrom(task, slot.worker.runMany !== undefined));
    }
    this.#crew.ask(this.#queue.size);
    if (this.#queue.size > 0 && this.#crew.isHopeless) this.#refuseAll();
  }

  #slotFor(task: Task<Job>): Slot<Job> | undefined {
    let second: Slot<Job> | undefined;
    for (const slot of this.#crew.slots) {
      if (slot.calls.length === 0) return slot;
      if (second === undefined && slot.calls.length === 1 && this.#isQuick(task)
        && slot.calls[0]?.tasks.every((running) => this.#isQuick(running)) === true) second = slot;
    }
    return second;
  }

  #isQuick(task: Task<Job>): boolean {
    return this.#meanOf(task) < quick;
  }

  #meanOf(task: Task<Job>): number {
    return this.#durations.get(task.name) ?? Infinity;
  }

  /** Takes the first task out of line, and the quick ones right behind it if they may share its message; leaves enough for the others. */
  #takeFrom(first: Task<Job>, mayShare: boolean): readonly Task<Job>[] {
    const tasks = [first];
    this.#queue.leave(first, 'running');
    const most = mayShare && !first.isAlone ? Math.min(batchJobs, Math.ceil(this.#queue.size / (2 * this.#options.size))) : 1;
    let sum = this.#meanOf(first);
    while (tasks.length < most) {
      const next = this.#queue.peek();
      if (next === undefined || next.isAlone || (sum += this.#meanOf(next)) > batchMs) break;
      this.#queue.leave(next, 'running');
      tasks.push(next);
    }
    return tasks;
  }

  #assign(slot: Slot<Job>, taken: readonly Task<Job>[]): void {
    const tasks: Task<Job>[] = [];
    const jobs: Job[] = [];
    for (const task of taken) {
      task.attempts++;
      try {
        // A job is plain data, never a function.
        jobs.push(typeof task.job === 'function' ? (task.job as (results: readonly unknown[]) => Job)(task.after.map((need) => need.result)) : task.job);
        tasks.push(task);
      } catch (error) {
        this.#settle(task, 'failed', error);
      }
    }
    if (tasks.length === 0) return;
    slot.endIdle?.();
    slot.endIdle = undefined;
    const call: Call<Job> = { tasks, startedAt: NaN, endWait: undefined };
    slot.calls.push(call);
    if (slot.calls.length === 1) this.#begin(slot, call);
    this.#run(slot.worker, jobs).then(
      (outcomes) => {
        if (!slot.calls.includes(call)) return;
        this.#end(slot, call, (index) => (outcomes[index] !== undefined && 'value' in outcomes[index] ? 'succeeded' : 'failed'));
        tasks.forEach((task, index) => {
          const outcome = outcomes[index] ?? { error: new OptimizationError('A worker must answer every job.') };
          if ('value' in outcome) this.#settle(task, 'succeeded', outcome.value);
          else this.#retryOrFail(task, outcome.error);
        });
        this.#dispatch();
      },
      (error: unknown) => {
        if (!slot.calls.includes(call)) return;
        if (error instanceof Failure && error.code === 'worker-lost') return this.#lose(slot, error);
        this.#end(slot, call, () => 'failed');
        for (const task of tasks) {
          if (tasks.length > 1) this.#requeueAlone(task);
          else this.#retryOrFail(task, error);
        }
        this.#dispatch();
      },
    );
  }

  async #run(worker: PooledWorker<Job>, jobs: readonly Job[]): Promise<readonly Outcome[]> {
    const [only] = jobs;
    if (jobs.length > 1 && worker.runMany !== undefined) return worker.runMany(jobs);
    // There is one: calls are never empty, and only `runMany` gets several.
    return [{ value: await worker.run(only as Job) }];
  }

  /** The call is now the one that runs. */
  #begin(slot: Slot<Job>, call: Call<Job>): void {
    call.startedAt = this.#options.clock.now();
    const timeout = Math.min(...call.tasks.map((task) => task.timeout));
    call.endWait = later(timeout, () => {
      if (slot.calls[0] !== call) return;
      this.#end(slot, call, () => 'timed-out');
      this.#dismiss(slot);
      for (const task of call.tasks) {
        if (call.tasks.length > 1) this.#requeueAlone(task);
        else this.#retryOrFail(task, new Failure(
          'timed-out', `${task.name} must end within ${timeout} ms, tried ${task.attempts} times.`, { step: task.name, timeout, attempts: task.attempts },
        ));
      }
      this.#dispatch();
    });
  }

  /** Takes a call off its worker; the one behind it begins. */
  #end(slot: Slot<Job>, call: Call<Job>, outcomeOf: (index: number) => TaskRecord['outcome']): void {
    const index = slot.calls.indexOf(call);
    if (index < 0) return;
    slot.calls.splice(index, 1);
    call.endWait?.();
    const ended = this.#options.clock.now();
    const started = Number.isNaN(call.startedAt) ? ended : call.startedAt;
    slot.busyMs += ended - started;
    // Those of one call are taken to have been equally long.
    const each = (ended - started) / call.tasks.length;
    call.tasks.forEach((task, place) => {
      const outcome = outcomeOf(place);
      if (outcome === 'succeeded') this.#durations.set(task.name, 0.7 * (this.#durations.get(task.name) ?? each) + 0.3 * each);
      this.#record(slot, task, outcome, started + place * each, started + (place + 1) * each);
    });
    const next = slot.calls[0];
    if (next !== undefined && Number.isNaN(next.startedAt)) this.#begin(slot, next);
    if (slot.calls.length === 0) this.#crew.rest(slot);
  }

  #record(slot: Slot<Job>, task: Task<Job>, outcome: TaskRecord['outcome'], started: number, ended: number): void {
    const { observe } = this.#options;
    if (observe === undefined) return;
    try {
      observe({
        task: task.number, name: task.name, key: task.key, lane: lanes[task.priority[0]] ?? 'visible', worker: slot.number, attempt: task.attempts,
        queued: task.queuedAt, started, ended, outcome, after: task.after.map((need) => need.number),
      });
    } catch (error) {
      console.error(error);
    }
  }

  #retryOrFail(task: Task<Job>, error: unknown): void {
    if (isSettled(task)) return;
    const mayPass = !(error instanceof Failure) || passing.has(error.code);
    if (!mayPass || task.attempts - task.deaths.length > task.retries) return this.#settle(task, 'failed', error);
    this.#counts.retried++;
    task.state = 'waiting';
    const wait = Math.min(10_000, (this.#options.backoff ?? 100) * 2 ** (task.attempts - 1));
    task.endWait = later(wait, () => this.#enqueue(task));
  }

  /** A worker died: its tasks go back in line, and the one that ran is blamed; of several in one call, none is known to be the one. */
  #lose(slot: Slot<Job>, failure: Failure): void {
    if (!this.#crew.slots.has(slot)) return;
    this.#counts.lostWorkers++;
    const call = slot.calls[0];
    if (call !== undefined) {
      this.#end(slot, call, () => 'worker-lost');
      for (const task of call.tasks) {
        if (call.tasks.length > 1) this.#requeueAlone(task);
        else this.#blame(task, failure);
      }
    }
    this.#dismiss(slot);
    this.#dispatch();
  }

  #blame(task: Task<Job>, failure: Failure): void {
    task.deaths.push(failure.message);
    if (task.deaths.length < (this.#options.poisonLimit ?? mostLosses)) return this.#requeue(task);
    this.#settle(task, 'failed', blamed(task.name, [...task.deaths], failure));
  }

  #requeueAlone(task: Task<Job>): void {
    task.isAlone = true;
    task.attempts--;
    this.#requeue(task);
  }

  #requeue(task: Task<Job>): void {
    if (isSettled(task)) return;
    this.#counts.retried++;
    this.#queue.push(task);
  }

  /** Ends a worker; what waited there goes back in line unblamed. */
  #dismiss(slot: Slot<Job>): void {
    if (!this.#crew.dismiss(slot)) return;
    for (const call of slot.calls.splice(0)) {
      call.endWait?.();
      for (const task of call.tasks) {
        task.attempts--;
        this.#requeue(task);
      }
    }
  }

  /** Ends a task; a failure ends what comes after it, and what was needed by nothing else. Without recursion: chains can be long. */
  #settle(task: Task<Job>, state: 'succeeded' | 'failed' | 'cancelled', outcome: unknown): void {
    const ending = [{ task, state }];
    for (const next of ending) {
      if (isSettled(next.task)) continue;
      const dependents = next.task.dependents.splice(0);
      this.#settleOne(next.task, next.state, outcome);
      for (const dependent of dependents) {
        if (next.state !== 'succeeded') ending.push({ task: dependent, state: next.state });
        else if (--dependent.waitingFor === 0 && !isSettled(dependent)) this.#enqueue(dependent);
      }
      // After the dependents, which may have been the last to need it.
      if (next.state !== 'succeeded') for (const need of next.task.after) if (isUnwanted(need)) ending.push({ task: need, state: 'cancelled' });
    }
  }

  #settleOne(task: Task<Job>, state: 'succeeded' | 'failed' | 'cancelled', outcome: unknown): void {
    const slot = state === 'cancelled' ? [...this.#crew.slots].find((candidate) => candidate.calls[0]?.tasks.includes(task)) : undefined;
    this.#queue.leave(task, state);
    task.endWait?.();
    this.#counts[state]++;
    this.#unsettled.delete(task);
    if (this.#byKey.get(task.key) === task) this.#byKey.delete(task.key);
    if (state === 'succeeded') {
      task.result = outcome;
      task.settled.resolve(outcome);
    } else {
      task.settled.reject(outcome);
    }
    // Code that runs cannot be stopped otherwise. What waits behind other code, or shares its call, is quick and may run for nothing.
    const call = slot?.calls[0];
    if (slot !== undefined && call?.tasks.every(isSettled) === true) {
      this.#end(slot, call, () => 'cancelled');
      this.#dismiss(slot);
      this.#dispatch();
    }
  }

  #refuseAll(): void {
    const error = new OptimizationError(`The pool must have a worker, but none can be had: ${this.#crew.trouble}`, { workers: 0 });
    for (let task = this.#queue.peek(); task !== undefined; task = this.#queue.peek()) this.#settle(task, 'failed', error);
  }
}

/** Whether neither a future nor another task waits for it. */
function isUnwanted(task: Pick<Task<unknown>, 'holders'> & { readonly dependents: readonly { readonly state: TaskState }[] }): boolean {
  return task.holders === 0 && task.dependents.every(isSettled);
}

function isSettled(task: { readonly state: TaskState }): boolean {
  return task.state === 'succeeded' || task.state === 'failed' || task.state === 'cancelled';
}
