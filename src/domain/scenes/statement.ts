import { readingOf } from '../reading';
import type { SceneBase } from './scene';
import type { SceneKind } from './sceneKind';
import { words } from './sceneSchema';
import type { SceneSchema } from './sceneSchema';

export interface StatementScene extends SceneBase {
  readonly layout: 'statement';
  readonly text: string;
  /** A part of `text` set in the accent colour; empty: none. */
  readonly emphasis: string;
}

export const statementKind = {
  texts: ['text', 'emphasis'],
  needed: ['text'],
  saysMore: false,
  isHeading: false,
  headline: ({ text }) => text,
  readingSeconds: ({ text }) => readingOf(text),
  withProse: (scene, change) => ({ ...scene, text: change(scene.text), emphasis: change(scene.emphasis) }),
  besidePicture: ({ text }) => ({ text, caption: '' }),
} satisfies SceneKind<StatementScene>;

export const statementSchema: SceneSchema<StatementScene> = {
  properties: { text: words, emphasis: words },
};
