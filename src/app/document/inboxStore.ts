import type { TabStore } from '../page/tabStore';
import type { KeptDocument } from './companions';

const key = 'documents';

/** Keeps the documents that wait to be opened, with their pictures. */
export class InboxStore {
  readonly #store: TabStore;

  constructor(store: TabStore) {
    this.#store = store;
  }

  keep(documents: Promise<readonly KeptDocument[]>): void {
    this.#store.set(key, documents);
  }

  /** Gives the documents that waited; what another version wrote is not used. */
  async restore(): Promise<readonly KeptDocument[]> {
    const documents = await this.#store.get(key);
    return Array.isArray(documents) ? documents.filter(isKeptDocument) : [];
  }
}

/** Whether a value that was kept is a document. */
export function isKeptDocument(value: unknown): value is KeptDocument {
  const { file, pictures } = (value ?? {}) as Partial<Record<keyof KeptDocument, unknown>>;
  return file instanceof File && Array.isArray(pictures);
}
