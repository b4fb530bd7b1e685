import { expect, test, vi } from 'vitest';
import { ExportQueue, type OrderMaking } from '../../../src/app/exports/exportQueue.svelte';
import { type Order } from '../../../src/app/exports/order';
import { OrderStore } from '../../../src/app/exports/orderStore';
import { TabStore } from '../../../src/app/page/tabStore';
import { Failure } from '../../../src/domain/failure';
import type { ProjectStore } from '../../../src/platform/storage/projects';
import type { Watch } from '../../../src/workflow/session';
import type { Production } from '../../../src/workflow/results';
import { fakeSession } from '../../support/fakeSession';
import { memoryStore } from '../../support/memoryStore';
import { storyboard } from '../../support/storyboards';

const settings = { container: 'mp4', captions: 'burn', voice: 'auto' } as const;
const task = { kind: 'film', storyboard, settings } as const;
const made = (watch: Watch): Promise<Production> => fakeSession().produce(storyboard, settings, watch);
const untilStopped = (
  { signal }: Watch,
): Promise<never> => new Promise((_resolve, reject) => { signal.addEventListener('abort', () => { reject(signal.reason as Error); }); });

/** A queue that makes at once, unless a test says otherwise. */
function opened(make: OrderMaking['make'] = (_order, watch) => made(watch), store: ProjectStore = memoryStore()) {
  const abandoned: string[] = [];
  const settled: string[] = [];
  const queue = new ExportQueue(
    {
      make, abandon: (workflow) => abandoned.push(workflow), settled: ({ name, state }: Order) => settled.push(`${name} ${state}`),
    }, new OrderStore(new TabStore(store)),
  );
  return { queue, abandoned, settled, states: () => queue.orders.map(({ name, state }) => `${name} ${state}`) };
}

test('a second order waits for the first, and files of one name stay apart', async () => {
  const { queue, states } = opened();
  const both = Promise.all([queue.add('a.md', task), queue.add('a.md', task)]);
  expect(states()).toEqual(['a.md running', 'a.md waiting']);
  await both;
  expect(queue.orders.map(({ downloads }) => downloads[0]?.name)).toEqual(['a.mp4', 'a 2.mp4']);
});

test('one that fails says why and stops no other', async () => {
  const { queue, settled } = opened(async ({ name }, watch) => {
    if (name === 'empty.md') throw new Failure('empty-source', 'A file must hold something.');
    return made(watch);
  });
  const failed = queue.add('empty.md', task);
  await Promise.allSettled([failed, queue.add('b.md', task)]);
  await expect(failed).rejects.toThrow('A file must hold something.');
  expect(settled).toEqual(['empty.md failed', 'b.md succeeded']);
  expect(queue.orders[0]?.trouble).toContain('There is nothing in this file.');
});

test('a cancel counts at once, running or waiting, even if the work never notices', async () => {
  const { queue, states } = opened(async ({ name }, watch) => (name === 'a.md' ? new Promise(() => undefined) : made(watch)));
  const all = ['a.md', 'b.md', 'c.md'].map((name) => queue.add(name, task));
  const [a, b] = queue.orders;
  queue.cancel(b?.id);
  queue.cancel(a?.id);
  expect(states()).toEqual(['a.md cancelled', 'b.md cancelled', 'c.md running']);
  await Promise.allSettled(all);
  expect(states()[2]).toBe('c.md succeeded');
});

test('those that wait can be made sooner or later', () => {
  const { queue, states } = opened(async (_order, watch) => untilStopped(watch));
  for (const name of ['a', 'b', 'c', 'd']) queue.add(name, task).catch(() => undefined);
  queue.move(queue.orders[3]?.id ?? '', -1);
  queue.move(queue.orders[1]?.id ?? '', 9);
  expect(states()).toEqual(['a running', 'd waiting', 'c waiting', 'b waiting']);
});

test('while it is paused nothing runs, and what was stopped begins again', async () => {
  const begun: string[] = [];
  const { queue, states } = opened(async ({ name }, watch) => (begun.push(name) === 1 ? untilStopped(watch) : made(watch)));
  const ended = queue.add('a.md', task);
  queue.pause();
  queue.add('b.md', task).catch(() => undefined);
  expect(states()).toEqual(['a.md waiting', 'b.md waiting']);
  queue.resume();
  expect((await ended).state).toBe('succeeded');
  expect(begun.slice(0, 2)).toEqual(['a.md', 'a.md']);
});

test('what has not ended is taken up by a later page, paused, and a workflow that was under way by its name', async () => {
  const store = memoryStore();
  const first = opened(async (_order, watch) => { watch.begun?.('film7'); return untilStopped(watch); }, store);
  for (const name of ['a.md', 'b.md', 'c.md']) first.queue.add(name, task).catch(() => undefined);
  first.queue.move(first.queue.orders[2]?.id ?? '', -1);
  await vi.waitFor(() => { expect(store.values.get(`order/${first.queue.orders[0]?.id}`)).toMatchObject({ workflow: 'film7' }); });
  const later = opened(undefined, store);
  await later.queue.restore([{ id: 'film7', source: 'a.md' }, { id: 'film9', source: 'of an older version.md' }]);
  expect(later.states()).toEqual(['a.md waiting', 'c.md waiting', 'b.md waiting', 'of an older version.md waiting']);
  expect([later.queue.isPaused, later.queue.orders[0]?.workflow]).toEqual([true, 'film7']);
  later.queue.cancel(later.queue.orders[0]?.id);
  expect(later.abandoned).toEqual(['film7']);
  later.queue.resume();
  await vi.waitFor(() => { expect(later.settled).toHaveLength(3); });
  await vi.waitFor(() => { expect([...store.values.keys()]).toEqual(['orders']); });
  expect(store.values.get('orders')).toEqual([]);
});

test('a store that is forbidden costs the memory of it, not the export', async () => {
  const { queue } = opened(undefined, memoryStore(true));
  await queue.restore([]);
  expect((await queue.add('a.md', task)).state).toBe('succeeded');
});

test('a second tab leaves the orders of the first alone', async () => {
  const store = memoryStore();
  const held = new Set<string>();
  const locks = { take: async (name: string) => (held.has(name) ? undefined : (held.add(name), () => undefined)), held: async () => held };
  const first = new OrderStore(new TabStore(store, locks));
  first.add({ id: 'one', name: 'a.md', task });
  await vi.waitFor(() => { expect(store.values.get('orders')).toEqual(['one']); });
  expect(await new OrderStore(new TabStore(store, locks)).restore()).toEqual([]);
});

test('what has ended can be put away, what runs cannot', async () => {
  const { queue, states } = opened(async ({ name }, watch) => (name === 'b.md' ? untilStopped(watch) : made(watch)));
  queue.add('b.md', task).catch(() => undefined);
  queue.forget();
  expect(states()).toEqual(['b.md running']);
  queue.cancel();
  queue.forget();
  expect(states()).toEqual([]);
});
