import { readingOf } from '../reading';
import type { SceneBase } from './scene';
import type { SceneKind } from './sceneKind';
import { words } from './sceneSchema';
import type { SceneSchema } from './sceneSchema';

export interface QuoteScene extends SceneBase {
  readonly layout: 'quote';
  readonly text: string;
  readonly attribution: string;
}

export const quoteKind = {
  texts: ['text', 'attribution'],
  needed: ['text'],
  saysMore: false,
  isHeading: false,
  headline: ({ text }) => text,
  readingSeconds: ({ text, attribution }) => readingOf(`${text} ${attribution}`),
  withProse: (scene, change) => ({ ...scene, text: change(scene.text), attribution: change(scene.attribution) }),
  besidePicture: ({ text, attribution }) => ({ text, caption: attribution }),
} satisfies SceneKind<QuoteScene>;

export const quoteSchema: SceneSchema<QuoteScene> = {
  properties: { text: words, attribution: words },
};
