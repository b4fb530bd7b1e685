import type { Figure } from './figure';
import { onOptimizersPage } from './onOptimizersPage';
import type { OptimizersPage } from './optimizersPage';

declare const optimizersPage: OptimizersPage;

/** The pool in Chromium, two workers, beside Dask's distributed scheduler and bare workers. */
export function bench(): Promise<readonly Figure[]> {
  return onOptimizersPage(async (page): Promise<readonly Figure[]> => {
    const noop = (await page.evaluate(() => optimizersPage.noops(10_000))) * 1000;
    const roundTrip = (await page.evaluate(() => optimizersPage.roundTrip())) * 1000;
    const chain = await page.evaluate(() => optimizersPage.chain(500));
    const transfer = await page.evaluate(() => optimizersPage.transfer(8 * 1024 * 1024));
    const deaths = await page.evaluate(() => optimizersPage.deaths());
    // Last: ending its workers slows down what follows.
    const bare = (await page.evaluate(() => optimizersPage.bare(10_000))) * 1000;
    return [
      { name: 'no-op task, 10,000 on two workers', value: noop, unit: 'µs (≤ 25)', ratio: 1768 / noop, anchor: 'Dask distributed, 1,768 µs' },
      { name: 'no-op task, 10,000 on two workers', value: noop, unit: 'µs (≤ 25)', ratio: 125 / noop, anchor: 'Dask processes, 125 µs' },
      { name: 'no-op task, 10,000 on two workers', value: noop, unit: 'µs (≤ 25)', ratio: bare / noop, anchor: `bare workers here, ${bare.toFixed(1)} µs` },
      { name: 'round trip, p50', value: roundTrip, unit: 'µs (≤ 60)', ratio: 10_800 / roundTrip, anchor: 'Dask distributed, 10,800 µs' },
      { name: 'link of a chain of 500', value: chain, unit: 'ms (≤ 0.1)', ratio: 6 / chain, anchor: 'Dask distributed, 6.0 ms' },
      { name: '8 MB handed over and back', value: transfer, unit: 'ms (≤ 12)', ratio: 19.9 / transfer, anchor: 'copied by bare workers, 19.9 ms' },
      {
        name: 'task of a closed worker answers again after', value: deaths.close, unit: 'ms (≤ 100)', ratio: 5000 / deaths.close,
        anchor: 'Dask distributed, 5,000 ms',
      },
    ];
  });
}
