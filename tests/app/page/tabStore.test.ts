import { expect, test, vi } from 'vitest';
import { TabStore } from '../../../src/app/page/tabStore';
import { memoryStore } from '../../support/memoryStore';

/** A store that can fail for a while, and be emptied as a browser does that clears what a site keeps. */
function losableStore() {
  const store = memoryStore();
  const state = { fails: false, lose: (): void => undefined };
  const check = (): void => { if (state.fails) throw new Error('for a moment'); };
  return {
    values: store.values, state, get: store.get,
    set: async (key: string, value: unknown) => { check(); await store.set(key, value); },
    delete: async (key: string) => { check(); await store.delete(key); },
    onLost: (listener: () => void) => { state.lose = () => { store.values.clear(); listener(); }; },
  };
}

test('what a store would not take for a moment is written along with the next', async () => {
  const store = losableStore();
  const tab = new TabStore(store);
  tab.set('orders', ['a']);
  tab.set('settings', { pace: 1 });
  await vi.waitFor(() => { expect(store.values.size).toBe(2); });
  store.state.fails = true;
  tab.set('orders', ['a', 'b']);
  tab.delete('settings');
  await new Promise((resolve) => setTimeout(resolve, 5));
  store.state.fails = false;
  tab.set('inbox', []);
  await vi.waitFor(() => { expect(Object.fromEntries(store.values)).toEqual({ orders: ['a', 'b'], inbox: [] }); });
});

test('a value that does not come hinders no other', async () => {
  const store = losableStore();
  const tab = new TabStore(store);
  tab.set('late', Promise.resolve(1));
  tab.set('never', Promise.reject(new Error('gone')));
  tab.set('next', 2);
  await vi.waitFor(() => { expect(Object.fromEntries(store.values)).toEqual({ late: 1, next: 2 }); });
});

test('all is written again when the store was emptied, also what an earlier visit kept', async () => {
  const store = losableStore();
  store.values.set('orders', ['earlier']);
  const tab = new TabStore(store);
  expect(await tab.get('orders')).toEqual(['earlier']);
  tab.set('settings', { pace: 1 });
  tab.set('gone', 1);
  tab.delete('gone');
  await vi.waitFor(() => { expect([...store.values.keys()]).toEqual(['orders', 'settings']); });
  store.state.lose();
  await vi.waitFor(() => { expect(Object.fromEntries(store.values)).toEqual({ orders: ['earlier'], settings: { pace: 1 } }); });
});

test('a tab whose things are not kept writes nothing, even then', async () => {
  const store = losableStore();
  const tab = new TabStore(store, { take: () => Promise.resolve(undefined), held: () => Promise.resolve(new Set<string>()) });
  tab.set('orders', ['a']);
  await new Promise((resolve) => setTimeout(resolve, 5));
  store.state.lose();
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(store.values.size).toBe(0);
});
