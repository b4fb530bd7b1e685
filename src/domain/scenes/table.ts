import * as v from 'valibot';
import { readingSpeed, readingUnits } from '../reading';
import type { SceneBase } from './scene';
import type { SceneKind } from './sceneKind';
import { lines, whole, words } from './sceneSchema';
import type { SceneSchema } from './sceneSchema';

export interface TableScene extends SceneBase {
  readonly layout: 'table';
  readonly title: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Index of the row set in the accent colour; -1: none. */
  readonly highlight: number;
}

export const tableKind = {
  texts: ['title'],
  needed: [],
  saysMore: true,
  isHeading: false,
  headline: ({ title }) => title,
  // Scanned, not read: a time a cell, or half of what reading them all takes.
  readingSeconds: ({ header, rows }) => {
    const cells = [...header, ...rows.flat()];
    return Math.min(9, 1.6 + Math.max(0.2 * cells.length, readingUnits(cells.join(' ')) / (2 * readingSpeed)));
  },
  withProse: (scene, change) => ({ ...scene, title: change(scene.title), header: scene.header.map(change), rows: scene.rows.map((row) => row.map(change)) }),
} satisfies SceneKind<TableScene>;

export const tableSchema: SceneSchema<TableScene> = {
  properties: { title: words, header: lines, rows: v.array(lines), highlight: whole(-1) },
  flaw: ({ highlight, rows }) => (highlight < -1 || highlight >= rows.length
    ? { property: 'highlight', rule: 'must be a row of the table or -1', value: highlight }
    : undefined),
};
