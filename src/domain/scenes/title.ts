import { readingOf } from '../reading';
import type { SceneBase } from './scene';
import type { SceneKind } from './sceneKind';
import { words } from './sceneSchema';
import type { SceneSchema } from './sceneSchema';

export interface TitleScene extends SceneBase {
  readonly layout: 'title';
  readonly kicker: string;
  readonly title: string;
  readonly byline: string;
}

export const titleKind = {
  texts: ['kicker', 'title', 'byline'],
  needed: ['title'],
  saysMore: false,
  isHeading: true,
  headline: ({ title }) => title,
  readingSeconds: ({ kicker, title, byline }) => readingOf(`${kicker} ${title} ${byline}`),
  withProse: (scene, change) => ({ ...scene, kicker: change(scene.kicker), title: change(scene.title), byline: change(scene.byline) }),
} satisfies SceneKind<TitleScene>;

export const titleSchema: SceneSchema<TitleScene> = {
  properties: { kicker: words, title: words, byline: words },
};
