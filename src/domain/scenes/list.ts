import * as v from 'valibot';
import { readingOf } from '../reading';
import type { SceneBase } from './scene';
import type { SceneKind } from './sceneKind';
import { lines, words } from './sceneSchema';
import type { SceneSchema } from './sceneSchema';

export interface ListScene extends SceneBase {
  readonly layout: 'list';
  readonly title: string;
  readonly ordered: boolean;
  /** Appear one by one, each with the speech of the same index (the last `entries.length` of `speech`). */
  readonly entries: readonly string[];
  /** The number before each entry, null for a bullet, one for each entry; absent: from 1 where `ordered`, else bullets. */
  readonly numbers?: readonly (number | null)[];
}

/** Gives the number before an entry; undefined: it has a bullet. Numbers that are not one for each entry do not count. */
export function entryNumber({ ordered, entries, numbers }: Pick<ListScene, 'ordered' | 'entries' | 'numbers'>, index: number): number | undefined {
  if (numbers?.length === entries.length) return numbers[index] ?? undefined;
  return ordered ? index + 1 : undefined;
}

export const listKind = {
  texts: ['title', 'entries'],
  needed: [],
  saysMore: false,
  isHeading: false,
  headline: ({ title }) => title,
  readingSeconds: ({ title, entries }) => readingOf([title, ...entries].join(' ')),
  withProse: (scene, change) => ({ ...scene, title: change(scene.title), entries: scene.entries.map(change) }),
} satisfies SceneKind<ListScene>;

export const listSchema: SceneSchema<ListScene> = {
  properties: { title: words, ordered: v.boolean(), entries: lines, numbers: v.exactOptional(v.array(v.nullable(v.pipe(v.number(), v.safeInteger())))) },
  flaw: ({ speech, entries }) => (speech.length > 0 && speech.length < entries.length
    ? { property: 'speech', rule: `must have a line for each of the ${entries.length} entries, or none`, value: speech.length }
    : undefined),
};
