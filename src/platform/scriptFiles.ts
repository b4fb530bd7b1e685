import type { ScriptFace } from '../domain/scripts';

/** One file of a face: some hundred characters of it. */
export interface Slice {
  readonly url: string;
  /** CSS `unicode-range`. */
  readonly range: string;
  readonly weights: string;
}

/** A face as fontsource ships it: its files by path, and by the name of a file's part which characters it holds. */
interface ScriptModule {
  readonly ranges: Readonly<Record<string, string>>;
  readonly urls: Readonly<Record<string, string>>;
  readonly weights: string;
}

/** A Chinese face has a hundred files; the table of them is fetched with the first film that needs it. */
const modules: Readonly<Record<ScriptFace, () => Promise<ScriptModule>>> = {
  arabicSerif: () => import('./scripts/arabicSerif'),
  arabicSans: () => import('./scripts/arabicSans'),
  hebrewSerif: () => import('./scripts/hebrewSerif'),
  hebrewSans: () => import('./scripts/hebrewSans'),
  devanagariSerif: () => import('./scripts/devanagariSerif'),
  devanagariSans: () => import('./scripts/devanagariSans'),
  bengaliSerif: () => import('./scripts/bengaliSerif'),
  bengaliSans: () => import('./scripts/bengaliSans'),
  thaiSerif: () => import('./scripts/thaiSerif'),
  thaiSans: () => import('./scripts/thaiSans'),
  simplifiedSerif: () => import('./scripts/simplifiedSerif'),
  simplifiedSans: () => import('./scripts/simplifiedSans'),
  traditionalSerif: () => import('./scripts/traditionalSerif'),
  traditionalSans: () => import('./scripts/traditionalSans'),
  japaneseSerif: () => import('./scripts/japaneseSerif'),
  japaneseSans: () => import('./scripts/japaneseSans'),
  koreanSerif: () => import('./scripts/koreanSerif'),
  koreanSans: () => import('./scripts/koreanSans'),
  math: () => import('./scripts/math'),
  symbols: () => import('./scripts/symbols'),
  emoji: () => import('./scripts/emoji'),
};

/** The files of a face. */
export async function slicesOf(face: ScriptFace): Promise<readonly Slice[]> {
  const { ranges, urls, weights } = await modules[face]();
  return Object.entries(urls).flatMap(([path, url]) => {
    const part = /-(?<part>[a-z]+|\d+)-(?:wght|400)-normal\.woff2$/u.exec(path)?.groups?.['part'] ?? '';
    const range = ranges[/^\d/u.test(part) ? `[${part}]` : part];
    return range === undefined ? [] : [{ url, range, weights }];
  });
}
