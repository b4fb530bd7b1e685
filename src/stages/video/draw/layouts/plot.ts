import type { ChartPoint } from '../../../../domain/scenes/chart';

/** What a chart is drawn into, units. */
export interface Plot {
  readonly points: readonly ChartPoint[];
  readonly highlight: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}
