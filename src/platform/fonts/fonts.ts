import { faceNames, themeFaces } from '../../domain/faces';
import { isFamiliar, writingFaceNames, scriptFacesOf, scriptSetting, textsOf } from '../../domain/language/writing';
import type { Storyboard, ThemeName } from '../../domain/storyboard';
import { files, subsets } from './fontFiles';
import { slicesOf } from './writingFiles';

/**
 * Makes the faces that a film needs ready for canvases of this page or worker, fetching only what its text is written in: the theme's own,
 * and of those for other scripts and signs the parts that hold its characters.
 *
 * The basic Latin files always come along: digits, quotes and dashes are drawn in every film. Faces are fetched once, however often this is called.
 * A script that no shipped face has (Tamil, Georgian...) is drawn in the faces of the system.
 *
 * A face that cannot be had is no reason to make no film: the next family of its stack stands in, and a later call tries again.
 *
 * @returns names of the faces that could not be fetched or read, each once
 */
export async function loadFonts(storyboard: Storyboard): Promise<readonly string[]> {
  const texts = textsOf(storyboard);
  const characters = new Set(texts.join(''));
  const [ofTheme, ofScripts] = await Promise.all([themeFiles(storyboard.theme, codesOf(characters)), scriptFiles(storyboard, texts, characters)]);
  const missing = await Promise.all([...ofTheme, ...ofScripts].map(async (file) => (file.url !== '' && (await ready(file)) ? [] : [file.family])));
  return [...new Set(missing.flat())];
}

/** A file as the browser is told of it. */
interface FontFile {
  readonly family: string;
  readonly url: string;
  readonly weights: string;
  readonly style: string;
  /** CSS `unicode-range`. */
  readonly range: string;
}

function themeFiles(theme: ThemeName, codes: readonly number[]): readonly FontFile[] {
  const { own, behind } = themeFaces[theme];
  return files
    .filter(({ face, script }) => (own.includes(face) ? script === 'latin' || meets(subsets[script], codes)
      : behind.includes(face) && script !== 'latin' && script !== 'latinExt' && meets(subsets[script], codes)))
    .map(({ face, script, url, weights, style }) => ({ family: faceNames[face], url, weights, style, range: subsets[script] }));
}

/** Files of the faces for other scripts; one without an address stands for a face whose table could not be had. */
async function scriptFiles(storyboard: Storyboard, texts: readonly string[], characters: ReadonlySet<string>): Promise<readonly FontFile[]> {
  const setting = scriptSetting(storyboard);
  const needed = new Set(texts.flatMap((text) => scriptFacesOf(text, setting)));
  if (needed.size === 0) return [];
  const codes = codesOf(new Set([...characters].filter((character) => !isFamiliar(character))));
  const found = await Promise.all([...needed].map(async (face): Promise<readonly FontFile[]> => {
    const family = writingFaceNames[face];
    try {
      const slices = await slicesOf(face);
      return slices.filter(({ range }) => meets(range, codes)).map(({ url, range, weights }) => ({ family, url, weights, style: 'normal', range }));
    } catch {
      return [{ family, url: '', weights: '', style: '', range: '' }];
    }
  }));
  return found.flat();
}

const pending = new Map<string, Promise<boolean>>();

/** Tells whether the face can be drawn with. */
function ready(file: FontFile): Promise<boolean> {
  const loading = pending.get(file.url) ?? load(file);
  pending.set(file.url, loading);
  return loading;
}

async function load({ family, url, weights, style, range }: FontFile): Promise<boolean> {
  try {
    const face = new FontFace(family, `url(${JSON.stringify(url)}) format('woff2')`, { weight: weights, style, unicodeRange: range });
    faceSet().add(await face.load());
    return true;
  } catch {
    // A later call may try again: the network may be back.
    pending.delete(url);
    return false;
  }
}

/** `document.fonts` on a page, `self.fonts` in a worker. */
function faceSet(): FontFaceSet {
  if (typeof document !== 'undefined') return document.fonts;
  // Workers have `fonts` on their global scope (CSS Font Loading, section 3); the DOM library types only the page's.
  return (self as unknown as { readonly fonts: FontFaceSet }).fonts;
}

function codesOf(characters: ReadonlySet<string>): readonly number[] {
  return [...characters].map((character) => character.codePointAt(0) ?? 0);
}

function meets(unicodeRange: string, codes: readonly number[]): boolean {
  const spans = unicodeRange.split(',').map((part) => {
    const [from = '', to = from] = part.replace(/U\+/iu, '').split('-');
    return [parseInt(from, 16), parseInt(to, 16)] as const;
  });
  return codes.some((code) => spans.some(([from, to]) => code >= from && code <= to));
}
