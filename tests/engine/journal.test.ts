import { describe, expect, test } from 'vitest';
import { Journal } from '../../src/engine/journal';
import type { WorkflowEvent } from '../../src/engine/workflowState';
import { ClonedStore } from '../optimizers/clonedStore';

const begun = { id: 'w1', source: 'rivers.md', startedAt: 5, inputs: { seconds: 60 } };
const at = (time: number): WorkflowEvent => ({ type: 'started', at: time });

describe('the journal', () => {
  test('gives what a workflow began with and its events in order, to a later page', async () => {
    const store = new ClonedStore();
    const journal = new Journal(store);
    await journal.begin(begun);
    for (let time = 0; time < 12; time++) journal.append('w1', at(time));
    await journal.flush();
    const [record] = await new Journal(store).records();
    expect(record).toEqual({ ...begun, events: Array.from({ length: 12 }, (_, time) => at(time)) });
  });

  test('what a workflow begins with is stored before anything else happens', async () => {
    const store = new ClonedStore();
    await new Journal(store).begin(begun);
    expect(store.values.size).toBe(1);
  });

  test('writes the events that come during a write together', async () => {
    const store = new ClonedStore();
    const journal = new Journal(store);
    await journal.begin(begun);
    for (let time = 0; time < 100; time++) journal.append('w1', at(time));
    await journal.flush();
    expect(store.writes).toBe(2);
  });

  test('a later page writes on behind what is there', async () => {
    const store = new ClonedStore();
    const first = new Journal(store);
    await first.begin(begun);
    first.append('w1', at(1));
    await first.flush();
    const second = new Journal(store);
    const [record] = await second.records();
    if (record !== undefined) second.continue(record);
    second.append('w1', at(2));
    expect((await second.records())[0]?.events).toEqual([at(1), at(2)]);
  });

  test('nothing is left of a workflow that is forgotten, not even what still waits to be written', async () => {
    const store = new ClonedStore();
    const journal = new Journal(store);
    await journal.begin(begun);
    await journal.begin({ ...begun, id: 'w10' });
    journal.append('w1', at(1));
    await journal.forget('w1');
    journal.append('w1', at(2));
    expect((await journal.records()).map(({ id }) => id)).toEqual(['w10']);
    expect([...store.values.keys()]).toEqual(['begun/w10']);
  });

  test('a store that fails every third write loses nothing', async () => {
    const store = new ClonedStore();
    store.beforeWrite = (write) => { if (write % 3 === 0) throw new Error('now and then'); };
    const journal = new Journal(store);
    await journal.begin(begun);
    for (let time = 0; time < 20; time++) {
      journal.append('w1', at(time));
      await journal.flush();
    }
    expect((await journal.records())[0]?.events).toHaveLength(20);
    expect(journal.trouble).toBe('');
  });

  test('a store that always fails keeps nobody waiting for long, and is named once', async () => {
    const store = new ClonedStore();
    store.beforeWrite = () => { throw new Error('full'); };
    const told: string[] = [];
    const journal = new Journal(store, (trouble) => told.push(trouble));
    await journal.begin(begun);
    journal.append('w1', at(1));
    await journal.flush();
    expect(journal.trouble).toBe('full');
    expect(told).toEqual(['full']);
    // Three tries for what was begun, and three for the event after it.
    expect(store.writes).toBe(6);
    expect(await journal.records()).toEqual([]);
  });

  test('writes nothing once it is closed', async () => {
    const store = new ClonedStore();
    const journal = new Journal(store);
    await journal.begin(begun);
    await journal.close();
    await journal.forget('w1');
    expect(store.values.size).toBe(1);
  });

  test('a store that fails for a moment is tried again at the next event, with everything since', async () => {
    for (const [from, to] of [[1, 3], [2, 4], [2, 7], [4, 6], [5, 10]] as const) {
      const store = new ClonedStore();
      store.beforeWrite = (write) => { if (write >= from && write <= to) throw new Error('for a moment'); };
      const journal = new Journal(store);
      await journal.begin(begun);
      for (let time = 0; time < 12; time++) {
        journal.append('w1', at(time));
        await journal.flush();
      }
      expect(journal.trouble).toBe('');
      expect((await new Journal(store).records())[0]?.events).toEqual(Array.from({ length: 12 }, (_, time) => at(time)));
    }
  });

  test('forgets though the store failed until then, and waits between its tries', async () => {
    const store = new ClonedStore();
    const waits: number[] = [];
    const journal = new Journal(store, undefined, { patience: { chance: () => 0, wait: async (milliseconds) => { waits.push(milliseconds); } } });
    await journal.begin(begun);
    store.beforeWrite = () => { throw new Error('for a moment'); };
    journal.append('w1', at(1));
    await journal.flush();
    expect([journal.trouble, waits]).toEqual(['for a moment', [100, 200]]);
    store.beforeWrite = () => {};
    await journal.forget('w1');
    expect(store.values.size).toBe(0);
    await journal.begin({ ...begun, id: 'w2' });
    expect([journal.trouble, store.values.size]).toEqual(['', 1]);
  });

  test('forgets later what it could not when it was asked to', async () => {
    const store = new ClonedStore();
    const journal = new Journal(store);
    await journal.begin(begun);
    journal.append('w1', at(1));
    await journal.flush();
    const broken = async (): Promise<never> => { throw new Error('for a moment'); };
    const { keys, deleteMany } = store;
    Object.assign(store, { keys: broken, deleteMany: broken });
    await journal.forget('w1');
    Object.assign(store, { keys, deleteMany });
    await journal.begin({ ...begun, id: 'w2' });
    expect([...store.values.keys()]).toEqual(['begun/w2']);
  });

  test.each([
    ['nothing', null], ['a word', 'w2'], ['a number', 7], ['a list', []], ['no inputs', { id: 'w2', source: 'a.md', startedAt: 1 }],
    ['another name', { ...begun, id: 'w3' }], ['a later version', { ...begun, id: 'w2', version: 2 }],
  ])('a record that holds %s is left out, told of once, and hides no other', async (_name, value) => {
    const store = new ClonedStore();
    await new Journal(store).begin(begun);
    store.values.set('begun/w2', value);
    const told: string[] = [];
    const journal = new Journal(store, undefined, { onUnreadable: (key) => told.push(key) });
    for (let turn = 0; turn < 2; turn++) expect((await journal.records()).map(({ id }) => id)).toEqual(['w1']);
    expect(told).toEqual(['begun/w2']);
    expect(store.values.has('begun/w2')).toBe(true);
  });

  test('events of another version are left out, and never written over', async () => {
    const store = new ClonedStore();
    const first = new Journal(store);
    await first.begin(begun);
    for (const event of [at(1), null, 'started', { type: 'heartbeat', at: 2 }, { type: 'constructor', at: 2 }, at(3)]) {
      first.append('w1', event as WorkflowEvent);
    }
    await first.flush();
    const second = new Journal(store);
    const [record] = await second.records();
    expect(record?.events).toEqual([at(1), at(3)]);
    if (record !== undefined) second.continue(record);
    second.append('w1', at(4));
    await second.flush();
    expect(store.values.size).toBe(8);
    expect((await second.records())[0]?.events).toEqual([at(1), at(3), at(4)]);
  });

  test('records of the first builds, which have no version, are read', async () => {
    const store = new ClonedStore();
    store.values.set('begun/w1', begun);
    expect(await new Journal(store).records()).toEqual([{ ...begun, events: [] }]);
  });

  test('writes down anew what is under way when the store was emptied', async () => {
    const store = new ClonedStore();
    let lose = (): void => {};
    const journal = new Journal(Object.assign(store, { onLost: (listener: () => void) => { lose = listener; } }));
    await journal.begin(begun);
    await journal.begin({ ...begun, id: 'ended' });
    journal.append('w1', at(1));
    await journal.forget('ended');
    store.values.clear();
    lose();
    journal.append('w1', at(2));
    await journal.flush();
    expect(await new Journal(store).records()).toEqual([{ ...begun, events: [at(1), at(2)] }]);
  });
});
