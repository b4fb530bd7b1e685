import * as Comlink from 'comlink';
import { OptimizationError } from '../domain/failure';
import type { AnyStep } from '../engine/step';
import { never } from '../engine/never';
import type { Kernels } from '../kernels/kernels';
import { referenceKernels } from '../kernels/reference';
import { wasmKernelsSync } from '../kernels/wasm';
import type { KernelChoice } from '../optimizers/numeric/optimizer';
import { steadyKernels } from '../optimizers/numeric/steadyKernels';
import type { StepJob } from '../optimizers/pool/optimizer';
import { readWith } from '../stages/extraction/read';
import { cite } from '../stages/suggestions/cite';
import { plan } from '../stages/suggestions/plan';
import { score } from '../stages/suggestions/score';
import { select } from '../stages/suggestions/select';
import { split } from '../stages/suggestions/split';
import { mix } from '../stages/video/sound/mix';
import { composeMusic } from '../stages/video/music/compose';
import { fitLoop } from '../stages/video/music/fitLoop';
import { outcomesOf } from './outcomes';
import type { PackedOutcome } from './outcomes';
import { serve } from './serve';
import { largeBuffers } from './transfers';

/** Every step whose traits say `pooled`, by name. */
const steps: ReadonlyMap<string, AnyStep> = new Map(
  [readWith(), split, score, select, plan, cite, mix, composeMusic, fitLoop].map((step: AnyStep) => [step.name, step]),
);

const kernels = new Map<string, Kernels>([[referenceKernels.id, referenceKernels]]);

/** One job runs at a time: the next waits for the one before, however that ended. */
let tail: Promise<unknown> = Promise.resolve();

const api = {
  /** Takes the kernels that the page compiled; may be called again with others. */
  prepare({ id, module }: KernelChoice): void {
    if (module !== undefined && !kernels.has(id)) kernels.set(id, steadyKernels(wasmKernelsSync(module, id), referenceKernels, (error) => console.warn(error)));
  },
  /** @throws whatever the step throws; OptimizationError if this worker lacks the step or its kernels */
  run(job: StepJob): Promise<unknown> {
    return inTurn(async () => handedOver(await runNow(job)));
  },
  /** Several jobs in one message, one outcome each. */
  runMany(jobs: readonly StepJob[]): Promise<readonly PackedOutcome[]> {
    return inTurn(async () => {
      const outcomes = await outcomesOf(jobs, runNow);
      return Comlink.transfer(outcomes, outcomes.flatMap((outcome) => ('value' in outcome ? largeBuffers(outcome.value) : [])));
    });
  },
};

export type StepsApi = typeof api;

async function runNow({ step: name, input, parameters, kernels: id }: StepJob): Promise<unknown> {
  const step = steps.get(name);
  const chosen = kernels.get(id);
  if (step === undefined) throw new OptimizationError(`A pooled step must be one of ${[...steps.keys()].join(', ')}, got ${name}.`, { step: name });
  if (chosen === undefined) throw new OptimizationError(`Kernels must be one of ${[...kernels.keys()].join(', ')}, got ${id}.`, { kernels: id });
  // Nothing aborts here: the page ends the worker.
  const context = { kernels: chosen, signal: never(), report: () => {} };
  return step.run(input, parameters, context);
}

function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  const result = tail.then(work);
  tail = result.catch(() => {});
  return result;
}

function handedOver<Result>(result: Result): Result {
  return typeof result === 'object' && result !== null ? Comlink.transfer(result, largeBuffers(result)) : result;
}

serve(api);
