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

  test('a store that always fails is given up, and named', async () => {
    const store = new ClonedStore();
    store.beforeWrite = () => { throw new Error('full'); };
    const told: string[] = [];
    const journal = new Journal(store, (trouble) => told.push(trouble));
    await journal.begin(begun);
    journal.append('w1', at(1));
    await journal.flush();
    expect(journal.trouble).toBe('full');
    expect(told).toEqual(['full']);
    expect(store.writes).toBe(3);
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
});
