import { expect, test, vi } from 'vitest';
import { Autosave } from '../../../src/app/film/autosave.svelte';
import { bytesDigest } from '../../../src/domain/digest';
import type { KeptProject } from '../../../src/app/film/project.svelte';
import { memoryStore } from '../../support/memoryStore';
import { storyboard } from '../../support/storyboards';

const project = (
  assets: Readonly<Record<string, string>>, title = 'Rivers',
): KeptProject => ({ version: 1, facts: { name: 'a.md', size: 9 }, storyboard: { ...storyboard, title, assets }, origin: 'edited' });

/** A store that counts what is written. */
function counted() {
  const store = memoryStore();
  const written: string[] = [];
  return { ...store, written, set: async (key: string, value: unknown) => { written.push(key); await store.set(key, value); } };
}

async function keep(autosave: Autosave, kept: KeptProject): Promise<void> {
  autosave.keep(() => kept);
  await autosave.flush();
}

test('the files of a film are written once, not with every edit, and go when it has no use for them', async () => {
  const store = counted();
  const autosave = new Autosave(store);
  await keep(autosave, project({ a: 'data:,a', b: 'data:,b' }));
  await keep(autosave, project({ a: 'data:,a', b: 'data:,b' }, 'Streams'));
  await keep(autosave, project({ b: 'data:,b' }));
  expect(store.written).toEqual(['asset/a', 'asset/b', 'film', 'film', 'film']);
  expect([...store.values.keys()]).toEqual(['asset/b', 'film']);
});

/** The name of the file `data:,a`. */
const own = bytesDigest(new TextEncoder().encode('a'));

test('a later page has the film with its files, and writes them no second time', async () => {
  const store = counted();
  await keep(new Autosave(store), project({ [own]: 'data:,a' }));
  const later = new Autosave(store);
  const restored = await later.restore();
  expect(restored).toEqual(project({ [own]: 'data:,a' }));
  await keep(later, project({ [own]: 'data:,a' }, 'Streams'));
  expect(store.written).toEqual([`asset/${own}`, 'film', 'film']);
});

test('files that an earlier version named otherwise are named by their bytes, and kept so', async () => {
  const store = counted();
  await keep(new Autosave(store), project({ a: 'data:,a' }));
  const later = new Autosave(store);
  const restored = await later.restore();
  expect(restored?.storyboard.assets).toEqual({ [own]: 'data:,a' });
  await keep(later, project(restored?.storyboard.assets ?? {}, 'Streams'));
  expect([...store.values.keys()].sort()).toEqual([`asset/${own}`, 'film']);
});

test('what another tab took away is written again', async () => {
  const store = counted();
  const [one, other] = [new Autosave(store), new Autosave(store)];
  await keep(one, project({ a: 'data:,a' }));
  await keep(other, project({ b: 'data:,b' }));
  expect(store.values.has('asset/a')).toBe(false);
  await keep(one, project({ a: 'data:,a' }, 'Streams'));
  expect([...store.values.keys()]).toEqual(['film', 'asset/a']);
});

test('a film that an earlier version kept with its files is still opened', async () => {
  const store = memoryStore();
  await store.set('film', { ...project({ a: 'data:,a' }), document: '' });
  expect((await new Autosave(store).restore())?.storyboard.assets).toEqual({ [own]: 'data:,a' });
});

/** A store that can fail for a while, and be emptied as a browser does that clears what a site keeps. */
function losableStore() {
  const store = memoryStore();
  const state = { fails: false, lose: (): void => undefined };
  return {
    ...store, state,
    set: async (key: string, value: unknown) => {
      if (state.fails) throw new Error('for a moment');
      await store.set(key, value);
    },
    onLost: (listener: () => void) => { state.lose = () => { store.values.clear(); listener(); }; },
  };
}

test('a film is not called saved while what was written is gone, and is written again whole', async () => {
  const store = losableStore();
  const autosave = new Autosave(store);
  await keep(autosave, project({ a: 'data:,a' }));
  expect(autosave.state).toBe('saved');
  store.state.lose();
  expect(autosave.state).toBe('saving');
  await vi.waitFor(() => { expect(autosave.state).toBe('saved'); });
  expect([...store.values.keys()]).toEqual(['asset/a', 'film']);
});

test('what is lost in the midst of writing is written again', async () => {
  const store = losableStore();
  const set = store.set;
  let writes = 0;
  const autosave = new Autosave({ ...store, set: async (key, value) => { await set(key, value); if (++writes === 2) store.state.lose(); } });
  await keep(autosave, project({ a: 'data:,a', b: 'data:,b' }));
  await vi.waitFor(() => { expect(autosave.state).toBe('saved'); });
  expect([...store.values.keys()].sort()).toEqual(['asset/a', 'asset/b', 'film']);
});

test('a film that was brought back and not changed since is written again, too', async () => {
  const store = losableStore();
  await keep(new Autosave(store), project({ a: 'data:,a' }));
  const later = new Autosave(store);
  const restored = await later.restore();
  store.state.lose();
  await vi.waitFor(() => { expect(later.state).toBe('saved'); });
  expect(await new Autosave(store).restore()).toEqual(restored);
});

test('a film that could not be written for a moment is said to be unsaved, and written later without another edit', async () => {
  vi.useFakeTimers();
  const store = losableStore();
  const autosave = new Autosave(store);
  store.state.fails = true;
  await keep(autosave, project({}));
  expect(autosave.state).toBe('failed');
  store.state.fails = false;
  await vi.advanceTimersByTimeAsync(60_000);
  expect([autosave.state, [...store.values.keys()]]).toEqual(['saved', ['film']]);
  vi.useRealTimers();
});

test('a store that stays lost is said so', async () => {
  const store = losableStore();
  const autosave = new Autosave(store);
  await keep(autosave, project({}));
  store.state.fails = true;
  store.state.lose();
  await vi.waitFor(() => { expect(autosave.state).toBe('failed'); });
});
