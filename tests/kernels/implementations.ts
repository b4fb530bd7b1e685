import type { Kernels } from '../../src/kernels/kernels';
import { referenceKernels } from '../../src/kernels/reference';
import { wasmKernels } from '../../src/kernels/wasm';
import { wasmModule } from '../support/wasmModules';

/** Every implementation there is: each must keep the whole specification. */
export const implementations: readonly Kernels[] = [
  referenceKernels,
  await wasmKernels(await wasmModule('simd'), 'wasm-simd/1'),
  await wasmKernels(await wasmModule('scalar'), 'wasm-scalar/1'),
];

/** The code of the Failure that a call throws; anything else it does is returned as it is. */
export function codeOf(call: () => unknown): unknown {
  try {
    return call();
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : error;
  }
}
