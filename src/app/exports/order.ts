import type { Storyboard } from '../../domain/storyboard';
import type { ExportSettings } from '../../domain/film/video';
import type { Progress } from '../../engine/progress';
import type { PlanSettings } from '../../workflow/session';
import type { Prediction, Production } from '../../workflow/results';
import type { KeptDocument } from '../document/companions';
import type { Download } from './downloads';

/** What is to be made: the film as it is, a file that is still to be read, or what an earlier visit began. */
export type OrderTask =
  | { readonly kind: 'film'; readonly storyboard: Storyboard; readonly settings: ExportSettings }
  | { readonly kind: 'file'; readonly document: KeptDocument; readonly plan: PlanSettings; readonly settings: ExportSettings }
  | { readonly kind: 'left' };

export type OrderState = 'waiting' | 'running' | 'succeeded' | 'failed' | 'cancelled';

/** One export and what became of it. */
export interface Order {
  readonly id: string;
  /** Of its document. */
  readonly name: string;
  readonly task: OrderTask;
  readonly state: OrderState;
  /** What was predicted before it began. */
  readonly predicted?: Prediction;
  /** The workflow that makes it, known while it runs: a later visit goes on with it. */
  readonly workflow?: string;
  /** The last report while it runs. */
  readonly progress?: Progress;
  /** Why it failed, in a sentence; empty otherwise. */
  readonly trouble: string;
  readonly production?: Production;
  /** The video first; empty until it is done. */
  readonly downloads: readonly Download[];
}
