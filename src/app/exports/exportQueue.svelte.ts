import type { Failure } from '../../domain/failure';
import { cancelled } from '../../domain/failure';
import { given } from '../../domain/given';
import type { Progress } from '../../engine/progress';
import type { Watch } from '../../workflow/session';
import type { Prediction, Production } from '../../workflow/results';
import { isCancellation } from '../page/alerts.svelte';
import { inWords } from '../page/explain';
import type { KeptOrder, OrderStore } from './orderStore';
import { baseName } from '../page/wording';
import type { Order, OrderTask } from './order';

/** How orders are made. */
export interface OrderMaking {
  /** Makes one, and tells its workflow as it begins. */
  make(order: Order, watch: Watch): Promise<Production>;
  /** Lets a workflow go that an earlier page began. */
  abandon(workflow: string): void;
  /** Told of each order that succeeded or failed, whenever it was given. */
  settled(order: Order): void;
}

/** Exports one after the other: a machine that works at one is done with it sooner. Those that have not ended outlive the page. */
export class ExportQueue {
  #orders = $state.raw<readonly Order[]>([]);
  #isPaused = $state(false);
  readonly #making: OrderMaking;
  readonly #store: OrderStore;
  /** Whoever awaits an order. */
  #waiters: readonly { readonly id: string; readonly resolve: (order: Order) => void; readonly reject: (reason: unknown) => void }[] = [];
  #running: { readonly id: string; readonly controller: AbortController } | undefined;
  #count = 0;
  #decided: (() => void) | undefined;

  constructor(making: OrderMaking, store: OrderStore) {
    this.#making = making;
    this.#store = store;
  }

  /** In the order in which they are made. */
  get orders(): readonly Order[] { return this.#orders; }
  get isPaused(): boolean { return this.#isPaused; }
  get running(): Order | undefined { return this.#orders.find(({ state }) => state === 'running'); }
  /** Those that have not ended. */
  get open(): readonly Order[] { return this.#orders.filter(isOpen); }

  /**
   * Takes an order; it is made when those before it have ended.
   *
   * @returns the order once it has succeeded
   * @throws what it failed with; Failure `cancelled` as soon as it is cancelled
   */
  add(name: string, task: OrderTask, predicted?: Prediction): Promise<Order> {
    const id = `${Date.now().toString(36)}-${(this.#count += 1)}`;
    const order: Order = { id, name, task, state: 'waiting', trouble: '', downloads: [], ...given({ predicted }) };
    this.#orders = [...this.#orders, order];
    this.#store.add(kept(order));
    const ended = new Promise<Order>((resolve, reject) => { this.#waiters = [...this.#waiters, { id, resolve, reject }]; });
    this.#fill();
    return ended;
  }

  /**
   * Takes up what an earlier page left, paused: a person says when it goes on.
   *
   * @param left workflows that were begun and never ended; those of no order become one
   */
  async restore(left: readonly { readonly id: string; readonly source: string }[]): Promise<readonly Order[]> {
    const found = (await this.#store.restore()).filter(({ id }) => this.#orders.every((order) => order.id !== id));
    const others = left.filter(({ id }) => [...found, ...this.#orders].every(({ workflow }) => workflow !== id));
    const begun = others.map(({ id, source }): KeptOrder => ({ id, name: source, task: { kind: 'left' }, workflow: id }));
    const orders = [...found, ...begun].map((order): Order => ({ ...order, state: 'waiting', trouble: '', downloads: [] }));
    if (orders.length === 0) return [];
    if (this.#running === undefined) this.#isPaused = true;
    this.#orders = [...orders, ...this.#orders];
    return orders;
  }

  /** Finishes nothing new; what is stopped finds again what it has made. */
  pause(): void {
    this.#isPaused = true;
    const running = this.running;
    this.#stopRunning(paused);
    // How far it came is still to be seen.
    if (running !== undefined) this.#change(running.id, { state: 'waiting', ...given({ progress: running.progress }) });
  }

  resume(): void {
    this.#isPaused = false;
    this.#tellDecided();
    this.#fill();
  }

  /** Has `run` called once, as soon as a person has said what becomes of those that wait: they go on, or none is left. */
  onceDecided(run: () => void): void {
    this.#decided = run;
  }

  /** Ends one order at once, or all that have not ended. */
  cancel(id?: string): void {
    for (const order of this.open) {
      if (id !== undefined && order.id !== id) continue;
      if (order.state === 'running') this.#stopRunning(cancelled());
      this.#end(order.id, { state: 'cancelled' }, cancelled());
    }
    if (this.open.length === 0) {
      this.#isPaused = false;
      this.#tellDecided();
    }
    this.#fill();
  }

  /** Moves an order that waits among those that wait, by so many places. */
  move(id: string, by: number): void {
    const waiting = this.#orders.filter(({ state }) => state === 'waiting');
    const from = waiting.findIndex((order) => order.id === id);
    const [order] = waiting.splice(from, from < 0 ? 0 : 1);
    if (order === undefined) return;
    waiting.splice(Math.max(0, Math.min(waiting.length, from + by)), 0, order);
    const next = waiting.values();
    this.#orders = this.#orders.map((one) => (one.state === 'waiting' ? (next.next().value ?? one) : one));
    this.#store.arrange(this.open.map((one) => one.id));
  }

  /** Lets an order that has ended go, or all of them, with the addresses of their files. */
  forget(id?: string): void {
    const gone = this.#orders.filter((order) => !isOpen(order) && (id === undefined || order.id === id));
    for (const { downloads } of gone) for (const { address } of downloads) URL.revokeObjectURL(address);
    this.#orders = this.#orders.filter((order) => !gone.includes(order));
  }

  #tellDecided(): void {
    this.#decided?.();
    this.#decided = undefined;
  }

  #fill(): void {
    if (this.#isPaused || this.#running !== undefined) return;
    const order = this.#orders.find(({ state }) => state === 'waiting');
    if (order !== undefined) void this.#run(order);
  }

  async #run(order: Order): Promise<void> {
    const { id } = order;
    const controller = new AbortController();
    const running = { id, controller };
    const isMine = (): boolean => this.#running === running;
    this.#running = running;
    this.#change(id, { state: 'running' });
    const { signal } = controller;
    const stopped = new Promise<never>((_, reject) => { signal.addEventListener('abort', () => { reject(signal.reason as Error); }); });
    try {
      const watch = {
        signal,
        progress: (progress: Progress) => { if (isMine()) this.#change(id, { progress }); },
        begun: (workflow: string) => {
          if (!isMine()) return;
          this.#change(id, { workflow });
          this.#store.change(kept({ ...order, workflow }));
        },
      };
      // A stop counts at once, even if the work takes longer to notice.
      const production = await Promise.race([this.#making.make(order, watch), stopped]);
      const { filesOf } = await import('./downloads');
      this.#end(id, { state: 'succeeded', production, downloads: filesOf(production, this.#uniqueBase(order)) });
    } catch (error) {
      // One that was stopped for a pause may run again already.
      if (signal.reason === paused) return;
      if (!isCancellation(error)) this.#end(id, { state: 'failed', trouble: troubleOf(error) }, error);
      else this.#end(id, { state: 'cancelled' }, error);
    } finally {
      if (isMine()) this.#running = undefined;
      this.#fill();
    }
  }

  #stopRunning(reason: Failure): void {
    const running = this.#running;
    this.#running = undefined;
    running?.controller.abort(reason);
  }

  #end(id: string, changes: Partial<Order> & Pick<Order, 'state'>, reason?: unknown): void {
    const before = this.#orders.find((order) => order.id === id);
    if (before === undefined || !isOpen(before)) return;
    this.#change(id, changes);
    this.#store.remove(id);
    const ended = this.#orders.find((order) => order.id === id) ?? before;
    const waiter = this.#waiters.find((one) => one.id === id);
    this.#waiters = this.#waiters.filter((one) => one !== waiter);
    if (ended.state !== 'cancelled') this.#making.settled(ended);
    else if (ended.workflow !== undefined) this.#making.abandon(ended.workflow);
    if (reason === undefined) waiter?.resolve(ended);
    else waiter?.reject(reason);
  }

  #change(id: string, changes: Partial<Order>): void {
    this.#orders = this.#orders.map((order) => {
      if (order.id !== id) return order;
      const { progress, ...rest } = order;
      // A report belongs to a run.
      return { ...rest, ...(progress !== undefined && changes.state === undefined ? { progress } : {}), ...changes };
    });
  }

  /** Two files of one name must not save over each other. */
  #uniqueBase({ id, name }: Order): string {
    const base = baseName(name);
    const taken = this.#orders.flatMap((order) => (order.id === id ? [] : order.downloads.map((file) => baseName(file.name))));
    let unique = base;
    for (let number = 2; taken.includes(unique); number += 1) unique = `${base} ${number}`;
    return unique;
  }
}

/** Why an order that will go on is stopped. */
const paused = cancelled('The video, to go on later,');

function isOpen({ state }: Order): boolean {
  return state === 'waiting' || state === 'running';
}

function kept({ id, name, task, workflow }: Order): KeptOrder {
  return { id, name, task, ...given({ workflow }) };
}

/** In one sentence or two: what a bug was is known by its message alone. */
function troubleOf(error: unknown): string {
  const { code, title, message, advice } = inWords(error);
  return code === 'bug' ? `${title}: ${message}` : `${title}. ${advice}`;
}
