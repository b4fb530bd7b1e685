import type { Figure } from './figure';
import { benchKernels } from './kernels';

/** The numeric kernels: WASM with SIMD beside its anchors and beside the TypeScript reference. */
export async function bench(): Promise<readonly Figure[]> {
  const figures = await benchKernels();
  return figures.flatMap(({ name, median, referenceMedian, target, anchor }): Figure[] => [
    ...(anchor ? [{ name, value: median, unit: `ms (≤ ${target})`, ratio: anchor.median / median, anchor: `${anchor.name}, ${anchor.median} ms` }] : []),
    { name, value: median, unit: 'ms', ratio: referenceMedian / median, anchor: `TypeScript, ${referenceMedian.toPrecision(3)} ms` },
  ]);
}
