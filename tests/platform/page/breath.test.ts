import { afterEach, describe, expect, test, vi } from 'vitest';
import { breather } from '../../../src/platform/page/breath';

describe('work on the page', () => {
  afterEach(() => void vi.useRealTimers());

  test('goes on at once until it held the thread for 12 ms, then lets others come first', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const breathe = breather(new AbortController().signal);
    const order: string[] = [];
    setImmediate(() => order.push('click'));
    vi.advanceTimersByTime(11);
    await breathe();
    order.push('first piece');
    vi.advanceTimersByTime(1);
    await breathe();
    order.push('second piece');
    expect(order).toEqual(['first piece', 'click', 'second piece']);
  });

  test('ends with the reason of its abort', async () => {
    const controller = new AbortController();
    const breathe = breather(controller.signal);
    await breathe();
    controller.abort('enough');
    await expect(breathe()).rejects.toBe('enough');
  });
});
