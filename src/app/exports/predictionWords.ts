import type { MakingPath } from '../../domain/film/video';
import type { Prediction } from '../../workflow/results';
import { fileSize, waitTime } from '../page/wording';
import { words } from '../words/words';

/** Who makes a file. */
export const pathWords: Readonly<Record<MakingPath, string>> = words.exports.makers;

/** Gives what an export will take, in a sentence or two. */
export function predictionWords({ seconds, bytes, kept, isMeasured }: Prediction): string {
  const { predicted, predictedByMeasuring, allPicturesKept, picturesKept } = words.exports;
  const taken = (isMeasured ? predictedByMeasuring : predicted)(waitTime(seconds), fileSize(bytes));
  if (kept <= 0.05) return taken;
  return `${taken} ${kept > 0.995 ? allPicturesKept : picturesKept(Math.round(kept * 100))}`;
}

/** Gives what was predicted beside what it took. */
export function comparisonWords(predicted: Pick<Prediction, 'seconds' | 'bytes'>, took: number): string {
  return words.exports.comparison(waitTime(predicted.seconds), fileSize(predicted.bytes), waitTime(took));
}
