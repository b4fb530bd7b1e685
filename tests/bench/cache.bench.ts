import type { Figure } from './figure';
import { onOptimizersPage } from './onOptimizersPage';
import type { OptimizersPage } from './optimizersPage';

declare const optimizersPage: OptimizersPage;

/** The cache in Chromium beside Redis on the loopback and bare idb-keyval. */
export function bench(): Promise<readonly Figure[]> {
  return onOptimizersPage(async (page): Promise<readonly Figure[]> => {
    const figures = await page.evaluate(() => optimizersPage.cacheFigures());
    const hot = figures.hot * 1000;
    return [
      { name: 'hot get, 1 KB', value: hot, unit: 'µs (< 1)', ratio: 84 / hot, anchor: 'Redis by redis-py, 84 µs' },
      {
        name: 'cold get, 1 KB, p50', value: figures.coldKilobyte * 1000, unit: 'µs (≤ 200)', ratio: figures.bareKilobyte / figures.coldKilobyte,
        anchor: `bare idb-keyval here, ${(figures.bareKilobyte * 1000).toFixed(0)} µs`,
      },
      {
        name: 'cold get, 1 MB, p50', value: figures.coldMegabyte, unit: 'ms (≤ 5)', ratio: figures.bareMegabyte / figures.coldMegabyte,
        anchor: `bare idb-keyval here, ${figures.bareMegabyte.toFixed(2)} ms`,
      },
      {
        name: '500 sets of 1 KB and flush', value: figures.sets, unit: 'ms (≤ 60)', ratio: figures.bareSets / figures.sets,
        anchor: `bare setMany here, ${figures.bareSets.toFixed(0)} ms`,
      },
    ];
  });
}
