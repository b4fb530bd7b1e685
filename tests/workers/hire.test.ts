import { describe, expect, it } from 'vitest';
import { Failure } from '../../src/domain/failure';
import { hire } from '../../src/workers/hire';

/** A worker that never answers, and whose events the test sends. */
class SilentWorker extends EventTarget {
  terminated = 0;
  postMessage(): void {}
  terminate(): void {
    this.terminated++;
  }
  emit(type: string, fields: object = {}): void {
    this.dispatchEvent(Object.assign(new Event(type), fields));
  }
}

function hired(patience = 60_000) {
  const worker = new SilentWorker();
  // The fake has all of Worker that hire uses.
  return { worker, staff: hire<{ work(): string }>(worker as unknown as Worker, { label: 'The test worker', patience }) };
}

const caught = (promise: Promise<unknown>): Promise<unknown> => promise.then(() => 'no error', (error: unknown) => error);

describe('a hired worker', () => {
  it('is ready once it says that it serves', async () => {
    const { worker, staff } = hired();
    worker.emit('message', { data: { serving: true, lock: '' } });
    await expect(staff.ready).resolves.toBeUndefined();
    staff.dismiss();
  });

  it('rejects at once with the reason of an abort, and is terminated', async () => {
    const { worker, staff } = hired();
    const controller = new AbortController();
    const result = caught(staff.call((api) => api.work(), controller.signal));
    controller.abort('enough');
    expect(await result).toBe('enough');
    expect(worker.terminated).toBe(1);
    expect(staff.isAlive()).toBe(false);
  });

  it('rejects all open calls with worker-lost when it dies, and tells it', async () => {
    const { worker, staff } = hired();
    const results = [caught(staff.call((api) => api.work())), caught(staff.call((api) => api.work()))];
    worker.emit('error', { message: 'out of memory' });
    for (const error of await Promise.all(results)) expect(error).toMatchObject({ code: 'worker-lost' });
    expect((await staff.lost).message).toContain('out of memory');
    expect(await caught(staff.ready)).toBeInstanceOf(Failure);
  });

  it('takes no calls after it was dismissed', async () => {
    const { staff } = hired();
    staff.dismiss();
    expect(await caught(staff.call((api) => api.work()))).toMatchObject({ code: 'worker-lost' });
  });

  it('is given up if it never starts to listen', async () => {
    const { worker, staff } = hired(1);
    expect(await caught(staff.ready)).toMatchObject({ code: 'worker-lost' });
    expect(worker.terminated).toBe(1);
  });

  it('does not start work for a signal that has already aborted', async () => {
    const { worker, staff } = hired();
    let started = false;
    const error = await caught(staff.call(async () => { started = true; }, AbortSignal.abort('before')));
    expect([error, started, worker.terminated]).toEqual(['before', false, 0]);
    staff.dismiss();
  });
});
