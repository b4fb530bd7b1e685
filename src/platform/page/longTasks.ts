/** How long the page's own thread was blocked. */
export interface LongTasks {
  /** Seconds of tasks of 50 ms and more since the watch began; never falls. */
  seconds(): number;
  stop(): void;
}

/** Watches the page's own thread; `undefined` where the browser does not tell (Firefox, Safari). */
export function watchLongTasks(): LongTasks | undefined {
  if (typeof PerformanceObserver === 'undefined' || !PerformanceObserver.supportedEntryTypes.includes('longtask')) return undefined;
  let milliseconds = 0;
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) milliseconds += duration;
  });
  observer.observe({ type: 'longtask', buffered: true });
  return { seconds: () => milliseconds / 1000, stop: () => observer.disconnect() };
}
