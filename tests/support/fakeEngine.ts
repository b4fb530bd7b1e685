import { Journal, type Locks } from '../../src/engine/journal';
import type { KeyValueStore } from '../../src/engine/ports';
import { referenceKernels } from '../../src/kernels/reference';
import { CacheOptimizer } from '../../src/optimizers/cache/optimizer';
import { CacheTally } from '../../src/workflow/monitor/cacheTally';
import type { FilmPorts } from '../../src/workflow/filmPorts';
import { openSession } from '../../src/workflow/openSession';
import type { Session } from '../../src/workflow/session';
import type { Engine } from '../../src/workflow/workflowRun';
import { ClonedStore } from '../optimizers/clonedStore';

/** One browser: what its tabs share and what outlives them. */
export interface FakeBrowser {
  readonly cache: ClonedStore;
  readonly journal: ClonedStore;
  readonly locks: Set<string>;
}

export function fakeBrowser(): FakeBrowser {
  return { cache: new ClonedStore(), journal: new ClonedStore(), locks: new Set() };
}

/** One tab of a browser, which may crash: from then on it reaches nothing that outlives it, and its locks are free. */
export interface FakeTab {
  readonly session: Session;
  readonly engine: Engine;
  crash(): void;
}

let pages = 0;

/**
 * Opens a tab with a real journal and cache on the browser's stores.
 *
 * @param onEvent told how many events were journalled, after each
 * @param later   ms that have passed since other tabs were opened
 */
export function openTab(browser: FakeBrowser, ports: FilmPorts, onEvent: (count: number) => void = () => undefined, later = 0): FakeTab {
  let isDead = false;
  const taken = new Set<string>();
  const mortal = (store: KeyValueStore): KeyValueStore => {
    // A dead tab's calls neither succeed nor fail: nobody is there to hear.
    const alive = <Result>(work: () => Promise<Result>): Promise<Result> => (isDead ? new Promise(() => undefined) : work());
    return {
      get: (key) => alive(() => store.get(key)),
      set: (key, value) => alive(() => store.set(key, value)),
      setMany: (entries) => alive(() => store.setMany(entries)),
      delete: (key) => alive(() => store.delete(key)),
      deleteMany: (keys) => alive(() => store.deleteMany(keys)),
      keys: () => alive(() => store.keys()),
      entries: () => alive(() => store.entries()),
    };
  };
  const locks: Locks = {
    async take(name) {
      if (browser.locks.has(name)) return undefined;
      browser.locks.add(name);
      taken.add(name);
      return () => void browser.locks.delete(name);
    },
    held: async () => new Set(browser.locks),
  };
  const journal = new Journal(mortal(browser.journal));
  const append = journal.append.bind(journal);
  let events = 0;
  journal.append = (id, event) => {
    append(id, event);
    onEvent((events += 1));
  };
  let now = 0;
  const clock = { now: () => (now += 1) };
  const tally = new CacheTally();
  const cache = new CacheOptimizer({ clock: { now: () => 1000 }, openStore: () => mortal(browser.cache), observe: (event) => tally.count(event) });
  const engine: Engine = {
    clock,
    wallClock: { now: () => 1_000_000 + later + (now += 1) },
    kernels: referenceKernels,
    ready: cache.start(),
    optimizers: () => [cache],
    cacheUse: (workflow) => tally.of(workflow),
    keeper: (workflow) => ({ cache: () => cache.cache, note: (event) => tally.count({ workflow, ...event }) }),
    journal,
    locks,
    patience: { chance: () => 0.5, wait: () => Promise.resolve() },
    page: `-${(pages += 1)}`,
  };
  const session = openSession(engine, ports, { ruler: { width: () => 0 }, paint: () => undefined, loadFonts: async () => undefined }, {
    status: () => [],
    metricsText: () => '',
    traceJson: () => '',
    setEnabled: () => undefined,
    monitor: () => { throw new Error('no machine here'); },
    stop: () => cache.stop(),
  });
  return {
    session,
    engine,
    crash() {
      isDead = true;
      for (const name of taken) browser.locks.delete(name);
    },
  };
}
