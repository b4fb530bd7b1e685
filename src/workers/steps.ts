import type { KernelChoice } from '../optimizers/numeric/optimizer';
import type { StepJob } from '../optimizers/pool/optimizer';
import type { PooledWorker } from '../optimizers/pool/crew';
import { startWorker } from '../platform/page/startWorker';
import { hire } from './hire';
import { unpackOutcome } from './outcomes';
import type { StepsApi } from './steps.worker';
import address from './steps.worker?worker&url';

/**
 * Starts a worker that runs the pooled steps.
 *
 * @param kernels the page's choice, asked before each job, as it may be switched at run time
 * @throws Failure `worker-lost` if it cannot be loaded
 */
export async function hireStepsWorker(kernels: () => KernelChoice): Promise<PooledWorker<StepJob>> {
  const worker = startWorker(address, 'steps');
  const hired = hire<StepsApi>(worker, { label: 'A worker for steps' });
  await hired.ready;
  const prepared = new Set<string>();
  // Taken once: each `api.run` makes a proxy.
  const { run, runMany, prepare } = hired.api;
  const prepareFor = async (job: StepJob): Promise<void> => {
    const choice = kernels();
    if (choice.id !== job.kernels || prepared.has(choice.id)) return;
    prepared.add(choice.id);
    await prepare(choice);
  };
  return {
    lost: hired.lost,
    dismiss: () => hired.dismiss(),
    run: (job) =>
      hired.call(async () => {
        await prepareFor(job);
        return run(job);
      }),
    runMany: (jobs) =>
      hired.call(async () => {
        for (const job of jobs) await prepareFor(job);
        return (await runMany(jobs)).map(unpackOutcome);
      }),
  };
}
