export { allocate, reset } from './arena';
export { kMeans, okLab } from './colours';
export { knapsack } from './knapsack';
export { addToPartition, closePartition, openPartition } from './partition';
export { contrast, differenceSum, luminance } from './pixels';
export { planesOf } from './planes';
export { lexRank, pageRank, textRank } from './rank';
export { nextRelevant } from './relevance';
export { openProducts, rowProducts } from './sparse';
