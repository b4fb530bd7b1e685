import { outcomesOf } from '../../src/workers/outcomes';
import type { PackedOutcome } from '../../src/workers/outcomes';
import { serve } from '../../src/workers/serve';
import { largeBuffers } from '../../src/workers/transfers';
import * as Comlink from 'comlink';

const api = {
  /** Answers with its input, waits, closes the worker or never ends. */
  async run({ name, input }: { readonly name: string; readonly input: unknown }): Promise<unknown> {
    if (name === 'close') globalThis.close();
    if (name === 'hang') for (;;);
    if (name === 'crash') setTimeout(() => { throw new Error('crashed'); });
    if (name === 'close' || name === 'crash') await new Promise(() => {});
    if (name === 'wait') await new Promise((resolve) => setTimeout(resolve, Number(input)));
    return typeof input === 'object' && input !== null ? Comlink.transfer(input, largeBuffers(input)) : input;
  },
  runMany(jobs: readonly { readonly name: string; readonly input: unknown }[]): Promise<readonly PackedOutcome[]> {
    return outcomesOf(jobs, (job) => api.run(job));
  },
};
export type JobsApi = typeof api;
serve(api);
