import { OptimizationError } from '../domain/failure';

/** A place in WASM memory, in bytes. */
export type Address = number;

/** What `wasm/assembly/index.ts` exports; sizes and meaning are documented there. */
export interface KernelExports {
  readonly memory: WebAssembly.Memory;
  reset(): void;
  allocate(bytes: number): Address;
  openProducts(rows: number, columns: number, offsets: Address, indices: Address, values: Address): void;
  rowProducts(first: number, last: number, target: Address): void;
  textRank(
    n: number,
    columns: number,
    offsets: Address,
    indices: Address,
    values: Address,
    damping: number,
    tolerance: number,
    maxIterations: number,
    rank: Address,
  ): void;
  pageRank(
    n: number,
    offsets: Address,
    indices: Address,
    values: Address,
    damping: number,
    tolerance: number,
    maxIterations: number,
    rank: Address,
  ): void;
  lexRank(
    n: number,
    columns: number,
    offsets: Address,
    indices: Address,
    values: Address,
    threshold: number,
    damping: number,
    tolerance: number,
    maxIterations: number,
    rank: Address,
  ): void;
  nextRelevant(n: number, weighted: Address, closest: Address, row: Address, penalty: number): number;
  openPartition(n: number, groups: number): void;
  addToPartition(j: number, row: Address): void;
  closePartition(bounds: Address): number;
  knapsack(n: number, values: Address, costs: Address, capacity: number, chosen: Address): number;
  okLab(n: number, pixels: Address, light: Address, colours: Address): void;
  kMeans(n: number, points: Address, k: number, centres: Address, maxIterations: number, labels: Address, counts: Address): void;
  luminance(n: number, pixels: Address, shares: Address, luminances: Address): void;
  contrast(n: number, pixels: Address, shares: Address, against: number, ratios: Address): void;
  differenceSum(bytes: number, before: Address, after: Address): number;
}

const exportNames = [
  'reset',
  'allocate',
  'openProducts',
  'rowProducts',
  'textRank',
  'pageRank',
  'lexRank',
  'nextRelevant',
  'openPartition',
  'addToPartition',
  'closePartition',
  'knapsack',
  'okLab',
  'kMeans',
  'luminance',
  'contrast',
  'differenceSum',
] as const satisfies readonly (keyof KernelExports)[];

type TypedArray = Float32Array | Float64Array | Int32Array | Uint8Array | Uint8ClampedArray;

/** The memory of one instance, for one call at a time: what is put in is gone when the call ends; results must be copied out. */
export class Arena {
  readonly #wasm: KernelExports;

  /** @throws OptimizationError if the instance does not export our kernels */
  constructor(instance: WebAssembly.Instance) {
    const { exports } = instance;
    const missing = exportNames.filter((name) => typeof exports[name] !== 'function');
    if (missing.length > 0 || !(exports['memory'] instanceof WebAssembly.Memory)) {
      throw new OptimizationError('The WASM module does not hold these kernels.', { missing });
    }
    // Every name is there and callable, as just checked; their signatures are those of the sources beside the build.
    this.#wasm = exports as unknown as KernelExports;
  }

  /** The size of the memory. */
  get bytes(): number {
    return this.#wasm.memory.buffer.byteLength;
  }

  /**
   * Runs one call with an empty arena.
   *
   * @throws OptimizationError if WASM traps: in practice, if the browser gives no more memory
   */
  use<Result>(work: (wasm: KernelExports) => Result): Result {
    this.#wasm.reset();
    try {
      return work(this.#wasm);
    } catch (cause) {
      if (!(cause instanceof WebAssembly.RuntimeError)) throw cause;
      throw new OptimizationError('A WASM kernel stopped, most likely for want of memory.', { bytes: this.bytes }, { cause });
    }
  }

  /**
   * Takes room for so many bytes; what they hold is left over from earlier calls.
   *
   * @throws OptimizationError if WASM cannot have so many
   */
  room(bytes: number): Address {
    // Beyond 32 bits the number would wrap around and pass for a small one.
    if (bytes >= 2 ** 32) throw new OptimizationError(`WASM memory ends at 4 GiB, got ${bytes} bytes to hold.`, { bytes });
    // Addresses above 2^31 come out negative.
    return this.#wasm.allocate(bytes) >>> 0;
  }

  zeros(bytes: number): Address {
    const address = this.room(bytes);
    this.view(Uint8Array, address, bytes).fill(0);
    return address;
  }

  put(array: TypedArray): Address {
    const address = this.room(array.byteLength);
    this.view(Uint8Array, address, array.byteLength).set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
    return address;
  }

  /** A window on the memory, for use inside the call only: taking more memory may detach it. */
  view<View extends TypedArray>(Type: new (buffer: ArrayBuffer, offset: number, length: number) => View, address: Address, length: number): View {
    return new Type(this.#wasm.memory.buffer, address, length);
  }
}
