import { readingOf } from '../reading';
import type { SceneBase } from './scene';
import type { SceneKind } from './sceneKind';
import { words } from './sceneSchema';
import type { SceneSchema } from './sceneSchema';

export interface DefinitionScene extends SceneBase {
  readonly layout: 'definition';
  readonly term: string;
  /** Kind or origin of the word, in small letters under it; may be empty. */
  readonly note: string;
  readonly text: string;
}

export const definitionKind = {
  texts: ['term', 'note', 'text'],
  needed: ['term', 'text'],
  saysMore: true,
  isHeading: false,
  headline: ({ term }) => term,
  readingSeconds: ({ term, note, text }) => readingOf(`${term} ${note} ${text}`),
  withProse: (scene, change) => ({ ...scene, term: change(scene.term), note: change(scene.note), text: change(scene.text) }),
  besidePicture: ({ term, note, text }) => ({ text: `${term}: ${text}`, caption: note }),
} satisfies SceneKind<DefinitionScene>;

export const definitionSchema: SceneSchema<DefinitionScene> = {
  properties: { term: words, note: words, text: words },
};
