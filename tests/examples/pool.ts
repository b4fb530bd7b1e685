import { Pool } from '../../src/optimizers/pool/pool';
import type { PooledWorker } from '../../src/optimizers/pool/crew';

/** @param hire starts a worker that squares numbers and adds lists of them */
export async function sumOfSquares(hire: () => Promise<PooledWorker<number | readonly number[]>>): Promise<unknown> {
  const pool = new Pool({ hire, size: 2, clock: performance, nameOf: (job) => (typeof job === 'number' ? 'square' : 'add') });
  const squares = pool.map([1, 2, 3], { lane: 'visible', retries: 2 });
  // A dead worker is replaced and its task runs again; results are passed on by themselves.
  const sum = pool.submit((results) => results as readonly number[], { after: squares });
  for await (const done of pool.asCompleted(squares)) await done.result;
  const answer = await sum.result;
  await pool.stop();
  return answer;
}
