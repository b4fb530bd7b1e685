import { flushSync } from 'svelte';
import { expect, test } from 'vitest';
import { RunesProbe } from '../support/runesProbe.svelte';

test('runes are alive: an effect runs again when the state it read changes', () => {
  const probe = new RunesProbe();
  const seen: number[] = [];
  const stop = probe.watch((value) => seen.push(value));
  flushSync();
  probe.raise();
  flushSync();
  stop();
  expect(seen).toEqual([0, 2]);
});
