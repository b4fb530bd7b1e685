import { readingOf } from '../reading';
import type { SceneBase } from './scene';
import type { SceneKind } from './sceneKind';
import { whole, words } from './sceneSchema';
import type { SceneSchema } from './sceneSchema';

export interface SectionScene extends SceneBase {
  readonly layout: 'section';
  readonly title: string;
  /** From 1. */
  readonly number: number;
}

export const sectionKind = {
  texts: ['title'],
  needed: ['title'],
  saysMore: false,
  isHeading: true,
  headline: ({ title }) => title,
  readingSeconds: ({ title }) => readingOf(title),
  withProse: (scene, change) => ({ ...scene, title: change(scene.title) }),
  besidePicture: ({ title }) => ({ text: title, caption: '' }),
} satisfies SceneKind<SectionScene>;

export const sectionSchema: SceneSchema<SectionScene> = {
  properties: { title: words, number: whole(1) },
};
