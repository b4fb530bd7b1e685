import { isKeptDocument } from '../document/inboxStore';
import type { TabStore } from '../page/tabStore';
import type { Order } from './order';

/** An order as it outlives the page. */
export type KeptOrder = Pick<Order, 'id' | 'name' | 'task' | 'workflow'>;

const listKey = 'orders';
const keyOf = (id: string): string => `order/${id}`;

/** Keeps the orders that have not ended, until a later page takes them up. */
export class OrderStore {
  readonly #store: TabStore;
  #ids: readonly string[] = [];

  constructor(store: TabStore) {
    this.#store = store;
  }

  /** Gives what an earlier page left, in order; what another version wrote is not used. */
  async restore(): Promise<readonly KeptOrder[]> {
    const ids = await this.#store.get(listKey);
    const found = await Promise.all((Array.isArray(ids) ? ids : []).map((id) => this.#store.get(keyOf(String(id)))));
    const orders = found.filter(isKeptOrder);
    this.#ids = [...orders.map(({ id }) => id), ...this.#ids.filter((id) => orders.every((order) => order.id !== id))];
    return orders;
  }

  add(order: KeptOrder): void {
    this.#ids = [...this.#ids, order.id];
    this.change(order);
    this.arrange(this.#ids);
  }

  change(order: KeptOrder): void {
    this.#store.set(keyOf(order.id), { version: 1, ...order });
  }

  remove(id: string): void {
    this.arrange(this.#ids.filter((other) => other !== id));
    this.#store.delete(keyOf(id));
  }

  arrange(ids: readonly string[]): void {
    this.#ids = ids;
    this.#store.set(listKey, ids);
  }
}

function isKeptOrder(value: unknown): value is KeptOrder {
  if (typeof value !== 'object' || value === null) return false;
  const { version, id, task } = value as Partial<Record<keyof KeptOrder | 'version', unknown>>;
  if (version !== 1 || typeof id !== 'string' || typeof task !== 'object' || task === null) return false;
  return !('kind' in task) || task.kind !== 'file' || ('document' in task && isKeptDocument(task.document));
}
