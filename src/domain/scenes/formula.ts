import * as v from 'valibot';
import { plainTex } from '../language/plainTex';
import { readingOf, readingSpeed, readingUnits } from '../reading';
import type { SceneBase } from './scene';
import type { SceneKind } from './sceneKind';
import { words } from './sceneSchema';
import type { SceneSchema } from './sceneSchema';

/** What a sign in a formula means. */
export interface FormulaSymbol {
  /** TeX; mostly one letter. */
  readonly symbol: string;
  readonly meaning: string;
}

export interface FormulaScene extends SceneBase {
  readonly layout: 'formula';
  /** May be empty. */
  readonly title: string;
  /** TeX of a display formula, without delimiters. */
  readonly tex: string;
  /** Stand below the formula, each from the moment it is spoken of; may be empty. */
  readonly legend: readonly FormulaSymbol[];
}

export const formulaKind = {
  texts: ['title', 'tex', 'legend'],
  needed: ['tex'],
  saysMore: true,
  isHeading: false,
  headline: ({ title, tex }) => title || plainTex(tex),
  // Read sign by sign: commands count as the one sign they stand for.
  readingSeconds: ({ title, tex, legend }) => 1 + readingOf(title) + 0.16 * Math.min(60, tex.replace(/\\\p{L}+|[{}\s]/gu, ' ').length)
    + 0.5 * legend.reduce((sum, { meaning }) => sum + readingUnits(meaning) / readingSpeed, 0),
  withProse: (scene, change) => ({
    ...scene, title: change(scene.title), legend: scene.legend.map((entry) => ({ ...entry, meaning: change(entry.meaning) })),
  }),
} satisfies SceneKind<FormulaScene>;

export const formulaSchema: SceneSchema<FormulaScene> = {
  properties: { title: words, tex: words, legend: v.array(v.object({ symbol: words, meaning: words })) },
};
