import { faceNames } from '../../../../domain/faces';
import type { Face } from '../themes';

/** Stands for the Chinese, Japanese or Korean faces of the film's language: one code point has another shape in each. */
const han = '"Han"';

/** A serif family list: the face, what stands in for the scripts it lacks, the system's. */
export const serif = (first: string): string => `"${first}", "${faceNames.sourceSerif}", "Noto Serif", ${han}, serif`;
/** A sans family list; Inter Tight stands in for missing scripts. */
export const sans = (first: string): string => (first === faceNames.interTight ? `"${first}", "Noto Sans", ${han}, sans-serif` : `"${first}", "${faceNames.interTight}", "Noto Sans", ${han}, sans-serif`);

/** JetBrains Mono, for code and for the theme Terminal. */
export const mono: Face = { family: `"${faceNames.jetbrainsMono}", "Noto Sans Mono", monospace`, weight: 400, strong: 600, italic: false, tracking: 0, leading: 1.52 };
/** The same for words: with faces for Chinese, Japanese and Korean. */
export const monoText: Face = { ...mono, family: `"${faceNames.jetbrainsMono}", "Noto Sans Mono", ${han}, monospace` };

export const fraunces: Face = { family: serif(faceNames.fraunces), weight: 430, strong: 500, italic: false, tracking: -0.022, leading: 1.06 };
export const newsreader: Face = { family: serif(faceNames.newsreader), weight: 400, strong: 650, italic: false, tracking: 0, leading: 1.36 };
export const interTight: Face = { family: sans(faceNames.interTight), weight: 400, strong: 600, italic: false, tracking: 0, leading: 1.34 };
/** It has two weights, 400 and 700. */
export const atkinson: Face = { family: sans(faceNames.atkinson), weight: 400, strong: 700, italic: false, tracking: 0, leading: 1.32 };
export const playfair: Face = { family: serif(faceNames.playfair), weight: 500, strong: 700, italic: false, tracking: -0.012, leading: 1.08 };
export const sourceSerif: Face = { family: serif(faceNames.sourceSerif).replace(`"${faceNames.sourceSerif}", "${faceNames.sourceSerif}"`, `"${faceNames.sourceSerif}"`), weight: 400, strong: 600, italic: false, tracking: 0, leading: 1.38 };
export const bricolage: Face = { family: sans(faceNames.bricolage), weight: 500, strong: 700, italic: false, tracking: -0.012, leading: 1.16 };
