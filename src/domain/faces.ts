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
} as const;

export type FaceName = keyof typeof faceNames;

/** Faces a theme draws with, the ones that stand in for missing scripts included. */
export const themeFaces: Readonly<Record<'paper' | 'ink', readonly FaceName[]>> = {
  paper: ['fraunces', 'newsreader', 'sourceSerif', 'jetbrainsMono'],
  ink: ['newsreader', 'instrumentSans', 'interTight', 'sourceSerif', 'jetbrainsMono'],
};

/**
 * Short side of the picture, in units, at which a film is set; px are units × short side / 1080.
 *
 * One size for all formats: faces with an optical size change their shape with it, so a film set at 360 px would
 * break its lines elsewhere than the same film at 2160 px.
 */
export const settingSize = 1080;
