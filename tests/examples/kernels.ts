import { referenceKernels } from '../../src/kernels/reference';
import { hasSimd, wasmKernels } from '../../src/kernels/wasm';

/** @param load compiles `wasm/build/simd.wasm` or `scalar.wasm` */
export async function mostCentral(load: (target: 'simd' | 'scalar') => Promise<WebAssembly.Module>): Promise<number> {
  const target = hasSimd() ? 'simd' : 'scalar';
  const kernels = await wasmKernels(await load(target), `wasm-${target}/1`).catch(() => referenceKernels);
  // Three sentences over four words, by rows: {0, 1}, {1, 2}, {1, 3}.
  const words = {
    rows: 3, columns: 4, offsets: Int32Array.of(0, 2, 4, 6), indices: Int32Array.of(0, 1, 1, 2, 1, 3), values: Float32Array.of(1, 1, 3, 1, 1, 1),
  };
  const rank = kernels.textRank(kernels.normalizeRows(words), { damping: 0.85, tolerance: 1e-6, maxIterations: 100 });
  return rank.indexOf(Math.max(...rank));
}
