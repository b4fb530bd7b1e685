import type { FailureCode } from '../domain/failure';
import type { StageName } from './step';

export type RunState = 'pending' | 'running' | 'succeeded' | 'failed' | 'cancelled';

/** One finished, failed or running step of a workflow. Times are monotonic milliseconds. */
export interface StepRecord {
  readonly stage: StageName;
  readonly step: string;
  readonly state: RunState;
  readonly started: number;
  /** Absent while running. */
  readonly ended?: number;
  /** What went wrong in the attempts before this one, in order; absent if the first one did. */
  readonly retried?: readonly FailureCode[];
}

/** Everything known of one source (or storyboard) on its way to a film; plain data, changed only by `advance`. */
export interface WorkflowState {
  readonly id: string;
  /** Name of the source or storyboard. */
  readonly source: string;
  readonly state: RunState;
  /** When its latest attempt began, by the clock of its page; absent before the first. */
  readonly startedAt?: number;
  readonly stages: Readonly<Record<StageName, RunState>>;
  readonly steps: readonly StepRecord[];
  /** Scenes encoded so far, by index, in the order they were done; absent before the first one. */
  readonly scenes?: { readonly done: readonly number[]; readonly of: number };
  /** Digest of what was about to be brought to where it is wanted, the last time; absent before. */
  readonly delivering?: string;
  /** Why it failed; absent otherwise. */
  readonly failure?: { readonly code: FailureCode | 'bug'; readonly message: string };
}

export type WorkflowEvent =
  | { readonly type: 'started'; readonly at: number }
  | { readonly type: 'step-started'; readonly stage: StageName; readonly step: string; readonly at: number }
  /** An attempt failed with what may pass; the next one follows after `wait` ms. */
  | { readonly type: 'step-retried'; readonly step: string; readonly code: FailureCode; readonly wait: number; readonly at: number }
  | { readonly type: 'scene-succeeded'; readonly scene: number; readonly of: number; readonly at: number }
  | { readonly type: 'step-succeeded'; readonly step: string; readonly at: number }
  /** The result is about to be brought to where it is wanted. */
  | { readonly type: 'delivering'; readonly digest: string; readonly at: number }
  | { readonly type: 'stage-succeeded'; readonly stage: StageName; readonly at: number }
  | { readonly type: 'succeeded'; readonly at: number }
  | { readonly type: 'failed'; readonly at: number; readonly code: FailureCode | 'bug'; readonly message: string }
  | { readonly type: 'cancelled'; readonly at: number };

/** Gives the state of a workflow nobody has begun. */
export function pendingWorkflow(id: string, source: string): WorkflowState {
  return { id, source, state: 'pending', stages: { extraction: 'pending', suggestions: 'pending', video: 'pending' }, steps: [] };
}

/**
 * Gives the state after an event: `pending → running → succeeded | failed | cancelled`, for the workflow and each stage.
 * Events that do not fit (any after the end, an end before the start, a step not running, one that was told already) change nothing; nor does
 * what is no event at all, or one that only another version of this program knows.
 */
export function advance(workflow: WorkflowState, event: WorkflowEvent): WorkflowState {
  if (!isWorkflowEvent(event)) return workflow;
  if (event.type === 'started') return begun(workflow, event.at);
  if (workflow.state !== 'running') return workflow.state === 'pending' && event.type === 'cancelled' ? ended(workflow, 'cancelled', event.at) : workflow;
  switch (event.type) {
    case 'step-started':
      if (workflow.steps.some(({ stage, step, started }) => stage === event.stage && step === event.step && started === event.at)) return workflow;
      return {
        ...workflow,
        stages: { ...workflow.stages, [event.stage]: 'running' },
        steps: [...workflow.steps, { stage: event.stage, step: event.step, state: 'running', started: event.at }],
      };
    case 'step-retried':
      return withRunning(workflow, event.step, (record) => ({ ...record, retried: [...(record.retried ?? []), event.code] }));
    case 'step-succeeded':
      return withRunning(workflow, event.step, (record) => ({ ...record, state: 'succeeded', ended: event.at }));
    case 'scene-succeeded': {
      const done = workflow.scenes?.done ?? [];
      return done.includes(event.scene) ? workflow : { ...workflow, scenes: { done: [...done, event.scene], of: event.of } };
    }
    case 'delivering':
      return { ...workflow, delivering: event.digest };
    case 'stage-succeeded':
      return workflow.stages[event.stage] === 'running' ? { ...workflow, stages: { ...workflow.stages, [event.stage]: 'succeeded' } } : workflow;
    case 'succeeded':
      return ended(workflow, 'succeeded', event.at);
    case 'failed':
      return { ...ended(workflow, 'failed', event.at), failure: { code: event.code, message: event.message } };
    case 'cancelled':
      return ended(workflow, 'cancelled', event.at);
  }
}

/** Milliseconds spent in a stage: from its first step's start to its last step's end. */
export function stageMilliseconds(workflow: WorkflowState, stage: StageName): number {
  const steps = workflow.steps.filter((record) => record.stage === stage && record.ended !== undefined);
  if (steps.length === 0) return 0;
  return Math.max(...steps.map((record) => record.ended ?? 0)) - Math.min(...steps.map((record) => record.started));
}

/** What must be so for a value to be an event of its type. */
const eventShapes: { readonly [Type in WorkflowEvent['type']]: (event: Readonly<Record<string, unknown>>) => boolean } = {
  started: () => true,
  'step-started': ({ stage, step }) => isStage(stage) && typeof step === 'string',
  'step-retried': ({ step, code }) => typeof step === 'string' && typeof code === 'string',
  'scene-succeeded': ({ scene, of }) => Number.isInteger(scene) && Number.isInteger(of),
  'step-succeeded': ({ step }) => typeof step === 'string',
  delivering: ({ digest }) => typeof digest === 'string',
  'stage-succeeded': ({ stage }) => isStage(stage),
  succeeded: () => true,
  failed: ({ code, message }) => typeof code === 'string' && typeof message === 'string',
  cancelled: () => true,
};

/** Whether a value, wherever it was written, is an event that this version knows. */
export function isWorkflowEvent(value: unknown): value is WorkflowEvent {
  if (typeof value !== 'object' || value === null) return false;
  const event = value as Readonly<Record<string, unknown>>;
  const { type } = event;
  if (typeof type !== 'string' || !Object.hasOwn(eventShapes, type) || typeof event['at'] !== 'number') return false;
  // It has a shape of its own by that name.
  return eventShapes[type as WorkflowEvent['type']](event);
}

function isStage(value: unknown): value is StageName {
  return value === 'extraction' || value === 'suggestions' || value === 'video';
}

/** A later attempt, of another page, finds steps running that ended with the one before: nobody knows when. */
function begun(workflow: WorkflowState, at: number): WorkflowState {
  if (workflow.state === 'pending') return { ...workflow, state: 'running', startedAt: at };
  if (workflow.state !== 'running' || workflow.startedAt === at) return workflow;
  const steps = workflow.steps.map((record) => (record.state === 'running' ? { ...record, state: 'cancelled' as const, ended: record.started } : record));
  return { ...workflow, startedAt: at, steps };
}

/** Exchanges the record of the step that runs, the last one of that name; nothing changes if none does. */
function withRunning(workflow: WorkflowState, step: string, change: (record: StepRecord) => StepRecord): WorkflowState {
  const at = workflow.steps.findLastIndex((record) => record.step === step && record.state === 'running');
  return { ...workflow, steps: workflow.steps.map((record, index) => (index === at ? change(record) : record)) };
}

function ended(workflow: WorkflowState, state: 'succeeded' | 'failed' | 'cancelled', at: number): WorkflowState {
  const close = (current: RunState): RunState => (current === 'running' ? state : current);
  return {
    ...workflow,
    state,
    stages: { extraction: close(workflow.stages.extraction), suggestions: close(workflow.stages.suggestions), video: close(workflow.stages.video) },
    steps: workflow.steps.map((record) => (record.state === 'running' ? { ...record, state, ended: at } : record)),
  };
}
