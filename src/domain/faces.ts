import type { ThemeName } from './storyboard';

/**
 * Names of the shipped faces as films ask for them.
 *
 * They are not the names of the page's own style sheet: a page may show a face without its optical sizes,
 * and a film must measure the same on the page and in a worker.
 */
export const faceNames = {
  fraunces: 'Film Fraunces',
  newsreader: 'Film Newsreader',
  instrumentSans: 'Film Instrument Sans',
  interTight: 'Film Inter Tight',
  jetbrainsMono: 'Film JetBrains Mono',
  sourceSerif: 'Film Source Serif',
  atkinson: 'Film Atkinson Hyperlegible',
  playfair: 'Film Playfair Display',
  bricolage: 'Film Bricolage Grotesque',
} as const;

export type FaceName = keyof typeof faceNames;

/** The faces a theme draws with (`own`), and the ones that stand in for scripts they lack (`behind`): of those, Latin is never fetched. */
export const themeFaces: Readonly<Record<ThemeName, { readonly own: readonly FaceName[]; readonly behind: readonly FaceName[] }>> = {
  paper: { own: ['fraunces', 'newsreader', 'jetbrainsMono'], behind: ['sourceSerif'] },
  ink: { own: ['newsreader', 'instrumentSans', 'jetbrainsMono'], behind: ['interTight', 'sourceSerif'] },
  swiss: { own: ['interTight', 'jetbrainsMono'], behind: [] },
  lecture: { own: ['atkinson', 'jetbrainsMono'], behind: ['interTight'] },
  terminal: { own: ['jetbrainsMono'], behind: [] },
  gazette: { own: ['playfair', 'sourceSerif', 'jetbrainsMono'], behind: [] },
  bloom: { own: ['bricolage', 'jetbrainsMono'], behind: ['interTight'] },
  signal: { own: ['atkinson', 'jetbrainsMono'], behind: ['interTight'] },
};

/**
 * Short side of the picture, in units, at which a film is set; px are units × short side / 1080.
 *
 * One size for all formats: faces with an optical size change their shape with it, so a film set at 360 px would
 * break its lines elsewhere than the same film at 2160 px.
 */
export const settingSize = 1080;
