// Long: one table, every word that the studio shows or reads out, by the columns of the screen.
import type { Container, FileForm, VideoCodec } from '../../domain/film/video';
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
    kinds: {
      video: 'Video', animation: 'Silent animation', sound: 'Sound alone', stills: 'Pictures',
    } satisfies Record<FileForm['kind'], string>,
    files: {
      mp4: { label: 'MP4', help: 'Plays everywhere; the best choice for sending and uploading.' },
      webm: { label: 'WebM', help: 'An open format for web pages; every current browser plays it.' },
      gif: { label: 'GIF', help: 'Plays where videos cannot, as in old mail programs. Few colours.' },
      webp: { label: 'WebP', help: 'As a GIF, but smoother and in all colours; for web pages and chats.' },
      m4a: { label: 'M4A', help: 'The voice as AAC; plays on every phone.' },
      mp3: { label: 'MP3', help: 'The voice as MP3; plays on everything.' },
      wav: { label: 'WAV', help: 'The voice as it is, uncompressed, for sound editors. Large.' },
      stills: { label: 'Pictures', help: 'A PNG of each scene, in one ZIP.' },
    } satisfies Record<Container, { readonly label: string; readonly help: string }>,
    codecs: { h264: 'H.264', hevc: 'H.265 (HEVC)', vp9: 'VP9', av1: 'AV1' } satisfies Record<VideoCodec, string>,
    someUnfinished: (number: number) => `${counted(number, { one: '# video was', other: '# videos were' })} not finished.`,
    oneUnfinished: (name: string, scenes: { readonly done: number; readonly of: number } | undefined) => {
      const done = scenes === undefined ? '' : `: ${scenes.done} of ${counted(scenes.of, { one: '# scene is', other: '# scenes are' })} done`;
      return `The video of ${name || 'a storyboard'} was not finished${done}.`;
    },
    goOn: 'Continue',
    forget: 'Forget',
    sizeOfSound: 'A sound has no size.',
    sizeOfAnimation: (name: string, longSide: number) => `${name} is at most ${longSide} px wide.`,
    sizeOfFilm: (width: number, height: number) => `${width} × ${height} px. Larger takes longer and weighs more.`,
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
    cancelled: 'Cancelled.',
    bug: {
      title: 'Something broke inside Kinora',
      advice: 'This is a fault of Kinora, not your doing. Nothing you made is lost; please report it with the file that caused it.',
    },
    showAgain: 'Show the studio again',
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
