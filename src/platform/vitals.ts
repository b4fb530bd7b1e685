/** What this page can tell of its own load. */
export interface Vitals {
  /** Bytes by kind, each named after how it was measured; what cannot be measured here is left out. */
  memory(): ReadonlyMap<string, number>;
  /** Seconds of tasks of 50 ms and more on the page's own thread since the watch began; `undefined` where the browser does not tell. */
  blockedSeconds(): number | undefined;
  stop(): void;
}

/** Exact measurements wait for a garbage collection and may take 20 s: asked rarely. */
const memoryInterval = 60_000;

/** Chromium's own, coarse and of the whole process; see web.dev, "Monitor your web page's total memory usage". */
interface HeapReport {
  readonly usedJSHeapSize: number;
}

interface MeasuringPerformance {
  readonly memory?: HeapReport;
  measureUserAgentSpecificMemory?(): Promise<{ readonly bytes: number }>;
}

/** Watches memory and long tasks, with the best means that this browser has. */
export function watchVitals(): Vitals {
  // Neither is in the standard types: one is deprecated, the other there only with cross-origin isolation.
  const measuring = performance as unknown as MeasuringPerformance;
  let exact: number | undefined;
  const measure = (): void => {
    measuring.measureUserAgentSpecificMemory?.().then(
      ({ bytes }) => (exact = bytes),
      () => (exact = undefined),
    );
  };
  const isExact = globalThis.crossOriginIsolated && measuring.measureUserAgentSpecificMemory !== undefined;
  const timer = isExact ? setInterval(measure, memoryInterval) : undefined;
  if (isExact) measure();

  const tellsLongTasks = typeof PerformanceObserver !== 'undefined' && PerformanceObserver.supportedEntryTypes.includes('longtask');
  let blocked = 0;
  const observer = tellsLongTasks ? new PerformanceObserver((list) => { for (const { duration } of list.getEntries()) blocked += duration; }) : undefined;
  observer?.observe({ type: 'longtask', buffered: true });

  return {
    memory() {
      const kinds = new Map<string, number>();
      if (exact !== undefined) kinds.set('measureUserAgentSpecificMemory', exact);
      if (measuring.memory !== undefined) kinds.set('performance.memory', measuring.memory.usedJSHeapSize);
      return kinds;
    },
    blockedSeconds: () => (tellsLongTasks ? blocked / 1000 : undefined),
    stop() {
      clearInterval(timer);
      observer?.disconnect();
    },
  };
}

/**
 * Gives how many bytes a cache may take: half of what the browser still gives, 32 MiB to 2 GiB.
 *
 * A best-effort origin may be evicted as a whole whatever it takes; `navigator.storage.persist()` asks for more.
 */
export async function storageBudget(): Promise<number> {
  const least = 32 * 1024 * 1024;
  const most = 2 * 1024 * 1024 * 1024;
  // Absent where the page is not a secure context.
  const storage = (navigator as { readonly storage?: StorageManager }).storage;
  const { quota = 0, usage = 0 } = (await storage?.estimate?.()) ?? {};
  return Math.min(most, Math.max(least, Math.floor((quota - usage) / 2)));
}
