import type { Kernels } from '../kernels/kernels';

/** The three units of work that people see. */
export const stageNames = ['extraction', 'suggestions', 'video'] as const;
export type StageName = (typeof stageNames)[number];

/** The range of a number, or the choices of a word or switch; a study may vary only what is declared so. */
export type ParameterRange =
  | { readonly kind: 'number'; readonly low: number; readonly high: number; readonly integer?: boolean; readonly log?: boolean }
  | { readonly kind: 'choice'; readonly choices: readonly (string | number | boolean)[] };

export type Parameters = Readonly<Record<string, string | number | boolean>>;

/** What a step may use beside its input and parameters; everything else would make it impure. */
export interface StepContext {
  readonly kernels: Kernels;
  readonly signal: AbortSignal;
  /** @param fraction of this step done, in [0, 1]; may be called as often as one likes */
  report(fraction: number): void;
  /**
   * Lets others use this thread, if it is their turn; steps of many milliseconds await it between their pieces. Absent where nobody shares the thread, as in
   * workers.
   */
  breathe?(): Promise<void>;
}

/**
 * One verb: a pure function of input, parameters and context.
 *
 * Steps that need the outside world (a DOM, a voice, an encoder) are made by a function that takes the port (`encodeWith(port)`).
 */
export interface Step<Input, P extends Parameters, Output> {
  /** The verb, lower case: `read`, `split`, `score`... */
  readonly name: string;
  readonly stage: StageName;
  /** Raised whenever the same input may give another output. */
  readonly version: number;
  readonly defaults: P;
  readonly ranges: { readonly [K in keyof P]: ParameterRange };
  /** Where it may run and whether its result may be kept. */
  readonly traits: {
    /** Runs in a pooled worker where there is one: must be listed in `workers/steps.worker.ts`, its input and output must be cloneable. */
    readonly pooled: boolean;
    /** Its output depends on nothing but name, version, parameters, kernels and input, and may be stored. */
    readonly cacheable: boolean;
    /** Milliseconds after which its input is said to be too complicated, where it can be stopped; absent: whoever runs it knows how long it waits. */
    readonly patience?: number;
  };
  run(input: Input, parameters: P, context: StepContext): Output | Promise<Output>;
}

/** A step of any kind, for tables and optimizers that do not look inside. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- inputs are contravariant: only `any` can stand for "some step"
export type AnyStep = Step<any, any, unknown>;
