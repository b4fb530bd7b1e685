import type { CacheEvent } from '../../optimizers/cache/optimizer';
import type { CacheUse } from '../results';

/** Workflows whose use is remembered; more than anyone runs at a time. */
const remembered = 200;

/** Counts hits and misses of the cache for each workflow. */
export class CacheTally {
  readonly #uses = new Map<string, { hits: number; misses: number }>();

  count({ workflow, result }: Pick<CacheEvent, 'workflow' | 'result'>): void {
    let use = this.#uses.get(workflow);
    if (use === undefined) {
      use = { hits: 0, misses: 0 };
      this.#uses.set(workflow, use);
      const [oldest] = this.#uses.keys();
      if (this.#uses.size > remembered && oldest !== undefined) this.#uses.delete(oldest);
    }
    if (result === 'hit' || result === 'shared') use.hits += 1;
    if (result === 'miss') use.misses += 1;
  }

  of(workflow: string): CacheUse {
    return { ...(this.#uses.get(workflow) ?? { hits: 0, misses: 0 }) };
  }
}
