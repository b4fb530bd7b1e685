import { expect, test } from 'vitest';
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
