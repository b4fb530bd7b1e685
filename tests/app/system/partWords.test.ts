import { expect, test } from 'vitest';
import { canSwitch, machineLine, partWords, statWords, withoutName } from '../../../src/app/system/partWords';
import type { PartStatus } from '../../../src/workflow/session';

const part = (
  role: PartStatus['role'], changes: Partial<PartStatus> = {},
): PartStatus => ({ name: role, role, state: 'ready', reason: '', standsIn: '', stats: {}, ...changes });
const kernels = part('numeric', { standsIn: 'WASM SIMD' });
const workers = part('pool', { standsIn: '2 workers at most' });
const cache = part('cache', { standsIn: 'memory and IndexedDB', stats: { hits: 21, misses: 4, hitRatio: 0.84 } });

test('the machinery fits in a line', () => {
  expect(machineLine([cache, kernels, workers])).toBe('Kernels WASM SIMD, 2 workers, cache 84% hits');
  expect(machineLine([kernels, workers, { ...cache, stats: { hits: 0, misses: 4 } }])).toBe('Kernels WASM SIMD, 2 workers, no cache hits yet');
});

test('what stands in is said in that line', () => {
  const gone = part('pool', { state: 'unavailable', standsIn: "the page's own thread" });
  expect(machineLine([{ ...kernels, state: 'disabled', standsIn: 'TypeScript reference' }, gone, { ...cache, state: 'disabled' }]))
    .toBe("Kernels TypeScript reference, work on the page's own thread, cache off, 3 parts limited");
});

test('a part says what works and why it is not the best', () => {
  expect(partWords(part('cache', { standsIn: 'memory only', reason: 'Switched off by ?without=storage.' }))).toBe(
    'Memory only. Switched off by ?without=storage.',
  );
  expect(partWords(part('sound', { standsIn: 'ffmpeg (AAC)' }))).toBe('ffmpeg (AAC).');
});

test('figures of a part are told in words, those that are nothing are left out', () => {
  expect(statWords(part('pool', { stats: { succeeded: 6, failed: 0, lostWorkers: 1, 'hitRatio.score': 1 } }))).toBe('6 tasks done, 1 worker lost');
});

test('optimizers can be switched unless they cannot work; every one but the metrics can be tried away', () => {
  expect([kernels, part('video'), part('pool', { state: 'unavailable' }), part('cache', { state: 'disabled' })].map(canSwitch)).toEqual([
    true, false, false, true,
  ]);
  expect([kernels, workers, cache, part('metrics'), part('video')].map(withoutName)).toEqual(['wasm', 'workers', 'storage', '', 'webcodecs']);
});
