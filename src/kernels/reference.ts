import type { Kernels } from './kernels';
import { contrast, frameDifference, kMeans, luminance, okLab } from './referencePixels';
import { lexRank, pageRank, textRank } from './referenceRank';
import { knapsack, marginalRelevance, partition } from './referenceSelection';
import { normalizeRows, similarity } from './referenceSparse';

/** The kernels in TypeScript: the standard that WASM is held to, and what runs where WASM does not. */
export const referenceKernels: Kernels = {
  id: 'reference/1',
  normalizeRows,
  similarity,
  textRank,
  marginalRelevance,
  pageRank,
  lexRank,
  partition,
  knapsack,
  okLab,
  kMeans,
  luminance,
  contrast,
  frameDifference,
};
