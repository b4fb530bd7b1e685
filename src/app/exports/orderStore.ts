import { fileForms, type ExportSettings } from '../../domain/film/video';
import type { Locks } from '../../engine/journal';
import type { ProjectStore } from '../../platform/storage/projects';
import type { KeptDocument } from '../document/companions';
import type { Order } from './order';

/** An order as it outlives the page. */
export type KeptOrder = Pick<Order, 'id' | 'name' | 'task' | 'workflow'>;

const listKey = 'orders';
const documentsKey = 'documents';
const keyOf = (id: string): string => `order/${id}`;
/** Held by the one tab whose orders are kept: two would write over each other. */
const lockName = 'kinora-orders';

/**
 * Keeps the orders that have not ended, and the files that wait to be opened, until a later page takes them up.
 *
 * Only the first tab's; trouble with the store never reaches an export.
 */
export class OrderStore {
  readonly #store: ProjectStore;
  readonly #mine: Promise<boolean>;
  #ids: readonly string[] = [];
  #writing: Promise<unknown>;

  constructor(store: ProjectStore, locks?: Locks) {
    this.#store = store;
    this.#mine = locks === undefined ? Promise.resolve(true) : locks.take(lockName).then((release) => release !== undefined, () => false);
    this.#writing = this.#mine;
  }

  /** Gives what an earlier page left, in order; what another version wrote is not used. */
  async restore(): Promise<readonly KeptOrder[]> {
    try {
      if (!(await this.#mine)) return [];
      const ids = await this.#store.get(listKey);
      const found = await Promise.all((Array.isArray(ids) ? ids : []).map((id) => this.#store.get(keyOf(String(id)))));
      const orders = found.filter(isKeptOrder);
      this.#ids = [...orders.map(({ id }) => id), ...this.#ids.filter((id) => orders.every((order) => order.id !== id))];
      return orders;
    } catch {
      return [];
    }
  }

  add(order: KeptOrder): void {
    this.#ids = [...this.#ids, order.id];
    this.change(order);
    this.arrange(this.#ids);
  }

  change(order: KeptOrder): void {
    this.#write(() => this.#store.set(keyOf(order.id), { version: 1, ...order }));
  }

  remove(id: string): void {
    this.arrange(this.#ids.filter((other) => other !== id));
    this.#write(() => this.#store.delete(keyOf(id)));
  }

  arrange(ids: readonly string[]): void {
    this.#ids = ids;
    this.#write(() => this.#store.set(listKey, ids));
  }

  /** Keeps the documents that wait to be opened. */
  keepDocuments(documents: Promise<readonly KeptDocument[]>): void {
    this.#write(async () => this.#store.set(documentsKey, await documents));
  }

  /** Keeps how the next export is to be made. */
  keepSettings(settings: ExportSettings): void {
    this.#write(() => this.#store.set('settings', settings));
  }

  /** Gives the settings of the last visit, whichever tab it was in; what this version does not know is left out. */
  async settings(): Promise<Partial<ExportSettings> | undefined> {
    try {
      const kept = await this.#store.get('settings');
      if (typeof kept !== 'object' || kept === null) return undefined;
      const { container, ...others } = kept as Partial<ExportSettings>;
      return container !== undefined && container in fileForms ? { ...others, container } : undefined;
    } catch {
      return undefined;
    }
  }

  /** Gives the documents that waited. */
  async documents(): Promise<readonly KeptDocument[]> {
    try {
      const documents = (await this.#mine) ? await this.#store.get(documentsKey) : [];
      return Array.isArray(documents) ? documents.filter(isKeptDocument) : [];
    } catch {
      return [];
    }
  }

  /** In their order; what cannot be written is forgotten with this page. */
  #write(work: () => Promise<void>): void {
    this.#writing = this.#writing.then(async () => { if (await this.#mine) await work(); }).catch(() => undefined);
  }
}

function isKeptOrder(value: unknown): value is KeptOrder {
  if (typeof value !== 'object' || value === null) return false;
  const { version, id, task } = value as Partial<Record<keyof KeptOrder | 'version', unknown>>;
  if (version !== 1 || typeof id !== 'string' || typeof task !== 'object' || task === null) return false;
  return !('kind' in task) || task.kind !== 'file' || ('document' in task && isKeptDocument(task.document));
}

function isKeptDocument(value: unknown): value is KeptDocument {
  const { file, pictures } = (value ?? {}) as Partial<Record<keyof KeptDocument, unknown>>;
  return file instanceof File && Array.isArray(pictures);
}
