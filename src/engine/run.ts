import { Failure } from '../domain/failure';
import type { Optimizer, StepCall } from './optimizer';
import type { ParameterRange, Parameters, Step, StepContext } from './step';

/**
 * Runs one step through the optimizers, the first one outermost.
 *
 * @param changes parameters that differ from the step's defaults
 * @throws Failure `invalid-parameter` if a parameter is unknown or out of its range; whatever the step throws
 */
export async function runStep<Input, P extends Parameters, Output>(
  step: Step<Input, P, Output>,
  input: Input,
  changes: Partial<P>,
  context: StepContext,
  around: { readonly optimizers: readonly Optimizer[]; readonly workflow: string },
): Promise<Output> {
  context.signal.throwIfAborted();
  const parameters = checkedParameters(step, changes);
  const innermost = async (call: StepCall): Promise<unknown> =>
    call.step.run(call.input, call.parameters, call.context);
  const chain = around.optimizers.reduceRight<(call: StepCall) => Promise<unknown>>(
    (next, optimizer) => {
      const wrap = optimizer.around?.bind(optimizer);
      return wrap && optimizer.status.state !== 'disabled' && optimizer.status.state !== 'unavailable'
        ? guarded(wrap, next)
        : next;
    },
    innermost,
  );
  // The chain ends in step.run with this very input, and optimizers never change an answer: so it is an Output.
  return (await chain({ step, input, parameters, context, workflow: around.workflow })) as Output;
}

/** Gives the step's parameters: its defaults with some changes, each checked against its range. */
export function checkedParameters<P extends Parameters>(step: Pick<Step<never, P, unknown>, 'name' | 'defaults' | 'ranges'>, changes: Partial<P>): P {
  const parameters: Record<string, string | number | boolean> = { ...step.defaults };
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) continue;
    const range: ParameterRange | undefined = step.ranges[name as keyof P];
    if (range === undefined) {
      throw new Failure(
        'invalid-parameter', `Step ${step.name} takes ${Object.keys(step.ranges).join(', ') || 'no parameters'}, got "${name}".`, { step: step.name, name },
      );
    }
    if (!isWithin(value, range)) {
      throw new Failure('invalid-parameter', `${step.name}.${name} must be ${describe(range)}, got ${String(value)}.`, { step: step.name, name, value });
    }
    parameters[name] = value;
  }
  // Every key of P has a default, and changes were checked to be keys of P.
  return parameters as P;
}


/**
 * Wraps an optimizer so that its own trouble never reaches the caller: what `next` answered or threw stands,
 * and if the optimizer fails before calling `next`, it is passed over.
 */
function guarded(
  wrap: NonNullable<Optimizer['around']>,
  next: (call: StepCall) => Promise<unknown>,
): (call: StepCall) => Promise<unknown> {
  return async (call) => {
    let inner: Promise<unknown> | undefined;
    try {
      return await wrap(call, (passed) => {
        inner ??= next(passed);
        return inner;
      });
    } catch (error) {
      if (call.context.signal.aborted) throw error;
      // The step itself failed, or the optimizer did after the step was done: the step's outcome counts.
      if (inner !== undefined) return inner;
      // An optimizer that ran the step elsewhere and got the step's own failure passes it on.
      if (error instanceof Failure && error.code !== 'optimization') throw error;
      return next(call);
    }
  };
}

function isWithin(value: unknown, range: ParameterRange): boolean {
  if (range.kind === 'choice') return range.choices.some((choice) => choice === value);
  return typeof value === 'number' && value >= range.low && value <= range.high && (range.integer !== true || Number.isInteger(value));
}

function describe(range: ParameterRange): string {
  if (range.kind === 'choice') return `one of ${range.choices.join(', ')}`;
  return `${range.integer === true ? 'a whole number' : 'a number'} in [${range.low}, ${range.high}]`;
}
