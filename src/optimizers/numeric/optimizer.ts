import { OptimizationError } from '../../domain/failure';
import { given } from '../../domain/given';
import type { Optimizer, OptimizerStats, OptimizerStatus, StepCall } from '../../engine/optimizer';
import type { Kernels } from '../../kernels/kernels';
import { referenceKernels } from '../../kernels/reference';
import { hasSimd, wasmKernels } from '../../kernels/wasm';
import { steadyKernels } from './steadyKernels';
import { sampleRows, verifyKernels } from './verify';

export type KernelTarget = 'simd' | 'scalar';

export interface NumericOptimizerOptions {
  /** Compiles one of the two modules. */
  readonly load: (target: KernelTarget) => Promise<WebAssembly.Module>;
  /** Whether the engine runs SIMD; asked of the engine by default. */
  readonly simd?: () => boolean;
  /** Parts forced away; `wasm` leaves the reference. */
  readonly without?: ReadonlySet<string>;
}

/** What workers need to compute with the same kernels as the page. */
export interface KernelChoice {
  readonly id: string;
  /** Absent for the reference. */
  readonly module?: WebAssembly.Module;
}

const labels: Readonly<Record<KernelTarget, string>> = { simd: 'WASM SIMD', scalar: 'WASM scalar' };

/**
 * Chooses the fastest kernels that work here: WASM with SIMD, plain WASM, TypeScript; gives them to every step.
 *
 * Before they serve they are compared with the reference on a small matrix; if one fails later, the reference answers that call and all that follow.
 */
export class NumericOptimizer implements Optimizer {
  readonly name = 'numeric';
  readonly role = 'numeric';
  readonly #options: NumericOptimizerOptions;
  #kernels: Kernels = referenceKernels;
  #choice: KernelChoice = { id: referenceKernels.id };
  #status: OptimizerStatus = { state: 'unavailable', reason: 'Not started yet.', standsIn: 'TypeScript reference' };
  #calls = 0;

  constructor(options: NumericOptimizerOptions) {
    this.#options = options;
  }

  get status(): OptimizerStatus {
    return this.#status;
  }

  /** The kernels in use; the reference until started. */
  get kernels(): Kernels {
    return this.#kernels;
  }

  /** The same choice, to be posted to workers. */
  get choice(): KernelChoice {
    return this.#choice;
  }

  async start(): Promise<void> {
    if (this.#options.without?.has('wasm') === true) {
      this.#status = { state: 'unavailable', reason: 'Switched off by ?without=wasm.', standsIn: 'TypeScript reference' };
      return;
    }
    const troubles: string[] = [];
    const simd = (this.#options.simd ?? hasSimd)();
    if (!simd) troubles.push('This browser has no WASM SIMD.');
    for (const target of simd ? (['simd', 'scalar'] as const) : (['scalar'] as const)) {
      try {
        await this.#take(target);
        this.#status = { state: troubles.length === 0 ? 'ready' : 'degraded', reason: troubles.join(' '), standsIn: labels[target] };
        return;
      } catch (error) {
        troubles.push(error instanceof Error ? error.message : String(error));
      }
    }
    this.#status = { state: 'unavailable', reason: troubles.join(' '), standsIn: 'TypeScript reference' };
  }

  around(call: StepCall, next: (call: StepCall) => Promise<unknown>): Promise<unknown> {
    this.#calls++;
    const { context } = call;
    const report = (fraction: number): void => context.report(fraction);
    const breathe = context.breathe?.bind(context);
    return next({ ...call, context: { kernels: this.#kernels, signal: context.signal, report, ...given({ breathe }) } });
  }

  stats(): OptimizerStats {
    return { kernels: this.#kernels.id, calls: this.#calls };
  }

  stop(): Promise<void> {
    this.#giveUp();
    return Promise.resolve();
  }

  async #take(target: KernelTarget): Promise<void> {
    const id = `wasm-${target}/1`;
    const module = await this.#options.load(target);
    const kernels = await wasmKernels(module, id);
    const wrong = verifyKernels(kernels, sampleRows()).find((check) => !check.agrees);
    if (wrong !== undefined) {
      throw new OptimizationError(`${labels[target]} must agree with the reference, but ${wrong.kernel} differs by ${wrong.difference}.`, { ...wrong });
    }
    this.#kernels = steadyKernels(kernels, referenceKernels, (error) => {
      this.#giveUp();
      this.#status = {
        state: 'degraded', reason: `${labels[target]} failed: ${error instanceof Error ? error.message : String(error)}`, standsIn: 'TypeScript reference',
      };
    });
    this.#choice = { id, module };
  }

  #giveUp(): void {
    this.#kernels = referenceKernels;
    this.#choice = { id: referenceKernels.id };
  }
}
