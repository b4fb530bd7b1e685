/** One measured figure, as `npm run bench` prints it. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** How much better than the anchor: above 1 is better. */
  readonly ratio?: number;
  /** What it is compared with. */
  readonly anchor?: string;
}
