import type { WritingFace } from '../../domain/language/writing';

/** One file of a face: some hundred characters of it. */
export interface Slice {
  readonly url: string;
  /** CSS `unicode-range`. */
  readonly range: string;
  readonly weights: string;
}

/** A face as fontsource ships it: its files by path, and by the name of a file's part which characters it holds. */
interface WritingModule {
  readonly ranges: Readonly<Record<string, string>>;
  readonly urls: Readonly<Record<string, string>>;
  readonly weights: string;
}

/** A Chinese face has a hundred files; the table of them is fetched with the first film that needs it. */
const modules: Readonly<Record<WritingFace, () => Promise<WritingModule>>> = {
  arabicSerif: () => import('./writing/arabicSerif'),
  arabicSans: () => import('./writing/arabicSans'),
  hebrewSerif: () => import('./writing/hebrewSerif'),
  hebrewSans: () => import('./writing/hebrewSans'),
  devanagariSerif: () => import('./writing/devanagariSerif'),
  devanagariSans: () => import('./writing/devanagariSans'),
  bengaliSerif: () => import('./writing/bengaliSerif'),
  bengaliSans: () => import('./writing/bengaliSans'),
  thaiSerif: () => import('./writing/thaiSerif'),
  thaiSans: () => import('./writing/thaiSans'),
  simplifiedSerif: () => import('./writing/simplifiedSerif'),
  simplifiedSans: () => import('./writing/simplifiedSans'),
  traditionalSerif: () => import('./writing/traditionalSerif'),
  traditionalSans: () => import('./writing/traditionalSans'),
  japaneseSerif: () => import('./writing/japaneseSerif'),
  japaneseSans: () => import('./writing/japaneseSans'),
  koreanSerif: () => import('./writing/koreanSerif'),
  koreanSans: () => import('./writing/koreanSans'),
  math: () => import('./writing/math'),
  symbols: () => import('./writing/symbols'),
  emoji: () => import('./writing/emoji'),
};

/** The files of a face. */
export async function slicesOf(face: WritingFace): Promise<readonly Slice[]> {
  const { ranges, urls, weights } = await modules[face]();
  return Object.entries(urls).flatMap(([path, url]) => {
    const part = /-(?<part>[a-z]+|\d+)-(?:wght|400)-normal\.woff2$/u.exec(path)?.groups?.['part'] ?? '';
    const range = ranges[/^\d/u.test(part) ? `[${part}]` : part];
    return range === undefined ? [] : [{ url, range, weights }];
  });
}
