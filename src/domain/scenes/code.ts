import * as v from 'valibot';
import type { SceneBase } from './scene';
import type { SceneKind } from './sceneKind';
import { whole, words } from './sceneSchema';
import type { SceneSchema } from './sceneSchema';

/** Some lines of code that stand out while the others recede. */
export interface CodeFocus {
  /** Index of the spoken line it begins with; those that begin with the same one share its time equally. */
  readonly line: number;
  /** Lines [first, end) of the code, from 0; `first` is below `end`. */
  readonly first: number;
  readonly end: number;
}

export interface CodeScene extends SceneBase {
  readonly layout: 'code';
  readonly code: string;
  readonly language: string;
  readonly title: string;
  /** Which lines stand out when, in the order of time; absent or empty: all of them, always. */
  readonly focus?: readonly CodeFocus[];
}

export const codeKind = {
  texts: ['title', 'focus'],
  needed: [],
  saysMore: true,
  isHeading: false,
  headline: ({ title, code }) => title || (code.split('\n', 1)[0] ?? ''),
  // Scanned, not read: a time a line.
  readingSeconds: ({ code }) => Math.min(9, 1.4 + 0.5 * code.split('\n').length),
  withProse: (scene) => scene,
} satisfies SceneKind<CodeScene>;

export const codeSchema: SceneSchema<CodeScene> = {
  properties: {
    code: words, language: words, title: words,
    focus: v.exactOptional(v.array(v.pipe(
      v.object({ line: whole(0), first: whole(0), end: whole(1) }),
      v.check(({ first, end }) => end > first, 'must end after its first line'),
    ))),
  },
};
