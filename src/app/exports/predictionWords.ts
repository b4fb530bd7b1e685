import type { MakingPath } from '../../domain/film/video';
import type { Prediction } from '../../workflow/results';
import { fileSize, waitTime } from '../page/wording';

/** Who makes a file. */
export const pathWords: Readonly<Record<MakingPath, string>> = {
  webcodecs: 'the browser’s encoder', ffmpeg: 'ffmpeg', canvas: 'the browser’s picture encoder', kinora: 'Kinora itself',
};

/** Gives what an export will take, in a sentence or two. */
export function predictionWords({ seconds, bytes, kept, isMeasured }: Prediction): string {
  const there = kept > 0.995
    ? ' Its pictures are all there from before.'
    : kept > 0.05 ? ` ${Math.round(kept * 100)}% of its pictures are there from before.` : '';
  return `About ${waitTime(seconds)} ${isMeasured ? 'to make, measured on this device' : 'to make on this device'}, about ${fileSize(bytes)}.${there}`;
}

/** Gives what was predicted beside what it took. */
export function comparisonWords(predicted: Pick<Prediction, 'seconds' | 'bytes'>, took: number): string {
  return `predicted ${waitTime(predicted.seconds)} and ${fileSize(predicted.bytes)}, took ${waitTime(took)}`;
}
