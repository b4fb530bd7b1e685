import type { JournalRecord } from '../engine/journal';
import { advance, pendingWorkflow } from '../engine/workflowState';
import type { Source } from '../domain/source';
import type { Storyboard } from '../domain/storyboard';
import type { ExportSettings } from '../domain/film/video';
import type { PlanSettings, Unfinished } from './session';

/** What a workflow that ends in a film begins with: from a storyboard, or all the way from a source. */
export type WorkflowInputs =
  | { readonly version: 1; readonly kind: 'storyboard'; readonly storyboard: Storyboard; readonly settings: ExportSettings }
  | { readonly version: 1; readonly kind: 'source'; readonly source: Source; readonly plan: PlanSettings; readonly settings: ExportSettings };

/** Gives what a journalled workflow began with; undefined if another version of this program wrote it. */
export function inputsOf({ inputs }: JournalRecord): WorkflowInputs | undefined {
  const written = inputs as Partial<WorkflowInputs> | null | undefined;
  if (written?.version !== 1) return undefined;
  // This version writes nothing else.
  return written.kind === 'storyboard' || written.kind === 'source' ? (written as WorkflowInputs) : undefined;
}

/** Gives a journalled workflow as people see it; undefined if nothing can be made of it. */
export function unfinishedOf(record: JournalRecord): Unfinished | undefined {
  const inputs = inputsOf(record);
  if (inputs === undefined) return undefined;
  const { id, source, startedAt, events } = record;
  const { scenes } = events.reduce(advance, pendingWorkflow(id, source));
  const planned = inputs.kind === 'storyboard' ? inputs.storyboard.scenes.length : 0;
  return { id, source, startedAt, scenesDone: scenes?.done.length ?? 0, scenes: scenes?.of ?? planned };
}
