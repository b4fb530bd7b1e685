import * as v from 'valibot';
import { readingSpeed, readingUnits } from '../reading';
import type { SceneBase } from './scene';
import type { SceneKind } from './sceneKind';
import { whole, words } from './sceneSchema';
import type { SceneSchema } from './sceneSchema';

/** A value of a chart: what it is called, how large it is, and how its source writes it. */
export interface ChartPoint {
  readonly label: string;
  /** 0 or more. */
  readonly value: number;
  readonly text: string;
}

export interface ChartScene extends SceneBase {
  readonly layout: 'chart';
  /** `share`: parts of one whole. */
  readonly kind: 'bar' | 'line' | 'share';
  readonly title: string;
  /** What the values measure, shown under the title; may be empty. */
  readonly measure: string;
  readonly points: readonly ChartPoint[];
  /** Index of the point set in the accent colour; -1: none. */
  readonly highlight: number;
}

export const chartKind = {
  texts: ['title', 'measure'],
  needed: [],
  saysMore: true,
  isHeading: false,
  headline: ({ title }) => title,
  // Scanned, not read: a time a point.
  readingSeconds: ({ title, measure, points }) => Math.min(9, 2 + Math.max(0.4 * points.length, readingUnits(`${title} ${measure}`) / readingSpeed)),
  withProse: (scene, change) => ({
    ...scene, title: change(scene.title), measure: change(scene.measure),
    points: scene.points.map((point) => ({ ...point, label: change(point.label), text: change(point.text) })),
  }),
} satisfies SceneKind<ChartScene>;

export const chartSchema: SceneSchema<ChartScene> = {
  properties: {
    kind: v.picklist(['bar', 'line', 'share']), title: words, measure: words, highlight: whole(-1),
    points: v.array(v.object({ label: words, value: v.pipe(v.number(), v.finite('must be finite'), v.minValue(0, 'must be at least 0')), text: words })),
  },
  flaw: ({ highlight, points }) => (highlight < -1 || highlight >= points.length
    ? { property: 'highlight', rule: 'must be a point of the chart or -1', value: highlight }
    : undefined),
};
