import { pathToFileURL } from 'node:url';
import type { Kernels, RankOptions } from '../../src/kernels/kernels';
import { referenceKernels } from '../../src/kernels/reference';
import { wasmKernels } from '../../src/kernels/wasm';
import { samplePixels, seededChance, topicRows } from '../kernels/sampleRows';
import { wasmModule } from '../support/wasmModules';

/** One measured kernel; times in milliseconds, ratios below 1 where ours is faster. */
export interface KernelFigure {
  readonly name: string;
  readonly median: number;
  readonly scalarMedian: number;
  readonly referenceMedian: number;
  readonly ratioToReference: number;
  /** What the product promises, where it promises a time. */
  readonly target: number | null;
  /** What the stated anchor takes, as measured on the machine of the targets. */
  readonly anchor: { readonly name: string; readonly median: number; readonly ratio: number } | null;
}

interface Subject {
  readonly name: string;
  readonly target?: number;
  readonly anchor?: { readonly name: string; readonly median: number };
  readonly run: (kernels: Kernels) => unknown;
}

const rankOptions: RankOptions = { damping: 0.85, tolerance: 1e-6, maxIterations: 1000 };

/** Measures every kernel at the sizes of the targets: WASM with SIMD, WASM without, TypeScript, in turn; medians. */
export async function benchKernels(): Promise<readonly KernelFigure[]> {
  const simd = await wasmKernels(await wasmModule('simd'), 'wasm-simd/1');
  const scalar = await wasmKernels(await wasmModule('scalar'), 'wasm-scalar/1');
  return subjects(simd).map(({ name, run, target, anchor }) => {
    const [median = NaN, scalarMedian = NaN, referenceMedian = NaN] = medians([simd, scalar, referenceKernels].map((kernels) => () => run(kernels)));
    return {
      name,
      median,
      scalarMedian,
      referenceMedian,
      ratioToReference: median / referenceMedian,
      target: target ?? null,
      anchor: anchor ? { ...anchor, ratio: median / anchor.median } : null,
    };
  });
}

function subjects(kernels: Kernels): readonly Subject[] {
  const rows = topicRows(2000);
  const many = topicRows(50_000);
  const similarity = kernels.similarity(rows);
  const rank = kernels.textRank(rows, rankOptions);
  const highest = Math.max(...rank);
  const relevance = rank.map((value) => value / highest);
  const chance = seededChance(3);
  const values = Float64Array.from({ length: 2000 }, () => chance());
  const costs = Int32Array.from({ length: 2000 }, () => 1 + Math.floor(chance() * 30));
  const pixels = samplePixels(320 * 180);
  const later = samplePixels(320 * 180, 8);
  const colours = kernels.okLab(pixels);
  const starts = colours.slice(0, 8 * 3);
  return [
    { name: 'similarity n=2000', target: 10, anchor: { name: 'Numba', median: 13.1 }, run: (k) => k.similarity(rows) },
    {
      name: 'textRank n=2000',
      target: 3,
      anchor: { name: 'Numba fastmath, after the matrix', median: 9.4 },
      run: (k) => k.textRank(rows, rankOptions),
    },
    { name: 'textRank n=50000', run: (k) => k.textRank(many, rankOptions) },
    { name: 'lexRank n=2000', run: (k) => k.lexRank(rows, 0.1, rankOptions) },
    {
      name: 'marginalRelevance n=2000 k=100',
      target: 0.7,
      anchor: { name: 'Numba', median: 0.7 },
      run: (k) => k.marginalRelevance(relevance, similarity, 100, 0.7),
    },
    { name: 'partition n=2000 k=20', target: 105, anchor: { name: 'Numba', median: 127 }, run: (k) => k.partition(similarity, 20) },
    { name: 'knapsack n=2000 budget=3000', run: (k) => k.knapsack(values, costs, 3000) },
    { name: 'okLab 320x180', run: (k) => k.okLab(pixels) },
    { name: 'kMeans 320x180 k=8', run: (k) => k.kMeans(colours, starts, 10) },
    { name: 'luminance 320x180', run: (k) => k.luminance(pixels) },
    { name: 'contrast 320x180', run: (k) => k.contrast(pixels, 0.5) },
    { name: 'frameDifference 320x180', run: (k) => k.frameDifference(pixels, later) },
  ];
}

/** Median time of each, run in turn so that a busy moment of the machine meets all of them. */
function medians(runs: readonly (() => unknown)[], budget = 2000): number[] {
  const times = runs.map((): number[] => []);
  const start = performance.now();
  for (let round = 0; round < 5 || (performance.now() - start < budget && round < 300); round++) {
    runs.forEach((run, index) => {
      const began = performance.now();
      run();
      // The first rounds run code that is not optimised yet.
      if (round > 1) times[index]!.push(performance.now() - began);
    });
  }
  return times.map((list) => list.sort((a, b) => a - b)[list.length >> 1]!);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const { name, median, scalarMedian, referenceMedian, ratioToReference, target, anchor } of await benchKernels()) {
    const promised = target === null ? '' : `  target ${target} ms ${median <= target ? 'met' : 'MISSED'}`;
    const beside = anchor ? `  ${anchor.ratio.toFixed(2)} of ${anchor.name} (${anchor.median} ms)` : '';
    const own = `${median.toFixed(3)} ms (scalar ${scalarMedian.toFixed(3)}, reference ${referenceMedian.toFixed(3)}; ratio ${ratioToReference.toFixed(2)})`;
    console.log(`${name.padEnd(32)} ${own}${promised}${beside}`);
  }
}
