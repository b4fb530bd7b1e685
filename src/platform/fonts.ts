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
import jetbrainsMonoCyrillicExt from '@fontsource-variable/jetbrains-mono/files/jetbrains-mono-cyrillic-ext-wght-normal.woff2?url&no-inline';
import jetbrainsMonoCyrillic from '@fontsource-variable/jetbrains-mono/files/jetbrains-mono-cyrillic-wght-normal.woff2?url&no-inline';
import jetbrainsMonoGreek from '@fontsource-variable/jetbrains-mono/files/jetbrains-mono-greek-wght-normal.woff2?url&no-inline';
import jetbrainsMonoVietnamese from '@fontsource-variable/jetbrains-mono/files/jetbrains-mono-vietnamese-wght-normal.woff2?url&no-inline';
import jetbrainsMonoLatinExt from '@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-ext-wght-normal.woff2?url&no-inline';
import jetbrainsMonoLatin from '@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2?url&no-inline';
import sourceSerif4CyrillicExt from '@fontsource-variable/source-serif-4/files/source-serif-4-cyrillic-ext-opsz-normal.woff2?url&no-inline';
import sourceSerif4Cyrillic from '@fontsource-variable/source-serif-4/files/source-serif-4-cyrillic-opsz-normal.woff2?url&no-inline';
import sourceSerif4Greek from '@fontsource-variable/source-serif-4/files/source-serif-4-greek-opsz-normal.woff2?url&no-inline';
import sourceSerif4CyrillicExtItalic from '@fontsource-variable/source-serif-4/files/source-serif-4-cyrillic-ext-opsz-italic.woff2?url&no-inline';
import sourceSerif4CyrillicItalic from '@fontsource-variable/source-serif-4/files/source-serif-4-cyrillic-opsz-italic.woff2?url&no-inline';
import sourceSerif4GreekItalic from '@fontsource-variable/source-serif-4/files/source-serif-4-greek-opsz-italic.woff2?url&no-inline';
import { faceNames, themeFaces } from '../domain/faces';
import type { FaceName } from '../domain/faces';
import type { ThemeName } from '../domain/storyboard';

/**
 * Makes the shipped faces of a theme ready for canvases of this page or worker, fetching only the scripts that the text is written in.
 *
 * The basic Latin files always come along: digits, quotes and dashes are drawn in every film. Faces are fetched once, however often this is called.
 * A script that no shipped face has (Arabic, Chinese...) is drawn in the faces of the system.
 *
 * A face that cannot be had is no reason to make no film: the next family of its stack stands in, and a later call tries again.
 *
 * @param texts everything the film shows, in any order
 * @returns names of the faces that could not be fetched or read, each once
 */
export async function loadFonts(texts: string, theme: ThemeName): Promise<readonly string[]> {
  const codes = new Set([...texts].map((character) => character.codePointAt(0) ?? 0));
  const faces: readonly FaceName[] = themeFaces[theme];
  const needed = files.filter((file) => faces.includes(file.face) && (file.script === 'latin' || meets(scripts[file.script], codes)));
  const missing = await Promise.all(needed.map(async (file) => ((await ready(file)) ? [] : [faceNames[file.face]])));
  return [...new Set(missing.flat())];
}

interface FaceFile {
  readonly face: FaceName;
  readonly script: Script;
  readonly url: string;
  readonly weights: string;
  readonly style: string;
}

const pending = new Map<FaceFile, Promise<boolean>>();

/** Tells whether the face can be drawn with. */
function ready(file: FaceFile): Promise<boolean> {
  const loading = pending.get(file) ?? load(file);
  pending.set(file, loading);
  return loading;
}

async function load(file: FaceFile): Promise<boolean> {
  try {
    const face = new FontFace(faceNames[file.face], `url(${JSON.stringify(file.url)}) format('woff2')`, {
      weight: file.weights,
      style: file.style,
      unicodeRange: scripts[file.script],
    });
    faceSet().add(await face.load());
    return true;
  } catch {
    // A later call may try again: the network may be back.
    pending.delete(file);
    return false;
  }
}

/** `document.fonts` on a page, `self.fonts` in a worker. */
function faceSet(): FontFaceSet {
  if (typeof document !== 'undefined') return document.fonts;
  // Workers have `fonts` on their global scope (CSS Font Loading, section 3); the DOM library types only the page's.
  return (self as unknown as { readonly fonts: FontFaceSet }).fonts;
}

function meets(unicodeRange: string, codes: ReadonlySet<number>): boolean {
  const spans = unicodeRange.split(',').map((part) => {
    const [from = '', to = from] = part.replace('U+', '').split('-');
    return [parseInt(from, 16), parseInt(to, 16)] as const;
  });
  for (const code of codes) if (spans.some(([from, to]) => code >= from && code <= to)) return true;
  return false;
}

type Script = keyof typeof scripts;

/** The ranges that the files were cut to, from the style sheets of fontsource. */
const scripts = {
  vietnamese: 'U+0102-0103,U+0110-0111,U+0128-0129,U+0168-0169,U+01A0-01A1,U+01AF-01B0,U+0300-0301,U+0303-0304,U+0308-0309,U+0323,U+0329,U+1EA0-1EF9,U+20AB',
  latinExt: 'U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+0304,U+0308,U+0329,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF',
  latin: 'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD',
  cyrillicExt: 'U+0460-052F,U+1C80-1C8A,U+20B4,U+2DE0-2DFF,U+A640-A69F,U+FE2E-FE2F',
  cyrillic: 'U+0301,U+0400-045F,U+0490-0491,U+04B0-04B1,U+2116',
  greekExt: 'U+1F00-1FFF',
  greek: 'U+0370-0377,U+037A-037F,U+0384-038A,U+038C,U+038E-03A1,U+03A3-03FF',
} as const;

const files: readonly FaceFile[] = [
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
  { face: 'jetbrainsMono', script: 'cyrillicExt', url: jetbrainsMonoCyrillicExt, weights: '100 800', style: 'normal' },
  { face: 'jetbrainsMono', script: 'cyrillic', url: jetbrainsMonoCyrillic, weights: '100 800', style: 'normal' },
  { face: 'jetbrainsMono', script: 'greek', url: jetbrainsMonoGreek, weights: '100 800', style: 'normal' },
  { face: 'jetbrainsMono', script: 'vietnamese', url: jetbrainsMonoVietnamese, weights: '100 800', style: 'normal' },
  { face: 'jetbrainsMono', script: 'latinExt', url: jetbrainsMonoLatinExt, weights: '100 800', style: 'normal' },
  { face: 'jetbrainsMono', script: 'latin', url: jetbrainsMonoLatin, weights: '100 800', style: 'normal' },
  { face: 'sourceSerif', script: 'cyrillicExt', url: sourceSerif4CyrillicExt, weights: '200 900', style: 'normal' },
  { face: 'sourceSerif', script: 'cyrillic', url: sourceSerif4Cyrillic, weights: '200 900', style: 'normal' },
  { face: 'sourceSerif', script: 'greek', url: sourceSerif4Greek, weights: '200 900', style: 'normal' },
  { face: 'sourceSerif', script: 'cyrillicExt', url: sourceSerif4CyrillicExtItalic, weights: '200 900', style: 'italic' },
  { face: 'sourceSerif', script: 'cyrillic', url: sourceSerif4CyrillicItalic, weights: '200 900', style: 'italic' },
  { face: 'sourceSerif', script: 'greek', url: sourceSerif4GreekItalic, weights: '200 900', style: 'italic' },
];
