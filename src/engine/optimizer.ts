import type { AnyStep, Parameters, StepContext } from './step';

export const optimizerRoles = ['numeric', 'pool', 'cache', 'metrics', 'study'] as const;
export type OptimizerRole = (typeof optimizerRoles)[number];

/** `degraded` works with less than it wants, `unavailable` cannot work here, `disabled` was switched off by a person. */
export type OptimizerState = 'ready' | 'degraded' | 'unavailable' | 'disabled';

export interface OptimizerStatus {
  readonly state: OptimizerState;
  /** Why it is not `ready`, for people; empty if it is. */
  readonly reason: string;
  /** What does the work now, for people, e.g. `WASM SIMD`, `TypeScript reference`, `memory only`. */
  readonly standsIn: string;
}

/** One call of a step, as optimizers see it. */
export interface StepCall {
  readonly step: AnyStep;
  readonly input: unknown;
  readonly parameters: Parameters;
  readonly context: StepContext;
  /** Id of the workflow it belongs to. */
  readonly workflow: string;
}

/** Numbers and words an optimizer reports of itself, e.g. `{ hits: 3, misses: 1 }`. */
export type OptimizerStats = Readonly<Record<string, number | string>>;

/**
 * Makes runs cheaper, safer or visible, and never changes an answer.
 *
 * Life cycle: `start` once (a rejection makes it `unavailable`, never the app), any number of `around`, `stop` once.
 */
export interface Optimizer {
  readonly name: string;
  readonly role: OptimizerRole;
  readonly status: OptimizerStatus;
  start(): Promise<void>;
  /**
   * Wraps a step: calls `next` with the call (or one with another context) at most once, or answers itself.
   * Must answer exactly what `next` would; its own trouble must not reach the caller.
   */
  around?(call: StepCall, next: (call: StepCall) => Promise<unknown>): Promise<unknown>;
  stats(): OptimizerStats;
  stop(): Promise<void>;
}
