import type { Bytes } from '../../src/domain/bytes';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { digest } from '../../src/domain/digest';
import { cancelled, Failure } from '../../src/domain/failure';
import type { ExportSettings } from '../../src/domain/film/video';
import type { Session, Watch } from '../../src/workflow/session';
import type { Production } from '../../src/workflow/results';
import { type PortLog, fakePorts, statements } from '../support/fakePorts';
import { fakeBrowser, openTab } from '../support/fakeEngine';

const settings: ExportSettings = { container: 'mp4', captions: 'burn', voice: 'auto' };
const texts = ['Water bends.', 'Sand settles.', 'The river moves.'];
const film = statements(texts);
const watch: Watch = { signal: new AbortController().signal, progress: () => undefined };
const source = {
  name: 'rivers.txt', mediaType: '', bytes: new TextEncoder().encode('Rivers\n\nWater bends where it slows. Sand settles in every bend of it.\n'),
};
const plan = { seconds: 10, theme: 'paper', format: film.format } as const;

const sha256 = (bytes: Bytes): Promise<string> => Promise.resolve(digest(bytes));

/** Lets everything that only waits for promises happen. */
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** Works in a tab that crashes with its `crashAt`-th event; gives the production if it came that far. */
async function workUntil(
  crashAt: number, browser: ReturnType<typeof fakeBrowser>, log: PortLog, work: (session: Session) => Promise<Production>,
): Promise<Production | undefined> {
  let crashed: () => void = () => undefined;
  const crash = new Promise<undefined>((resolve) => (crashed = () => resolve(undefined)));
  const tab = openTab(browser, { ...fakePorts(log), sha256 }, (count) => {
    if (count !== crashAt) return;
    tab.crash();
    crashed();
  });
  return Promise.race([work(tab.session), crash]);
}

const countOf = (log: PortLog, line: string): number => log.filter((one) => one === line).length;

describe('an export that its page left behind', () => {
  test('is taken up where it stopped, at whatever event the page ended, again and again', async () => {
    const whole = await openTab(fakeBrowser(), fakePorts([])).session.produce(film, settings, watch);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 22 }), { minLength: 1, maxLength: 4 }), async ([first = 1, ...later]) => {
        const browser = fakeBrowser();
        const log: PortLog = [];
        const delivered: Production[] = [];
        const caring: Watch = { ...watch, deliver: async (production) => void delivered.push(production) };
        let made = await workUntil(first, browser, log, (session) => session.produce(film, settings, caring));
        for (const crashAt of [...later, Infinity]) {
          if (made !== undefined) break;
          // What only waited for its write to be called, is lost with the page.
          await settle();
          const { session } = openTab(browser, fakePorts([]));
          const left = await session.unfinished();
          if (left.length === 0) break;
          expect(left).toMatchObject([{ source: 'statements.md', scenes: 3 }]);
          made = await workUntil(crashAt, browser, log, (page) => page.resume(left[0]?.id ?? '', caring));
        }
        const result = made ?? delivered.at(-1);
        // It ended before it was delivered only if it was never heard of again, and then it must have been delivered.
        expect(result?.video).toEqual(whole.video);
        expect(result?.keys).toEqual(whole.keys);
        expect(await openTab(browser, fakePorts([])).session.unfinished()).toEqual([]);
      }),
      { numRuns: 15 },
    );
  }, 60_000);

  test('is written once, even if the page goes away between the file and its record', async () => {
    const browser = fakeBrowser();
    const disk = new Map<string, number>();
    const told: (string | undefined)[] = [];
    const careful = (after: () => void): Watch => ({
      ...watch,
      deliver: async ({ video }, _, begun) => {
        told.push(begun);
        const name = digest(video.bytes);
        if (begun === undefined || !disk.has(begun)) disk.set(name, (disk.get(name) ?? 0) + 1);
        after();
      },
    });
    const tab = openTab(browser, { ...fakePorts([]), sha256 });
    await new Promise<void>((resolve) => {
      void tab.session.produce(film, settings, careful(() => { tab.crash(); resolve(); }));
    });
    const { session } = openTab(browser, { ...fakePorts([]), sha256 });
    const [left] = await session.unfinished();
    const { video } = await session.resume(left?.id ?? '', careful(() => undefined));
    expect(told).toEqual([undefined, digest(video.bytes)]);
    expect([...disk]).toEqual([[digest(video.bytes), 1]]);
    expect(await session.unfinished()).toEqual([]);
  });

  test('keeps every scene that was encoded: none is encoded again once it is stored', async () => {
    const browser = fakeBrowser();
    const log: PortLog = [];
    let begun = 0;
    // The third scene never ends.
    const ports = fakePorts(log, { encode: () => ((begun += 1) === 3 ? new Promise(() => undefined) : Promise.resolve()) });
    const tab = openTab(browser, ports);
    void tab.session.produce(film, settings, watch);
    await expect.poll(() => log.filter((line) => line.startsWith('encode')).length).toBe(2);
    await expect.poll(() => [...browser.cache.values.keys()].filter((key) => key.includes('segment/')).length).toBe(2);
    tab.crash();

    const { session } = openTab(browser, fakePorts(log));
    const [left] = await session.unfinished();
    expect(left).toMatchObject({ source: 'statements.md', scenesDone: 2, scenes: 3 });
    await session.resume(left?.id ?? '', watch);
    for (const text of texts) {
      expect(countOf(log, `encode ${text}`)).toBe(1);
      expect(countOf(log, `speak ${text}`)).toBe(1);
    }
  });

  test('that began with a source is read, planned and made', async () => {
    const browser = fakeBrowser();
    const whole = await openTab(fakeBrowser(), fakePorts([])).session.make(source, plan, settings, watch);
    const made = await workUntil(6, browser, [], (session) => session.make(source, plan, settings, watch));
    expect(made).toBeUndefined();
    await settle();
    const { session } = openTab(browser, fakePorts([]));
    const [left] = await session.unfinished();
    expect(left?.source).toBe('rivers.txt');
    expect((await session.resume(left?.id ?? '', watch)).video).toEqual(whole.video);
  });

  test('is not offered while another tab works on it, and cannot be taken up twice', async () => {
    const browser = fakeBrowser();
    await workUntil(8, browser, [], (session) => session.produce(film, settings, watch));
    await settle();
    const [one, two] = [openTab(browser, fakePorts([])).session, openTab(browser, fakePorts([])).session];
    const id = (await one.unfinished())[0]?.id ?? '';
    const [first, second] = await Promise.allSettled([one.resume(id, watch), two.resume(id, watch)]);
    expect([first.status, second.status].sort()).toEqual(['fulfilled', 'rejected']);
    await expect(two.resume(id, watch)).rejects.toMatchObject({ code: 'invalid-parameter' });
  });

  test('is forgotten when what was kept of it has expired', async () => {
    const browser = fakeBrowser();
    await workUntil(8, browser, [], (session) => session.produce(film, settings, watch));
    await settle();
    const tab = openTab(browser, fakePorts([]), undefined, 31 * 24 * 3600 * 1000);
    expect(await tab.session.unfinished()).toEqual([]);
    expect(browser.journal.values.size).toBe(0);
  });

  test('can be let go', async () => {
    const browser = fakeBrowser();
    await workUntil(8, browser, [], (session) => session.produce(film, settings, watch));
    await settle();
    const { session } = openTab(browser, fakePorts([]));
    await session.abandon((await session.unfinished())[0]?.id ?? '');
    expect(await session.unfinished()).toEqual([]);
    expect(browser.journal.values.size).toBe(0);
  });

  test('stays unfinished when its session is stopped, not when it is cancelled or fails', async () => {
    const left = async (end: (session: Session, controller: AbortController) => void | Promise<void>, trouble?: Failure): Promise<number> => {
      const browser = fakeBrowser();
      const controller = new AbortController();
      const encode = async (): Promise<void> => {
        await end(tab.session, controller);
        throw trouble ?? new Failure('no-encoder', 'the worker was ended');
      };
      const tab = openTab(browser, fakePorts([], { encode }));
      await expect(tab.session.produce(film, settings, { ...watch, signal: controller.signal })).rejects.toThrow();
      tab.crash();
      return (await openTab(browser, fakePorts([])).session.unfinished()).length;
    };
    expect(await left((_, controller) => controller.abort(cancelled()))).toBe(0);
    expect(await left(() => undefined, new Failure('no-encoder', 'none'))).toBe(0);
    expect(await left((session) => session.stop())).toBe(1);
  });

  test('a store that fails keeps nobody from making films', async () => {
    const browser = fakeBrowser();
    browser.journal.beforeWrite = () => { throw new Error('storage is forbidden'); };
    const tab = openTab(browser, fakePorts([]));
    expect((await tab.session.produce(film, settings, watch)).video.frames).toBeGreaterThan(0);
    expect(tab.engine.journal?.trouble).toBe('storage is forbidden');
  });

  test('whose store fails for a moment, whenever that is, is delivered once and not offered again', async () => {
    for (let first = 1; first <= 20; first++) {
      for (const failures of [1, 3, 4, 7]) {
        const browser = fakeBrowser();
        browser.journal.beforeWrite = (write) => { if (write >= first && write < first + failures) throw new Error('for a moment'); };
        let deliveries = 0;
        await openTab(browser, fakePorts([])).session.produce(film, settings, { ...watch, deliver: async () => { deliveries++; } });
        await settle();
        expect([deliveries, await openTab(browser, fakePorts([])).session.unfinished(), browser.journal.values.size]).toEqual([1, [], 0]);
      }
    }
  });

  test.each([
    ['nothing', null], ['a word', 'film'], ['no storyboard', { version: 1, kind: 'storyboard', settings }],
    ['a storyboard without scenes', { version: 1, kind: 'storyboard', storyboard: {}, settings }],
    ['no settings', { version: 1, kind: 'storyboard', storyboard: film }], ['no source', { version: 1, kind: 'source', plan, settings }],
    ['what a later version begins with', { version: 2, kind: 'storyboard', storyboard: film, settings }],
  ])('is offered though another one began with %s, which is told of', async (_name, inputs) => {
    const browser = fakeBrowser();
    await workUntil(8, browser, [], (session) => session.produce(film, settings, watch));
    await settle();
    browser.journal.values.set('begun/film9-x', { id: 'film9-x', source: 'b.md', startedAt: 1_000_000, inputs });
    for (const event of [null, { type: 'heartbeat', at: 3 }]) browser.journal.values.set(`event/film9-x/0000000${event === null ? 0 : 1}`, event);
    const { session, engine } = openTab(browser, fakePorts([]));
    const told: string[] = [];
    Object.assign(engine, { noteUnreadable: (id: string) => told.push(id) });
    for (let turn = 0; turn < 2; turn++) expect((await session.unfinished()).map((left) => left.source)).toEqual(['statements.md']);
    expect(told).toEqual(['film9-x']);
    await expect(session.resume('film9-x', watch)).rejects.toMatchObject({ code: 'invalid-parameter' });
  });
});
