import { readingOf } from '../reading';
import type { SceneBase } from './scene';
import type { SceneKind } from './sceneKind';
import { words } from './sceneSchema';
import type { SceneSchema } from './sceneSchema';

export interface OutroScene extends SceneBase {
  readonly layout: 'outro';
  readonly title: string;
  readonly source: string;
  readonly link: string;
}

export const outroKind = {
  texts: ['title', 'source', 'link'],
  needed: ['title'],
  saysMore: false,
  isHeading: true,
  headline: ({ title }) => title,
  readingSeconds: ({ title }) => readingOf(title),
  withProse: (scene, change) => ({ ...scene, title: change(scene.title), source: change(scene.source) }),
} satisfies SceneKind<OutroScene>;

export const outroSchema: SceneSchema<OutroScene> = {
  properties: { title: words, source: words, link: words },
};
