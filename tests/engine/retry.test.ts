import { describe, expect, test } from 'vitest';
import { Failure, type FailureCode } from '../../src/domain/failure';
import { backOff, retried, type Retry } from '../../src/engine/retry';

const never = new AbortController().signal;

/** Work that fails so often with a code before it succeeds; gives the waits and how often it ran. */
async function run(code: FailureCode, failures: number, signal = never) {
  const waits: number[] = [];
  const told: Retry[] = [];
  let runs = 0;
  const result = await retried(
    async (attempt) => {
      runs += 1;
      if (attempt <= failures) throw new Failure(code, 'not now');
      return attempt;
    },
    { chance: () => 0.5, wait: async (milliseconds) => void waits.push(milliseconds) },
    signal,
    (retry) => told.push(retry),
  ).catch((error: unknown) => error);
  return { result, waits, told, runs };
}

describe('trying again', () => {
  test('waits twice as long each time, a half of it by chance', () => {
    expect([2, 3, 4].map((attempt) => backOff(attempt, 0))).toEqual([100, 200, 400]);
    expect(backOff(2, 0.5)).toBe(150);
    expect(backOff(2, 1)).toBe(200);
    expect(backOff(60, 1)).toBe(5000);
  });

  test('goes on after what may pass, and tells of it', async () => {
    const { result, waits, told } = await run('worker-lost', 2);
    expect(result).toBe(3);
    expect(waits).toEqual([150, 300]);
    expect(told).toEqual([{ attempt: 2, code: 'worker-lost', wait: 150 }, { attempt: 3, code: 'worker-lost', wait: 300 }]);
  });

  test.each([
    ['worker-lost', 4], ['quota-exceeded', 3], ['timed-out', 2], ['unsupported-file', 1], ['encoder-failed', 1],
  ] as const)('gives %s up after %i attempts', async (code, most) => {
    const { result, runs } = await run(code, 99);
    expect(result).toMatchObject({ code });
    expect(runs).toBe(most);
  });

  test('does not try bugs again', async () => {
    let runs = 0;
    const bug = new TypeError('a bug');
    await expect(retried(async () => { runs += 1; throw bug; }, { chance: () => 0, wait: async () => undefined }, never)).rejects.toBe(bug);
    expect(runs).toBe(1);
  });

  test('ends with the reason of an abort', async () => {
    const controller = new AbortController();
    controller.abort('enough');
    expect((await run('worker-lost', 1, controller.signal)).result).toBe('enough');
  });
});
