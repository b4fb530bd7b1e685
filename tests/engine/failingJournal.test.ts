import { describe, expect, test } from 'vitest';
import { Journal } from '../../src/engine/journal';
import type { WorkflowEvent } from '../../src/engine/workflowState';
import { ClonedStore } from '../optimizers/clonedStore';

const begun = { id: 'w1', source: 'rivers.md', startedAt: 5, inputs: { seconds: 60 } };
const events: readonly WorkflowEvent[] = Array.from({ length: 6 }, (_, at) => ({ type: 'started', at }));

/** A store of which some writes fail. @param at the first of them, from 1 */
function failingStore(at: number, times: number): { readonly store: ClonedStore; readonly isMet: () => boolean } {
  const store = new ClonedStore();
  let isMet = false;
  store.beforeWrite = (write) => {
    if (write < at || write >= at + times) return;
    isMet = true;
    throw new Error('The disk is full.');
  };
  return { store, isMet: () => isMet };
}

/** A workflow from its begin to its end, each event written before the next one. */
async function work(journal: Journal): Promise<void> {
  await journal.begin(begun);
  for (const event of events) {
    journal.append('w1', event);
    await journal.flush();
  }
}

describe('a journal of which a write fails', () => {
  test.each([1, 2, 3, 7])('and the next %d, too, whichever it is, loses nothing once the store is well', async (times) => {
    for (let at = 1, wasMet = true; wasMet; at += 1) {
      const { store, isMet } = failingStore(at, times);
      const journal = new Journal(store);
      await work(journal);
      // What still waits goes along with what comes.
      for (let more = 0; journal.trouble !== '' && more < 10; more += 1) {
        journal.append('w1', { type: 'started', at: 100 + more });
        await journal.flush();
      }
      wasMet = isMet();
      const [record] = await new Journal(store).records();
      expect(record).toMatchObject(begun);
      expect(record?.events.slice(0, events.length)).toEqual(events);
      expect(journal.trouble).toBe('');
    }
  });

  test('for good, whichever it is, keeps what was written before it: what it began with, and the first events without a gap', async () => {
    for (let at = 1, wasMet = true; wasMet; at += 1) {
      const { store, isMet } = failingStore(at, Infinity);
      await work(new Journal(store));
      wasMet = isMet();
      const records = await new Journal(store).records();
      if (at === 1) expect(records).toEqual([]);
      else expect(records).toEqual([{ ...begun, events: events.slice(0, at - 2) }]);
    }
  });

  test('for good never holds up or fails the work that it notes, and a later page begins with a sound journal', async () => {
    const { store } = failingStore(3, Infinity);
    const journal = new Journal(store);
    await work(journal);
    await journal.forget('w1');
    await journal.close();
    store.beforeWrite = () => undefined;
    const later = new Journal(store);
    for (const { id } of await later.records()) await later.forget(id);
    expect(store.values.size).toBe(0);
    await work(later);
    expect((await later.records())[0]?.events).toEqual(events);
  });
});
