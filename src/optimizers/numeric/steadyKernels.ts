import { Failure } from '../../domain/failure';
import type { Kernels } from '../../kernels/kernels';

/**
 * Gives kernels that fall back to others, call by call, where the fast ones fail by themselves (a WASM trap, memory that cannot grow);
 * a `Failure` over what the caller passed stays one.
 *
 * @param onTrouble told of each such failure
 */
export function steadyKernels(fast: Kernels, slow: Kernels, onTrouble: (error: unknown) => void): Kernels {
  const steady =
    <Arguments extends readonly unknown[], Result>(run: (...values: Arguments) => Result, instead: (...values: Arguments) => Result) =>
    (...values: Arguments): Result => {
      try {
        return run(...values);
      } catch (error) {
        if (error instanceof Failure && error.code !== 'optimization') throw error;
        onTrouble(error);
        return instead(...values);
      }
    };
  return {
    id: fast.id,
    normalizeRows: steady(fast.normalizeRows.bind(fast), slow.normalizeRows.bind(slow)),
    similarity: steady(fast.similarity.bind(fast), slow.similarity.bind(slow)),
    textRank: steady(fast.textRank.bind(fast), slow.textRank.bind(slow)),
    marginalRelevance: steady(fast.marginalRelevance.bind(fast), slow.marginalRelevance.bind(slow)),
    pageRank: steady(fast.pageRank.bind(fast), slow.pageRank.bind(slow)),
    lexRank: steady(fast.lexRank.bind(fast), slow.lexRank.bind(slow)),
    partition: steady(fast.partition.bind(fast), slow.partition.bind(slow)),
    knapsack: steady(fast.knapsack.bind(fast), slow.knapsack.bind(slow)),
    okLab: steady(fast.okLab.bind(fast), slow.okLab.bind(slow)),
    kMeans: steady(fast.kMeans.bind(fast), slow.kMeans.bind(slow)),
    luminance: steady(fast.luminance.bind(fast), slow.luminance.bind(slow)),
    contrast: steady(fast.contrast.bind(fast), slow.contrast.bind(slow)),
    frameDifference: steady(fast.frameDifference.bind(fast), slow.frameDifference.bind(slow)),
  };
}
