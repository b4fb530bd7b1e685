import { readingOf } from '../reading';
import type { SceneBase } from './scene';
import type { SceneKind } from './sceneKind';
import { words } from './sceneSchema';
import type { SceneSchema } from './sceneSchema';

/** A sentence around one figure: what stands before it, the figure with its unit, what stands after it. */
export interface NumberScene extends SceneBase {
  readonly layout: 'number';
  readonly before: string;
  readonly figure: string;
  readonly after: string;
}

export const numberKind = {
  texts: ['before', 'figure', 'after'],
  needed: ['figure'],
  saysMore: true,
  isHeading: false,
  headline: (scene) => sentenceOf(scene),
  readingSeconds: ({ before, figure, after }) => 0.6 + readingOf(`${before} ${figure} ${after}`),
  withProse: (scene, change) => ({ ...scene, before: change(scene.before), figure: change(scene.figure), after: change(scene.after) }),
  besidePicture: (scene) => ({ text: sentenceOf(scene), caption: '' }),
} satisfies SceneKind<NumberScene>;

export const numberSchema: SceneSchema<NumberScene> = {
  properties: { before: words, figure: words, after: words },
};

function sentenceOf({ before, figure, after }: NumberScene): string {
  return [before, figure, after].filter((part) => part !== '').join(' ');
}
