import { faceNames, themeFaces } from '../domain/faces';
import type { ThemeName } from '../domain/storyboard';
import { files, scripts } from './fontFiles';
import type { FaceFile } from './fontFiles';

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
  const { own, behind } = themeFaces[theme];
  const needed = files.filter(({ face, script }) => (own.includes(face) ? script === 'latin' || meets(scripts[script], codes)
    : behind.includes(face) && script !== 'latin' && script !== 'latinExt' && meets(scripts[script], codes)));
  const missing = await Promise.all(needed.map(async (file) => ((await ready(file)) ? [] : [faceNames[file.face]])));
  return [...new Set(missing.flat())];
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
