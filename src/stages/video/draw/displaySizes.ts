import { scaleSteps, sizes, type Grid } from './grid';
import { isTall } from './typesetting';

/** Letters, those of tall scripts counted twice, up to which a text is a few words. */
const fewLetters = 28;

/**
 * Sizes in which a text may stand alone on a page, the largest first: a few words as large as they can.
 *
 * @param larger   steps that the theme sets everything larger by
 * @param smallest step of the scale, from 0
 */
export function displaySizes(text: string, { shape }: Pick<Grid, 'shape'>, larger: number, smallest: number): readonly number[] {
  const usual = shape === 'wide' || shape === 'tall' ? 7 : 6;
  const isFew = text.length * (isTall(text) ? 2 : 1) <= fewLetters;
  return sizes(Math.min(usual + (isFew ? 2 : 0) + larger, scaleSteps.length - 1), smallest);
}
