import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { waitFor } from '../../../src/platform/page/clock';
import { idleAfter } from '../../../src/platform/page/idle';
import { every, later } from '../../../src/platform/page/later';
import { within } from '../../../src/platform/page/within';

const day = 24 * 3600 * 1000;

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

describe('a timer', () => {
  test.each([0, 5, 2 ** 31 - 1, 2 ** 31, 2 ** 31 + 5, 25 * day, 60 * day, 2 ** 33])('of %i ms fires then, once, and not before', (milliseconds) => {
    let calls = 0;
    later(milliseconds, () => { calls++; });
    vi.advanceTimersByTime(Math.max(0, milliseconds - 1));
    expect(calls).toBe(milliseconds === 0 ? 1 : 0);
    vi.advanceTimersByTime(1);
    expect(calls).toBe(1);
    vi.advanceTimersByTime(2 * milliseconds);
    expect(calls).toBe(1);
  });

  test('of Infinity never fires, nor does one that was ended in any of its parts', () => {
    const called = vi.fn();
    later(Infinity, called);
    const end = later(60 * day, called);
    vi.advanceTimersByTime(30 * day);
    end();
    vi.advanceTimersByTime(1000 * day);
    expect(called).not.toHaveBeenCalled();
    expect(vi.getTimerCount()).toBe(0);
  });

  test('that repeats does so however long it waits between', () => {
    let calls = 0;
    const end = every(30 * day, () => { calls++; });
    const never = every(Infinity, () => { calls = NaN; });
    vi.advanceTimersByTime(91 * day);
    expect(calls).toBe(3);
    end();
    never();
    vi.advanceTimersByTime(91 * day);
    expect(calls).toBe(3);
  });
});

describe('what waits on a timer', () => {
  test('follows a promise for ever, if it may take for ever', async () => {
    await expect(within(Promise.resolve(1), Infinity, () => new Error('late'))).resolves.toBe(1);
    let over = false;
    within(new Promise(() => {}), 2 ** 31, () => new Error('late')).catch(() => { over = true; });
    await vi.advanceTimersByTimeAsync(2 ** 31 - 1);
    expect(over).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(over).toBe(true);
  });

  test('waits and idles as long as it was told', async () => {
    let told = '';
    void waitFor(2 ** 31, new AbortController().signal).then(() => { told += 'waited '; });
    await idleAfter(2 ** 31, () => { told += 'idle '; }).use(async () => {});
    await idleAfter(Infinity, () => { told += 'never '; }).use(async () => {});
    await vi.advanceTimersByTimeAsync(2 ** 31 - 1);
    expect(told).toBe('');
    await vi.advanceTimersByTimeAsync(1);
    expect(told).toBe('waited idle ');
  });
});
