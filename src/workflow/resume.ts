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

/** Gives what a journalled workflow began with; undefined if another version of this program wrote it, or it is damaged. */
export function inputsOf({ inputs }: JournalRecord): WorkflowInputs | undefined {
  if (!isRecord(inputs) || inputs['version'] !== 1 || !isRecord(inputs['settings'])) return undefined;
  const { kind, storyboard, source, plan } = inputs;
  const isWhole = kind === 'storyboard'
    ? isRecord(storyboard) && isRecord(storyboard['source']) && isRecord(storyboard['format']) && isListOfRecords(storyboard['scenes'])
    : kind === 'source' && isRecord(plan) && isRecord(source) && typeof source['name'] === 'string' && source['bytes'] instanceof Uint8Array;
  // What is inside was written by this version, or fails when it is made.
  return isWhole ? (inputs as unknown as WorkflowInputs) : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isListOfRecords(value: unknown): boolean {
  return Array.isArray(value) && value.every(isRecord);
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
