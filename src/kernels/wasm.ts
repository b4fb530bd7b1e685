/* eslint-disable @typescript-eslint/no-non-null-assertion -- every index is bounded by its loop and the sizes checked first */
import { OptimizationError } from '../domain/failure';
import {
  checkAllPairs,
  checkChoice,
  checkedBudget,
  checkedGroups,
  checkedSide,
  checkFrames,
  checkLuminance,
  checkPixels,
  checkPoints,
  checkRankOptions,
  checkRelevance,
  checkRows,
  checkSquare,
  checkThreshold,
} from './checks';
import type { Clusters, Kernels, Partition, Pixels, RankOptions, SparseRows } from './kernels';
import { normalizeRows } from './referenceSparse';
import { linearLight, luminanceShares } from './srgb';
import { type Address, Arena, type KernelExports } from './wasmArena';

/** Rows whose products are copied out at once: few enough to stay in the second-level cache. */
const blockBytes = 1 << 17;

/** Kernels that hold memory of their own; garbage collection takes it when the kernels are dropped. */
export interface WasmKernels extends Kernels {
  /** What the largest call so far needed, in bytes: it grows to that and stays. */
  readonly memoryBytes: number;
}

/**
 * The kernels in WASM, from a module compiled once (and posted to workers as it is).
 *
 * @param id part of every cache key: `wasm-simd/1` or `wasm-scalar/1`
 * @throws OptimizationError if the module is not one of ours or cannot be instantiated
 */
export async function wasmKernels(module: WebAssembly.Module, id: string): Promise<WasmKernels> {
  try {
    return kernelsOf(await WebAssembly.instantiate(module), id);
  } catch (cause) {
    throw notOurs(cause);
  }
}

/** As `wasmKernels`, at once: for workers and programs, where nothing waits for the thread. */
export function wasmKernelsSync(module: WebAssembly.Module, id: string): WasmKernels {
  try {
    return kernelsOf(new WebAssembly.Instance(module), id);
  } catch (cause) {
    throw notOurs(cause);
  }
}

/** Whether this engine runs SIMD128: it accepts a module of one function that splats a byte. */
export function hasSimd(): boolean {
  if (typeof WebAssembly === 'undefined') return false;
  // prettier-ignore
  return WebAssembly.validate(new Uint8Array([
    0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00, // magic, version 1
    0x01, 0x05, 0x01, 0x60, 0x00, 0x01, 0x7b, // type: () -> v128
    0x03, 0x02, 0x01, 0x00, // function 0 has type 0
    0x0a, 0x0a, 0x01, 0x08, 0x00, 0x41, 0x00, 0xfd, 0x0f, 0xfd, 0x62, 0x0b, // i32.const 0, i8x16.splat, i8x16.popcnt
  ]));
}

function notOurs(cause: unknown): OptimizationError {
  if (cause instanceof OptimizationError) return cause;
  return new OptimizationError('The WASM kernels could not be started.', {}, { cause });
}

function kernelsOf(instance: WebAssembly.Instance, id: string): WasmKernels {
  const arena = new Arena(instance);

  return {
    id,

    get memoryBytes() {
      return arena.bytes;
    },

    // Copying in and out costs more than these few sums.
    normalizeRows,

    similarity(matrix) {
      checkRows(matrix);
      checkAllPairs(matrix);
      const n = matrix.rows;
      const all = new Float32Array(n * n);
      if (n === 0) return all;
      return arena.use((wasm) => {
        wasm.openProducts(...putRows(arena, matrix));
        const height = Math.max(1, Math.min(n, Math.floor(blockBytes / (n * 4))));
        const address = arena.room(height * n * 4);
        for (let row = 0; row < n; row += height) {
          const end = Math.min(row + height, n);
          wasm.rowProducts(row, end, address);
          all.set(arena.view(Float32Array, address, (end - row) * n), row * n);
        }
        return all;
      });
    },

    textRank(matrix, options) {
      checkRows(matrix, 0);
      checkRankOptions(options);
      return rankInto(arena, matrix.rows, (wasm, rank) => {
        wasm.textRank(...putRows(arena, matrix), ...numbersOf(options), rank);
      });
    },

    pageRank(graph, options) {
      checkRows(graph, 0);
      checkSquare(graph);
      checkRankOptions(options);
      return rankInto(arena, graph.rows, (wasm, rank) => {
        const [n, , offsets, indices, values] = putRows(arena, graph);
        wasm.pageRank(n, offsets, indices, values, ...numbersOf(options), rank);
      });
    },

    lexRank(matrix, threshold, options) {
      checkRows(matrix);
      checkThreshold(threshold);
      checkRankOptions(options);
      return rankInto(arena, matrix.rows, (wasm, rank) => {
        wasm.lexRank(...putRows(arena, matrix), threshold, ...numbersOf(options), rank);
      });
    },

    marginalRelevance(relevance, similarity, count, balance) {
      checkRelevance(relevance, similarity, count, balance);
      const n = relevance.length;
      const chosen = new Int32Array(Math.min(count, n));
      if (chosen.length === 0) return chosen;
      return arena.use((wasm) => {
        const weightedAt = arena.put(relevance);
        const closestAt = arena.zeros(n * 4);
        const rowAt = arena.zeros(n * 4);
        // Nothing below takes more memory, so these views stay attached.
        const weighted = arena.view(Float64Array, weightedAt, n);
        const row = arena.view(Float32Array, rowAt, n);
        for (let i = 0; i < n; i++) weighted[i] = balance * weighted[i]!;
        for (let turn = 0; turn < chosen.length; turn++) {
          const best = wasm.nextRelevant(n, weightedAt, closestAt, rowAt, 1 - balance);
          checkChoice(best);
          chosen[turn] = best;
          weighted[best] = -Infinity;
          row.set(similarity.subarray(best * n, (best + 1) * n));
        }
        return chosen;
      });
    },

    partition(similarity, count): Partition {
      const n = checkedSide(similarity);
      const groups = checkedGroups(n, count);
      return arena.use((wasm) => {
        const rowAt = arena.room(n * 4);
        const boundsAt = arena.room((groups + 1) * 4);
        wasm.openPartition(n, groups);
        // From here on no memory is taken, so the view stays attached.
        const row = arena.view(Float32Array, rowAt, n);
        for (let j = 1; j <= n; j++) {
          row.set(similarity.subarray((j - 1) * n, (j - 1) * n + j));
          wasm.addToPartition(j, rowAt);
        }
        const cost = wasm.closePartition(boundsAt);
        return { bounds: arena.view(Int32Array, boundsAt, groups + 1).slice(), cost };
      });
    },

    knapsack(values, costs, budget) {
      const capacity = checkedBudget(values, costs, budget);
      return arena.use((wasm) => {
        const chosenAt = arena.room(values.length * 4);
        const count = wasm.knapsack(values.length, arena.put(values), arena.put(costs), capacity, chosenAt);
        return arena.view(Int32Array, chosenAt, count).slice().reverse();
      });
    },

    okLab(pixels) {
      checkPixels(pixels);
      const n = pixels.length / 4;
      return arena.use((wasm) => {
        const colours = arena.room(n * 12);
        wasm.okLab(n, arena.put(pixels), arena.put(linearLight), colours);
        return arena.view(Float32Array, colours, n * 3).slice();
      });
    },

    kMeans(points, starts, maxIterations): Clusters {
      checkPoints(points, starts, maxIterations);
      const n = points.length / 3;
      const k = starts.length / 3;
      return arena.use((wasm) => {
        const centres = arena.put(starts);
        const labels = arena.room(n * 4);
        const counts = arena.room(k * 4);
        wasm.kMeans(n, arena.put(points), k, centres, maxIterations, labels, counts);
        return {
          centres: arena.view(Float32Array, centres, k * 3).slice(),
          labels: arena.view(Int32Array, labels, n).slice(),
          counts: arena.view(Int32Array, counts, k).slice(),
        };
      });
    },

    luminance(pixels) {
      checkPixels(pixels);
      return perPixel(arena, pixels, (wasm, n, address, shares, result) => wasm.luminance(n, address, shares, result));
    },

    contrast(pixels, against) {
      checkPixels(pixels);
      checkLuminance(against);
      return perPixel(arena, pixels, (wasm, n, address, shares, result) => wasm.contrast(n, address, shares, against, result));
    },

    frameDifference(before, after) {
      checkFrames(before, after);
      if (before.length === 0) return 0;
      const sum = arena.use((wasm) => wasm.differenceSum(before.length, arena.put(before), arena.put(after)));
      return sum / (before.length * 0.75 * 255);
    },
  };
}

function putRows(arena: Arena, { rows, columns, offsets, indices, values }: SparseRows): [number, number, Address, Address, Address] {
  return [rows, columns, arena.put(offsets), arena.put(indices), arena.put(values)];
}

function numbersOf({ damping, tolerance, maxIterations }: RankOptions): [number, number, number] {
  return [damping, tolerance, maxIterations];
}

function rankInto(arena: Arena, n: number, work: (wasm: KernelExports, rank: Address) => void): Float64Array {
  if (n === 0) return new Float64Array(0);
  return arena.use((wasm) => {
    const rank = arena.room(n * 8);
    work(wasm, rank);
    return arena.view(Float64Array, rank, n).slice();
  });
}

function perPixel(
  arena: Arena,
  pixels: Pixels,
  work: (wasm: KernelExports, n: number, pixels: Address, shares: Address, result: Address) => void,
): Float32Array {
  const n = pixels.length / 4;
  return arena.use((wasm) => {
    const result = arena.room(n * 4);
    work(wasm, n, arena.put(pixels), arena.put(luminanceShares), result);
    return arena.view(Float32Array, result, n).slice();
  });
}
