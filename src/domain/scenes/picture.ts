import * as v from 'valibot';
import type { AssetId } from '../assets';
import { readingOf } from '../reading';
import type { SceneBase } from './scene';
import type { SceneKind } from './sceneKind';
import { assetName, whole, words } from './sceneSchema';
import type { SceneSchema } from './sceneSchema';

/** `full`: a photograph that runs to the edges, its words over it; `beside`: the whole picture, its words next to it. */
export const placements = ['full', 'beside'] as const;
export type Placement = (typeof placements)[number];

export interface PictureScene extends SceneBase {
  readonly layout: 'picture';
  readonly placement: Placement;
  /** Which of the assets it shows; where that is missing or cannot be decoded, its words stand alone. */
  readonly picture: AssetId;
  /** Natural size of the picture, px. */
  readonly width: number;
  readonly height: number;
  /** What it shows, for those who do not see it. */
  readonly alt: string;
  /** In small letters at the picture; may be empty. */
  readonly caption: string;
  /** What stands over the picture or next to it, large; may be empty. */
  readonly text: string;
  /** Whether it moves slowly where it runs to the edges (Ken Burns). */
  readonly drifts: boolean;
}

export const pictureKind = {
  texts: ['text', 'caption', 'alt'],
  needed: [],
  saysMore: true,
  isHeading: false,
  headline: ({ text, caption, alt }) => text || caption || alt,
  // A look at the picture, then its words.
  readingSeconds: ({ text, caption }) => 1.4 + readingOf(`${text} ${caption}`),
  withProse: (scene, change) => ({ ...scene, text: change(scene.text), caption: change(scene.caption), alt: change(scene.alt) }),
} satisfies SceneKind<PictureScene>;

/** px: what no picture that can be decoded has more of. */
const longestSide = 65_535;

export const pictureSchema: SceneSchema<PictureScene> = {
  properties: {
    placement: v.picklist(placements), picture: assetName, width: whole(1, longestSide), height: whole(1, longestSide),
    alt: words, caption: words, text: words, drifts: v.boolean(),
  },
};
