// Long: one table, every word that the studio shows or reads out, by the columns of the screen.
import type { KernelName } from '../../optimizers/numeric/verify';
import type { StepName } from '../../stages/stepNames';
import type { PartStatus } from '../../workflow/session';
import { pluralsOf } from './plurals';

const counted = pluralsOf('en');

/** The words of the studio in English. */
export const en = {
  // ---- document: what was opened, and what waits to be
  document: {
    shareInFilm: (percent: number) => `${percent}% of the text is in the film`,
  },

  // ---- storyboard: scenes and what is done to them
  storyboard: {
    scenes: (number: number) => counted(number, { one: '# scene', other: '# scenes' }),
  },

  // ---- film: how it looks and sounds
  film: {
  },

  // ---- exports: files, waiting, downloads
  exports: {
  },

  // ---- system: what the machine does
  system: {
    parts: {
      numeric: 'Kernels', pool: 'Workers', cache: 'Cache', metrics: 'Metrics', study: 'Study', video: 'Video', sound: 'Sound', voice: 'Voice',
    } satisfies Record<PartStatus['role'], string>,
    kernels: {
      normalizeRows: 'Length of rows',
      similarity: 'Similarity of all pairs',
      textRank: 'TextRank',
      marginalRelevance: 'Marginal relevance',
      pageRank: 'PageRank',
      lexRank: 'LexRank',
      partition: 'Segmentation',
      knapsack: 'Knapsack',
      okLab: 'OKLab colours',
      kMeans: 'k-means',
      luminance: 'Luminance',
      contrast: 'Contrast',
      frameDifference: 'Difference of pictures',
    } satisfies Record<KernelName, string>,
  },

  // ---- page: the frame round all columns, alerts, failures and what to do about them
  page: {
    /** A step under way. */
    steps: {
      read: 'Reading the document',
      illustrate: 'Looking at the pictures',
      split: 'Finding the sentences',
      score: 'Weighing the sentences',
      select: 'Choosing the sentences',
      plan: 'Laying out the scenes',
      cite: 'Laying out the passage',
      narrate: 'Speaking',
      speak: 'Speaking',
      compose: 'Playing the music',
      fitLoop: 'Fitting the music',
      mix: 'Mixing the voice',
      sound: 'Encoding the sound',
      soundFile: 'Writing the file',
      encode: 'Drawing and encoding',
      animate: 'Drawing and encoding',
      stills: 'Drawing the pictures',
      cover: 'Drawing the cover',
      mux: 'Writing the file',
      still: 'Drawing the poster',
      deliver: 'Saving the file',
    } satisfies Record<StepName, string>,
  },
} as const;

/** What every language must have: the same names, each with words of its own and the same parameters. */
export type Words = Translated<typeof en>;

type Translated<Part> = Part extends string
  ? string
  : Part extends (...given: infer Given) => string ? (...given: Given) => string : { readonly [Name in keyof Part]: Translated<Part[Name]> };
