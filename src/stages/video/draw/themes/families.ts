import { faceNames } from '../../../../domain/faces';
import type { Face } from './theme';

/** A serif family list: the face, what stands in for its missing Greek and Cyrillic, the system's. Other scripts come in by `familiesIn`. */
export const serif = (first: string): string => `"${first}", "${faceNames.sourceSerif}", serif`;
/** A sans family list; Inter Tight stands in for missing Greek and Cyrillic. */
export const sans = (
  first: string,
): string => (first === faceNames.interTight ? `"${first}", sans-serif` : `"${first}", "${faceNames.interTight}", sans-serif`);

/** JetBrains Mono, for code and for the theme Terminal. */
export const mono: Face = { family: `"${faceNames.jetbrainsMono}", monospace`, weight: 400, strong: 600, italic: false, tracking: 0, leading: 1.52 };

export const fraunces: Face = { family: serif(faceNames.fraunces), weight: 430, strong: 500, italic: false, tracking: -0.022, leading: 1.06 };
export const newsreader: Face = { family: serif(faceNames.newsreader), weight: 400, strong: 650, italic: false, tracking: 0, leading: 1.36 };
export const interTight: Face = { family: sans(faceNames.interTight), weight: 400, strong: 600, italic: false, tracking: 0, leading: 1.34 };
/** It has two weights, 400 and 700. */
export const atkinson: Face = { family: sans(faceNames.atkinson), weight: 400, strong: 700, italic: false, tracking: 0, leading: 1.32 };
export const playfair: Face = { family: serif(faceNames.playfair), weight: 500, strong: 700, italic: false, tracking: -0.012, leading: 1.08 };
export const sourceSerif: Face = {
  family: serif(faceNames.sourceSerif).replace(`"${faceNames.sourceSerif}", "${faceNames.sourceSerif}"`, `"${faceNames.sourceSerif}"`), weight: 400,
  strong: 600, italic: false, tracking: 0, leading: 1.38,
};
export const bricolage: Face = { family: sans(faceNames.bricolage), weight: 500, strong: 700, italic: false, tracking: -0.012, leading: 1.16 };
