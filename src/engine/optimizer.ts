import type { AnyStep, Parameters, StepContext } from './step';

/**
 * What optimizers there may be, in the order in which they wrap a step, from the outside in. Metrics see everything; numeric comes before the
 * cache so that the cache's keys hold the `kernels.id` that will really compute; the pool comes after it, as what was found in the cache
 * needs no worker.
 */
const roles = [
  { role: 'metrics', standsIn: 'nothing is recorded', withoutName: '' },
  { role: 'numeric', standsIn: 'TypeScript reference', withoutName: 'wasm' },
  { role: 'cache', standsIn: 'every step runs anew', withoutName: 'storage' },
  { role: 'pool', standsIn: "the page's own thread", withoutName: 'workers' },
  { role: 'study', standsIn: 'default parameters', withoutName: '' },
] as const;

export type OptimizerRole = (typeof roles)[number]['role'];

export interface RoleFacts {
  readonly role: OptimizerRole;
  /** What does the work while no optimizer of that role does, for people. */
  readonly standsIn: string;
  /** What `?without=` calls it; empty for one that cannot be forced away. */
  readonly withoutName: string;
}

/** The roles in wrapping order. */
export const optimizerRoles: readonly RoleFacts[] = roles;

/** What is known of a role. */
export function roleFacts(role: OptimizerRole): RoleFacts {
  // Every role has its row.
  return roles.find((row) => row.role === role) as RoleFacts;
}

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
