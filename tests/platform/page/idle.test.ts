import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { idleAfter } from '../../../src/platform/page/idle';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('what nobody used for a second ends, once, and again after it was used anew', async () => {
  let ends = 0;
  const idle = idleAfter(1000, () => (ends += 1));
  await idle.use(() => Promise.resolve());
  vi.advanceTimersByTime(999);
  expect(ends).toBe(0);
  vi.advanceTimersByTime(5000);
  expect(ends).toBe(1);
  await idle.use(() => Promise.reject(new Error('trouble'))).catch(() => undefined);
  vi.advanceTimersByTime(1000);
  expect(ends).toBe(2);
});

test('what is in use never ends, however long it takes', async () => {
  let ends = 0;
  let done = (): void => undefined;
  const idle = idleAfter(1000, () => (ends += 1));
  const long = idle.use(() => new Promise<void>((resolve) => (done = resolve)));
  await idle.use(() => Promise.resolve());
  vi.advanceTimersByTime(10_000);
  expect(ends).toBe(0);
  done();
  await long;
  vi.advanceTimersByTime(1000);
  expect(ends).toBe(1);
});
