import frauncesVietnamese from '@fontsource-variable/fraunces/files/fraunces-vietnamese-opsz-normal.woff2?url&no-inline';
import frauncesLatinExt from '@fontsource-variable/fraunces/files/fraunces-latin-ext-opsz-normal.woff2?url&no-inline';
import frauncesLatin from '@fontsource-variable/fraunces/files/fraunces-latin-opsz-normal.woff2?url&no-inline';
import newsreaderVietnamese from '@fontsource-variable/newsreader/files/newsreader-vietnamese-opsz-normal.woff2?url&no-inline';
import newsreaderLatinExt from '@fontsource-variable/newsreader/files/newsreader-latin-ext-opsz-normal.woff2?url&no-inline';
import newsreaderLatin from '@fontsource-variable/newsreader/files/newsreader-latin-opsz-normal.woff2?url&no-inline';
import newsreaderVietnameseItalic from '@fontsource-variable/newsreader/files/newsreader-vietnamese-opsz-italic.woff2?url&no-inline';
import newsreaderLatinExtItalic from '@fontsource-variable/newsreader/files/newsreader-latin-ext-opsz-italic.woff2?url&no-inline';
import newsreaderLatinItalic from '@fontsource-variable/newsreader/files/newsreader-latin-opsz-italic.woff2?url&no-inline';
import instrumentSansLatinExt from '@fontsource-variable/instrument-sans/files/instrument-sans-latin-ext-wght-normal.woff2?url&no-inline';
import instrumentSansLatin from '@fontsource-variable/instrument-sans/files/instrument-sans-latin-wght-normal.woff2?url&no-inline';
import interTightCyrillicExt from '@fontsource-variable/inter-tight/files/inter-tight-cyrillic-ext-wght-normal.woff2?url&no-inline';
import interTightCyrillic from '@fontsource-variable/inter-tight/files/inter-tight-cyrillic-wght-normal.woff2?url&no-inline';
import interTightGreekExt from '@fontsource-variable/inter-tight/files/inter-tight-greek-ext-wght-normal.woff2?url&no-inline';
import interTightGreek from '@fontsource-variable/inter-tight/files/inter-tight-greek-wght-normal.woff2?url&no-inline';
import interTightVietnamese from '@fontsource-variable/inter-tight/files/inter-tight-vietnamese-wght-normal.woff2?url&no-inline';
import interTightLatinExt from '@fontsource-variable/inter-tight/files/inter-tight-latin-ext-wght-normal.woff2?url&no-inline';
import interTightLatin from '@fontsource-variable/inter-tight/files/inter-tight-latin-wght-normal.woff2?url&no-inline';
import jetbrainsMonoCyrillicExt from '@fontsource-variable/jetbrains-mono/files/jetbrains-mono-cyrillic-ext-wght-normal.woff2?url&no-inline';
import jetbrainsMonoCyrillic from '@fontsource-variable/jetbrains-mono/files/jetbrains-mono-cyrillic-wght-normal.woff2?url&no-inline';
import jetbrainsMonoGreek from '@fontsource-variable/jetbrains-mono/files/jetbrains-mono-greek-wght-normal.woff2?url&no-inline';
import jetbrainsMonoVietnamese from '@fontsource-variable/jetbrains-mono/files/jetbrains-mono-vietnamese-wght-normal.woff2?url&no-inline';
import jetbrainsMonoLatinExt from '@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-ext-wght-normal.woff2?url&no-inline';
import jetbrainsMonoLatin from '@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2?url&no-inline';
import sourceSerifCyrillicExt from '@fontsource-variable/source-serif-4/files/source-serif-4-cyrillic-ext-opsz-normal.woff2?url&no-inline';
import sourceSerifCyrillic from '@fontsource-variable/source-serif-4/files/source-serif-4-cyrillic-opsz-normal.woff2?url&no-inline';
import sourceSerifGreek from '@fontsource-variable/source-serif-4/files/source-serif-4-greek-opsz-normal.woff2?url&no-inline';
import sourceSerifVietnamese from '@fontsource-variable/source-serif-4/files/source-serif-4-vietnamese-opsz-normal.woff2?url&no-inline';
import sourceSerifLatinExt from '@fontsource-variable/source-serif-4/files/source-serif-4-latin-ext-opsz-normal.woff2?url&no-inline';
import sourceSerifLatin from '@fontsource-variable/source-serif-4/files/source-serif-4-latin-opsz-normal.woff2?url&no-inline';
import sourceSerifCyrillicExtItalic from '@fontsource-variable/source-serif-4/files/source-serif-4-cyrillic-ext-opsz-italic.woff2?url&no-inline';
import sourceSerifCyrillicItalic from '@fontsource-variable/source-serif-4/files/source-serif-4-cyrillic-opsz-italic.woff2?url&no-inline';
import sourceSerifGreekItalic from '@fontsource-variable/source-serif-4/files/source-serif-4-greek-opsz-italic.woff2?url&no-inline';
import sourceSerifVietnameseItalic from '@fontsource-variable/source-serif-4/files/source-serif-4-vietnamese-opsz-italic.woff2?url&no-inline';
import sourceSerifLatinExtItalic from '@fontsource-variable/source-serif-4/files/source-serif-4-latin-ext-opsz-italic.woff2?url&no-inline';
import sourceSerifLatinItalic from '@fontsource-variable/source-serif-4/files/source-serif-4-latin-opsz-italic.woff2?url&no-inline';
import playfairCyrillic from '@fontsource-variable/playfair-display/files/playfair-display-cyrillic-wght-normal.woff2?url&no-inline';
import playfairVietnamese from '@fontsource-variable/playfair-display/files/playfair-display-vietnamese-wght-normal.woff2?url&no-inline';
import playfairLatinExt from '@fontsource-variable/playfair-display/files/playfair-display-latin-ext-wght-normal.woff2?url&no-inline';
import playfairLatin from '@fontsource-variable/playfair-display/files/playfair-display-latin-wght-normal.woff2?url&no-inline';
import playfairCyrillicItalic from '@fontsource-variable/playfair-display/files/playfair-display-cyrillic-wght-italic.woff2?url&no-inline';
import playfairVietnameseItalic from '@fontsource-variable/playfair-display/files/playfair-display-vietnamese-wght-italic.woff2?url&no-inline';
import playfairLatinExtItalic from '@fontsource-variable/playfair-display/files/playfair-display-latin-ext-wght-italic.woff2?url&no-inline';
import playfairLatinItalic from '@fontsource-variable/playfair-display/files/playfair-display-latin-wght-italic.woff2?url&no-inline';
import bricolageVietnamese from '@fontsource-variable/bricolage-grotesque/files/bricolage-grotesque-vietnamese-opsz-normal.woff2?url&no-inline';
import bricolageLatinExt from '@fontsource-variable/bricolage-grotesque/files/bricolage-grotesque-latin-ext-opsz-normal.woff2?url&no-inline';
import bricolageLatin from '@fontsource-variable/bricolage-grotesque/files/bricolage-grotesque-latin-opsz-normal.woff2?url&no-inline';
import atkinsonLatinExt400 from '@fontsource/atkinson-hyperlegible/files/atkinson-hyperlegible-latin-ext-400-normal.woff2?url&no-inline';
import atkinsonLatin400 from '@fontsource/atkinson-hyperlegible/files/atkinson-hyperlegible-latin-400-normal.woff2?url&no-inline';
import atkinsonLatinExt700 from '@fontsource/atkinson-hyperlegible/files/atkinson-hyperlegible-latin-ext-700-normal.woff2?url&no-inline';
import atkinsonLatin700 from '@fontsource/atkinson-hyperlegible/files/atkinson-hyperlegible-latin-700-normal.woff2?url&no-inline';
import type { FaceName } from '../../domain/faces';

/** One file of a shipped face: some weights of it, in one script. */
export interface FaceFile {
  readonly face: FaceName;
  readonly script: Subset;
  readonly url: string;
  readonly weights: string;
  readonly style: string;
}

export type Subset = keyof typeof subsets;

/** The ranges that the files were cut to, from the style sheets of fontsource. */
export const subsets = {
  vietnamese: 'U+0102-0103,U+0110-0111,U+0128-0129,U+0168-0169,U+01A0-01A1,U+01AF-01B0,U+0300-0301,U+0303-0304,U+0308-0309,U+0323,U+0329,U+1EA0-1EF9,U+20AB',
  latinExt:
    'U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+0304,U+0308,U+0329,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,'
    + 'U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF',
  latin:
    'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD',
  cyrillicExt: 'U+0460-052F,U+1C80-1C8A,U+20B4,U+2DE0-2DFF,U+A640-A69F,U+FE2E-FE2F',
  cyrillic: 'U+0301,U+0400-045F,U+0490-0491,U+04B0-04B1,U+2116',
  greekExt: 'U+1F00-1FFF',
  greek: 'U+0370-0377,U+037A-037F,U+0384-038A,U+038C,U+038E-03A1,U+03A3-03FF',
} as const;

export const files: readonly FaceFile[] = [
  { face: 'fraunces', script: 'vietnamese', url: frauncesVietnamese, weights: '100 900', style: 'normal' },
  { face: 'fraunces', script: 'latinExt', url: frauncesLatinExt, weights: '100 900', style: 'normal' },
  { face: 'fraunces', script: 'latin', url: frauncesLatin, weights: '100 900', style: 'normal' },
  { face: 'newsreader', script: 'vietnamese', url: newsreaderVietnamese, weights: '200 800', style: 'normal' },
  { face: 'newsreader', script: 'latinExt', url: newsreaderLatinExt, weights: '200 800', style: 'normal' },
  { face: 'newsreader', script: 'latin', url: newsreaderLatin, weights: '200 800', style: 'normal' },
  { face: 'newsreader', script: 'vietnamese', url: newsreaderVietnameseItalic, weights: '200 800', style: 'italic' },
  { face: 'newsreader', script: 'latinExt', url: newsreaderLatinExtItalic, weights: '200 800', style: 'italic' },
  { face: 'newsreader', script: 'latin', url: newsreaderLatinItalic, weights: '200 800', style: 'italic' },
  { face: 'instrumentSans', script: 'latinExt', url: instrumentSansLatinExt, weights: '400 700', style: 'normal' },
  { face: 'instrumentSans', script: 'latin', url: instrumentSansLatin, weights: '400 700', style: 'normal' },
  { face: 'interTight', script: 'cyrillicExt', url: interTightCyrillicExt, weights: '100 900', style: 'normal' },
  { face: 'interTight', script: 'cyrillic', url: interTightCyrillic, weights: '100 900', style: 'normal' },
  { face: 'interTight', script: 'greekExt', url: interTightGreekExt, weights: '100 900', style: 'normal' },
  { face: 'interTight', script: 'greek', url: interTightGreek, weights: '100 900', style: 'normal' },
  { face: 'interTight', script: 'vietnamese', url: interTightVietnamese, weights: '100 900', style: 'normal' },
  { face: 'interTight', script: 'latinExt', url: interTightLatinExt, weights: '100 900', style: 'normal' },
  { face: 'interTight', script: 'latin', url: interTightLatin, weights: '100 900', style: 'normal' },
  { face: 'jetbrainsMono', script: 'cyrillicExt', url: jetbrainsMonoCyrillicExt, weights: '100 800', style: 'normal' },
  { face: 'jetbrainsMono', script: 'cyrillic', url: jetbrainsMonoCyrillic, weights: '100 800', style: 'normal' },
  { face: 'jetbrainsMono', script: 'greek', url: jetbrainsMonoGreek, weights: '100 800', style: 'normal' },
  { face: 'jetbrainsMono', script: 'vietnamese', url: jetbrainsMonoVietnamese, weights: '100 800', style: 'normal' },
  { face: 'jetbrainsMono', script: 'latinExt', url: jetbrainsMonoLatinExt, weights: '100 800', style: 'normal' },
  { face: 'jetbrainsMono', script: 'latin', url: jetbrainsMonoLatin, weights: '100 800', style: 'normal' },
  { face: 'sourceSerif', script: 'cyrillicExt', url: sourceSerifCyrillicExt, weights: '200 900', style: 'normal' },
  { face: 'sourceSerif', script: 'cyrillic', url: sourceSerifCyrillic, weights: '200 900', style: 'normal' },
  { face: 'sourceSerif', script: 'greek', url: sourceSerifGreek, weights: '200 900', style: 'normal' },
  { face: 'sourceSerif', script: 'vietnamese', url: sourceSerifVietnamese, weights: '200 900', style: 'normal' },
  { face: 'sourceSerif', script: 'latinExt', url: sourceSerifLatinExt, weights: '200 900', style: 'normal' },
  { face: 'sourceSerif', script: 'latin', url: sourceSerifLatin, weights: '200 900', style: 'normal' },
  { face: 'sourceSerif', script: 'cyrillicExt', url: sourceSerifCyrillicExtItalic, weights: '200 900', style: 'italic' },
  { face: 'sourceSerif', script: 'cyrillic', url: sourceSerifCyrillicItalic, weights: '200 900', style: 'italic' },
  { face: 'sourceSerif', script: 'greek', url: sourceSerifGreekItalic, weights: '200 900', style: 'italic' },
  { face: 'sourceSerif', script: 'vietnamese', url: sourceSerifVietnameseItalic, weights: '200 900', style: 'italic' },
  { face: 'sourceSerif', script: 'latinExt', url: sourceSerifLatinExtItalic, weights: '200 900', style: 'italic' },
  { face: 'sourceSerif', script: 'latin', url: sourceSerifLatinItalic, weights: '200 900', style: 'italic' },
  { face: 'playfair', script: 'cyrillic', url: playfairCyrillic, weights: '400 900', style: 'normal' },
  { face: 'playfair', script: 'vietnamese', url: playfairVietnamese, weights: '400 900', style: 'normal' },
  { face: 'playfair', script: 'latinExt', url: playfairLatinExt, weights: '400 900', style: 'normal' },
  { face: 'playfair', script: 'latin', url: playfairLatin, weights: '400 900', style: 'normal' },
  { face: 'playfair', script: 'cyrillic', url: playfairCyrillicItalic, weights: '400 900', style: 'italic' },
  { face: 'playfair', script: 'vietnamese', url: playfairVietnameseItalic, weights: '400 900', style: 'italic' },
  { face: 'playfair', script: 'latinExt', url: playfairLatinExtItalic, weights: '400 900', style: 'italic' },
  { face: 'playfair', script: 'latin', url: playfairLatinItalic, weights: '400 900', style: 'italic' },
  { face: 'bricolage', script: 'vietnamese', url: bricolageVietnamese, weights: '200 800', style: 'normal' },
  { face: 'bricolage', script: 'latinExt', url: bricolageLatinExt, weights: '200 800', style: 'normal' },
  { face: 'bricolage', script: 'latin', url: bricolageLatin, weights: '200 800', style: 'normal' },
  { face: 'atkinson', script: 'latinExt', url: atkinsonLatinExt400, weights: '400', style: 'normal' },
  { face: 'atkinson', script: 'latin', url: atkinsonLatin400, weights: '400', style: 'normal' },
  { face: 'atkinson', script: 'latinExt', url: atkinsonLatinExt700, weights: '700', style: 'normal' },
  { face: 'atkinson', script: 'latin', url: atkinsonLatin700, weights: '700', style: 'normal' },
];
