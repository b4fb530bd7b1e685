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

export interface ThemeFaces {
  /** What it draws with. */
  readonly own: readonly FaceName[];
  /** What stands in for scripts that those lack: of these, Latin is never fetched. */
  readonly behind: readonly FaceName[];
  /** Whether what stands in for scripts that all of these lack has serifs, too. */
  readonly isSerif: boolean;
}

/** The faces of each theme. */
export const themeFaces: Readonly<Record<ThemeName, ThemeFaces>> = {
  paper: { own: ['fraunces', 'newsreader', 'jetbrainsMono'], behind: ['sourceSerif'], isSerif: true },
  ink: { own: ['newsreader', 'instrumentSans', 'jetbrainsMono'], behind: ['interTight', 'sourceSerif'], isSerif: true },
  swiss: { own: ['interTight', 'jetbrainsMono'], behind: [], isSerif: false },
  lecture: { own: ['atkinson', 'jetbrainsMono'], behind: ['interTight'], isSerif: false },
  terminal: { own: ['jetbrainsMono'], behind: [], isSerif: false },
  gazette: { own: ['playfair', 'sourceSerif', 'jetbrainsMono'], behind: [], isSerif: true },
  bloom: { own: ['bricolage', 'jetbrainsMono'], behind: ['interTight'], isSerif: false },
  signal: { own: ['atkinson', 'jetbrainsMono'], behind: ['interTight'], isSerif: false },
};

/**
 * Short side of the picture, in units, at which a film is set; px are units × short side / 1080.
 *
 * One size for all formats: faces with an optical size change their shape with it, so a film set at 360 px would
 * break its lines elsewhere than the same film at 2160 px.
 */
export const settingSize = 1080;
