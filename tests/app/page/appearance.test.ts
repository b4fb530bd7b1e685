import { expect, test } from 'vitest';
import { Appearance } from '../../../src/app/page/appearance.svelte';
import { isForeign } from '../../../src/app/system/traffic.svelte';

test('a chosen appearance is set on the page and kept', () => {
  const root = document.createElement('html');
  localStorage.clear();
  new Appearance(root).choose('dark');
  expect(root.dataset['appearance']).toBe('dark');
  expect(new Appearance(document.createElement('html')).name).toBe('dark');
  new Appearance(root).choose('auto');
  expect(root.dataset['appearance']).toBeUndefined();
});

test('where storage is forbidden the choice holds for this visit', () => {
  const root = document.createElement('html');
  const appearance = new Appearance(root, () => { throw new DOMException('no', 'SecurityError'); });
  appearance.choose('light');
  expect(appearance.name).toBe('light');
});

test('only other addresses count as traffic', () => {
  const origin = 'https://kinora.example';
  expect(['https://kinora.example/a.js', 'inline', 'wasm-eval', 'blob:https://kinora.example/1', 'data:,x', 'https://kinora.example.evil/x', 'https://other.example/'].map(
    (address) => isForeign(address, origin),
  ))
    .toEqual([false, false, false, false, false, true, true]);
});
