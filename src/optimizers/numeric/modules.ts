import scalarUrl from '../../../wasm/build/scalar.wasm?url&no-inline';
import simdUrl from '../../../wasm/build/simd.wasm?url&no-inline';
import { LibraryNotAvailableError } from '../../domain/failure';
import type { KernelTarget } from './optimizer';

/**
 * Fetches and compiles the kernels once; the module can be posted to workers.
 *
 * @throws LibraryNotAvailableError if this browser has no WebAssembly or the file cannot be had
 */
export async function loadKernelModule(target: KernelTarget): Promise<WebAssembly.Module> {
  if (typeof WebAssembly === 'undefined') throw new LibraryNotAvailableError(
    'The numeric kernels need WebAssembly, which this browser does not offer.', { library: 'WebAssembly' },
  );
  const url = target === 'simd' ? simdUrl : scalarUrl;
  const response = await fetch(new URL(url, import.meta.url));
  if (!response.ok) throw new LibraryNotAvailableError(
    `The numeric kernels must be beside the page, got ${response.status} for ${url}.`, { library: 'WebAssembly', url, status: response.status },
  );
  // Not `compileStreaming`: it refuses what a plain host serves as application/octet-stream, and 10 kB gain nothing.
  return WebAssembly.compile(await response.arrayBuffer());
}
