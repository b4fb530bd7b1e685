import { expect, test, vi } from 'vitest';
import { Exports } from '../../../src/app/exports/exports.svelte';
import { TabStore } from '../../../src/app/page/tabStore';
import { Studio } from '../../../src/app/studio.svelte';
import { Failure } from '../../../src/domain/failure';
import { fakeSession } from '../../support/fakeSession';
import { memoryStore } from '../../support/memoryStore';
import { storyboard } from '../../support/storyboards';

const open = () => new Exports(fakeSession(), new TabStore(memoryStore()));
const rivers = { name: 'rivers.md', mediaType: '', bytes: new Uint8Array([35]) };

test('a finished video comes as a file with its captions, poster, storyboard and manifest', async () => {
  const exports = open();
  await exports.make(storyboard);
  const { made } = exports;
  expect(made?.downloads.map(({ name }) => name)).toEqual(['rivers.mp4', 'rivers.srt', 'rivers.vtt', 'rivers.poster.png', 'rivers.json', 'rivers.manifest.json']);
  expect(made?.downloads[0]?.size).toBe(3);
  expect(made?.captionsAddress).toMatch(/^blob:/u);
  expect(exports.isFresh(storyboard)).toBe(true);
});

test('a video is out of date once the storyboard or a setting has changed', async () => {
  const exports = open();
  await exports.make(storyboard);
  expect(exports.isFresh({ ...storyboard })).toBe(false);
  exports.choose({ voice: 'none' });
  expect(exports.isFresh(storyboard)).toBe(false);
  expect(exports.made).toBeDefined();
});

test('a failure keeps the video made before, and the next attempt can succeed', async () => {
  let isFailing = false;
  const working = fakeSession();
  const studio = new Studio(fakeSession({
    produce: async (...call) => {
      if (isFailing) throw new Failure('encoder-failed', 'The encoder closed.');
      return working.produce(...call);
    },
  }), memoryStore());
  await studio.open(rivers);
  await studio.make();
  const first = studio.exports.made;
  await studio.remove('b');
  isFailing = true;
  await studio.make();
  expect(studio.exports.made).toBe(first);
  expect(studio.alerts.shown[0]).toMatchObject({ tone: 'trouble', title: 'Encoding stopped' });
  isFailing = false;
  await studio.make();
  expect(studio.exports.made?.from).toBe(studio.project.storyboard);
});

test('a cancel keeps the video made before and is no trouble', async () => {
  let isStuck = false;
  const working = fakeSession();
  const studio = new Studio(fakeSession({ produce: (...call) => (isStuck ? new Promise(() => undefined) : working.produce(...call)) }), memoryStore());
  await studio.open(rivers);
  await studio.make();
  const first = studio.exports.made;
  isStuck = true;
  const making = studio.make();
  expect(studio.exports.queue.running).toBeDefined();
  studio.exports.queue.cancel();
  await making;
  expect(studio.exports.made).toBe(first);
  expect(studio.alerts.shown).toEqual([]);
  expect(studio.alerts.spoken).toBe('Cancelled.');
});

test('the film can be edited while a video is made; the video is then of the film as it was', async () => {
  let finish = (): void => undefined;
  const working = fakeSession();
  const studio = new Studio(fakeSession({
    produce: async (...call) => { await new Promise<void>((resolve) => { finish = resolve; }); return working.produce(...call); },
  }), memoryStore());
  await studio.open(rivers);
  const before = studio.project.storyboard;
  const making = studio.make();
  await studio.remove('b');
  finish();
  await making;
  expect(studio.exports.made?.from).toBe(before);
  expect(studio.exports.isFresh(studio.project.storyboard)).toBe(false);
});

test('settings are those of the last visit', async () => {
  const store = memoryStore();
  const first = new Exports(fakeSession(), new TabStore(store));
  first.choose({ container: 'webm', codec: 'av1' });
  first.choose({ codec: undefined, frames: 'constant' });
  await vi.waitFor(() => { expect(store.values.get('settings')).toMatchObject({ frames: 'constant' }); });
  const second = new Exports(fakeSession(), new TabStore(store));
  await second.restore();
  expect(second.settings).toEqual({ container: 'webm', captions: 'burn', voice: 'auto', frames: 'constant' });
});
