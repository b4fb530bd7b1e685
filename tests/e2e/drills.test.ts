import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AutomationOptions, Inspection } from '../../src/app/automationCall';
import { chance } from '../../src/domain/chance';
import { launchChromium } from '../support/browser';
import { openHiddenTab } from '../support/hiddenTab';
import { changes, openStudio, sample, smallFilm, tracksOf, type RenderLine, type Sabotage, type StudioPage } from '../support/studioPage';

const words =
  '# Bends\n\nAt the bend the current slows on the inner side and drops its sand. The bank grows and the river moves.\n\n## Walls\n\nA wall moves the water to the next village, where the flood of the next spring is higher. Meadows take the water in and give it back in summer.\n';
const document = { 'bends.md': words };

let browser: Browser;
/** The same document, with nothing broken. */
let sound: Pick<Drill, 'keys' | 'line'>;
beforeAll(async () => {
  browser = await launchChromium();
  sound = await drill({});
});
afterAll(() => browser?.close());

interface Drill {
  readonly line: RenderLine;
  readonly keys: readonly string[];
  readonly inspection: Inspection;
  readonly metrics: string;
}

/** Opens a page with the sabotage and makes the film, which must play to its end. */
async function drill(
  sabotage: Sabotage, options: Partial<AutomationOptions> = {}, more: (studio: StudioPage, first: Drill) => Promise<void> = () => Promise.resolve(),
): Promise<Drill> {
  const studio = await openStudio(browser, sabotage);
  try {
    const first = await film(studio, options);
    await more(studio, first);
    return first;
  } finally {
    await studio.close();
  }
}

async function film(studio: StudioPage, options: Partial<AutomationOptions> = {}): Promise<Drill> {
  const [line] = await studio.render(document, { fps: 30, ...options });
  if (line === undefined) throw new Error('A document must give a line.');
  expect(line).not.toHaveProperty('error');
  expect(await studio.play(line.output)).toBeCloseTo(line.seconds, 0);
  const inspection = await studio.inspect();
  return { line, inspection, keys: changes(inspection.films.at(-1)?.keys ?? []), metrics: await studio.metrics() };
}

function partOf({ inspection }: Drill, name: string): Inspection['parts'][number] {
  const part = inspection.parts.find((candidate) => candidate.name === name);
  if (part === undefined) throw new Error(`There must be a part ${name}.`);
  return part;
}

const workaround = (part: string, kind: string): string => `kinora_workarounds_total{part="${part}",kind="${kind}"}`;
const cacheStat = (stat: string): string => `kinora_optimizer_stat{optimizer="cache",stat="${stat}"}`;

describe('a worker that is killed at its work', () => {
  /** Terminates a worker of that file, once, so many milliseconds after it was told to do that. */
  const killing = (file: string, work: string, after: number): string => `
    const Real = globalThis.Worker;
    let isDone = false;
    globalThis.Worker = class extends Real {
      #isVictim;
      constructor(url, options) { super(url, options); this.#isVictim = options.name === ${JSON.stringify(file)}; }
      postMessage(message, ...rest) {
        super.postMessage(message, ...rest);
        if (isDone || !this.#isVictim || !message?.path?.includes(${JSON.stringify(work)})) return;
        isDone = true;
        setTimeout(() => this.terminate(), ${after});
      }
    };`;
  /** A scene of this size takes some hundred milliseconds, so that it is not over before its worker is killed. */
  const large = { width: 1280, height: 720, voice: 'none' } as const;
  const random = chance(7);

  test('a film worker, at three random moments of a scene: the scene is made by another', async () => {
    const whole = await drill({}, large);
    for (let round = 0; round < 3; round++) {
      const { keys, metrics } = await drill({ init: killing('film', 'encodeScene', Math.floor(random() * 60)) }, large);
      expect(keys).toEqual(whole.keys);
      expect(sample(metrics, workaround('video', 'worker-lost'))).toBe(1);
    }
  });

  test('a pool worker with a step: the step runs on another', async () => {
    const { keys, metrics } = await drill({ init: killing('steps', 'run', 0) });
    expect(keys).toEqual(sound.keys);
    expect(metrics).toMatch(/kinora_tasks_total\{task="\w+",outcome="worker-lost"\} 1/);
  });

  test('the voice, in the middle of a film: the sentence is spoken by another', async () => {
    const { keys, line } = await drill({ init: killing('voice', 'speak', 0) });
    expect(keys).toEqual(sound.keys);
    expect(line.loudness).toBeCloseTo(sound.line.loudness ?? 0, 6);
  });
});

describe('an export under harder conditions', () => {
  test('one worker or another is killed each second: the same film', async () => {
    const init = `
      const Real = globalThis.Worker;
      const alive = [];
      globalThis.kills = 0;
      globalThis.Worker = class extends Real {
        constructor(url, options) { super(url, options); alive.push({ worker: this, kind: options.name }); }
      };
      setInterval(() => {
        const kind = ['film', 'steps', 'voice'][globalThis.kills % 3];
        const place = alive.findLastIndex((one) => one.kind === kind);
        globalThis.kills++;
        if (place >= 0) alive.splice(place, 1)[0].worker.terminate();
      }, 1000);`;
    const size = { width: 1280, height: 720 } as const;
    const whole = await drill({}, size);
    await drill({ init }, size, async (studio, { keys, line }) => {
      expect(keys).toEqual(whole.keys);
      // By the same encoder and the same voice: that workers are ended is neither's fault.
      expect(line).toMatchObject({ output: 'bends.mp4', path: 'webcodecs', codecs: whole.line.codecs, loudness: expect.closeTo(whole.line.loudness ?? 0, 6) });
      expect(await studio.page.evaluate('globalThis.kills')).toBeGreaterThan(0);
    });
  });

  test('the tab is hidden behind another from start to end: the same film', async () => {
    const studio = await openStudio(browser);
    const [line] = await studio.render(document, { fps: 30 });
    const tab = await openHiddenTab(studio.page.url());
    try {
      await expect
        .poll(() => tab.evaluate('document.visibilityState === "hidden" && globalThis.kinora !== undefined').catch(() => false), { timeout: 30_000 })
        .toBe(true);
      const made = await tab.evaluate(`(async () => {
        let frames = 0;
        let seen = 0;
        document.addEventListener('visibilitychange', () => seen++);
        const count = () => { frames++; requestAnimationFrame(count); };
        requestAnimationFrame(count);
        const lines = [];
        globalThis.kinoraLine = async ({ result }) => void lines.push(result);
        globalThis.kinoraProgress = async () => undefined;
        await kinora.run('render', [{ name: 'bends.md', output: 'hidden' }], ${JSON.stringify({ ...smallFilm, fps: 30 })});
        return { line: lines[0], keys: kinora.inspect().films[0]?.keys, frames, seen, isHidden: document.hidden };
      })()`) as { readonly line: RenderLine; readonly keys: readonly string[]; readonly frames: number; readonly seen: number; readonly isHidden: boolean };
      // It was never seen, and nothing of it was animated.
      expect(made).toMatchObject({ frames: 0, seen: 0, isHidden: true, line: { codecs: line?.codecs, seconds: line?.seconds, path: 'webcodecs' } });
      expect(changes(made.keys)).toEqual(sound.keys);
      expect(await studio.play('hidden.mp4')).toBeCloseTo(made.line.seconds, 0);
    } finally {
      await tab.close();
      await studio.close();
    }
  });

  /** Statements, so many frames each, nothing said. */
  const statements = (count: number, frames: number, format: object): string =>
    JSON.stringify({
      version: 1, title: 'Bends', language: 'en', source: { name: 'bends.md', link: '' }, format, theme: 'paper', seed: 1, seconds: 0,
      scenes: Array.from({ length: count }, (_, index) => ({
        id: `s${index}`, anchors: [], frames, speech: [], chapter: '', layout: 'statement', text: `The bank grows for the ${index + 1}. time.`, emphasis: '',
      })),
    });

  test.each([
    ['4K at 60 frames a second', statements(1, 150, { width: 3840, height: 2160, fps: 60 }), { width: 3840, fps: 60, least: 2 }],
    ['an hour', statements(1440, 10, { width: 160, height: 90, fps: 2 }), { width: 160, fps: 2, least: 3600 }],
  ])('%s', async (_, storyboard, { least, ...expected }) => {
    const studio = await openStudio(browser);
    try {
      const [line] = await studio.render({ 'long.json': storyboard }, { voice: 'none' });
      expect(line).toMatchObject({ output: 'long.mp4', path: 'webcodecs', ...expected });
      const { seconds } = await tracksOf(studio.outputs.get('long.mp4') ?? Buffer.alloc(0));
      expect(seconds).toBeGreaterThanOrEqual(least);
      expect(seconds).toBeCloseTo(line?.seconds ?? 0, 2);
    } finally {
      await studio.close();
    }
  });
});

describe('workers that cannot be had', () => {
  test("the files of all of them are gone: the page's own thread draws, and nobody speaks", async () => {
    const made = await drill({ missing: /\.worker-/ });
    expect(made.line.output).toBe('bends.mp4');
    expect(made.line.loudness).toBeNull();
    expect(partOf(made, 'video')).toMatchObject({ state: 'degraded', standsIn: "WebCodecs, the page's own thread" });
    expect(partOf(made, 'voice')).toMatchObject({ state: 'degraded', standsIn: 'silent films, timed by reading' });
    expect(sample(made.metrics, workaround('video', 'no-worker'))).toBeGreaterThan(0);
  });

  test('a film worker alone is gone: the same film, drawn on the page', async () => {
    const made = await drill({ missing: /film\.worker-/ });
    expect(made.keys).toEqual(sound.keys);
    expect(made.line.codecs).toEqual(sound.line.codecs);
    expect(sample(made.metrics, workaround('video', 'no-worker'))).toBeGreaterThan(0);
  });

  test.each([
    ['a policy forbids them', { replace: ["worker-src 'self' blob:", "worker-src 'none'"] }],
    ['the browser has none', { init: 'delete globalThis.Worker;' }],
  ] as const)('%s: a silent film is made on the page', async (_, sabotage) => {
    const made = await drill(sabotage);
    expect(made.line).toMatchObject({ output: 'bends.mp4', path: 'webcodecs', loudness: null });
    expect(partOf(made, 'video').standsIn).toBe("WebCodecs, the page's own thread");
    expect(partOf(made, 'pool')).toMatchObject({ standsIn: "the page's own thread" });
    expect(partOf(made, 'pool').state).not.toBe('ready');
  });
});

describe('storage that fails', () => {
  test('at every third write: the film is made, and what was kept is right', async () => {
    const init = `
      const put = IDBObjectStore.prototype.put;
      let writes = 0;
      IDBObjectStore.prototype.put = function (...values) {
        if (++writes % 3 === 0) throw new DOMException('The drill says no.', 'UnknownError');
        return put.apply(this, values);
      };`;
    await drill({ init }, {}, async (studio, first) => {
      expect(first.keys).toEqual(sound.keys);
      await studio.page.waitForTimeout(500);
      const again = await film(studio);
      expect(again.keys).toEqual(sound.keys);
      expect(again.line.cache.hits).toBeGreaterThan(3);
      expect(sample(again.metrics, cacheStat('writeErrors'))).toBeGreaterThan(0);
      await studio.reload();
      expect((await film(studio)).keys).toEqual(sound.keys);
    });
  });

  /** A disk of so many bytes. */
  const full = (bytes: number): string => `
      const { put, delete: remove } = IDBObjectStore.prototype;
      const sizes = new Map();
      const planned = new WeakMap();
      const sizeOf = (value) => (value?.byteLength ?? JSON.stringify(value ?? '').length);
      const sum = (map) => [...map.values()].reduce((all, one) => all + one, 0);
      const change = (store, key, size) => {
        const { transaction } = store;
        if (!planned.has(transaction)) {
          planned.set(transaction, new Map());
          transaction.addEventListener('complete', () => { for (const [name, bytes] of planned.get(transaction)) sizes.set(name, bytes); });
        }
        planned.get(transaction).set(transaction.db.name + '/' + key, size);
        return sum(new Map([...sizes, ...planned.get(transaction)])) <= ${bytes};
      };
      IDBObjectStore.prototype.delete = function (key) {
        change(this, key, 0);
        return remove.call(this, key);
      };
      // As browsers do it: nothing of a transaction that does not fit is stored.
      IDBObjectStore.prototype.put = function (value, key) {
        if (!change(this, key, sizeOf(value))) {
          this.transaction.abort();
          throw new DOMException('The drill is full.', 'QuotaExceededError');
        }
        return key === undefined ? put.call(this, value) : put.call(this, value, key);
      };`;

  test('because it is full: what fits is kept over a reload', async () => {
    await drill({ init: full(100_000) }, {}, async (studio, first) => {
      expect(first.keys).toEqual(sound.keys);
      expect(sample(first.metrics, cacheStat('writeErrors'))).toBeGreaterThan(0);
      await studio.page.waitForTimeout(500);
      await studio.reload();
      const later = await film(studio);
      expect(later.keys).toEqual(sound.keys);
      expect(later.line.cache.hits).toBeGreaterThan(3);
    });
  });

  test('because it has no room at all: the cache goes on in memory and says so', async () => {
    await drill({ init: full(5000) }, {}, async (studio, first) => {
      expect(first.keys).toEqual(sound.keys);
      await studio.page.waitForTimeout(500);
      const again = await film(studio);
      expect(again.keys).toEqual(sound.keys);
      expect(again.line.cache.hits).toBeGreaterThan(3);
      expect(partOf(again, 'cache')).toMatchObject({ state: 'degraded', standsIn: 'memory only' });
      expect(sample(again.metrics, cacheStat('writeErrors'))).toBeGreaterThan(0);
    });
  });

  test('with rotten values: each is seen, counted and computed anew', async () => {
    await drill({}, {}, async (studio) => {
      await expect.poll(() => studio.page.evaluate(spoilValues), { timeout: 10_000 }).toBeGreaterThan(3);
      await studio.reload();
      const again = await film(studio);
      expect(again.keys).toEqual(sound.keys);
      expect(sample(again.metrics, cacheStat('rotten'))).toBeGreaterThan(3);
      await studio.page.waitForTimeout(500);
      await studio.reload();
      const last = await film(studio);
      expect(last.keys).toEqual(sound.keys);
      expect(sample(last.metrics, cacheStat('rotten'))).toBe(0);
      expect(last.line.cache.hits).toBeGreaterThan(3);
    });
  });
});

/** Runs in the page: turns a bit of every kept value, as a bad disk would; gives how many there are. */
async function spoilValues(): Promise<number> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open('kinora-cache-2');
    opening.onsuccess = () => { resolve(opening.result); };
    opening.onerror = () => { reject(new Error('The cache does not open.')); };
  });
  const transaction = database.transaction('keyval', 'readwrite');
  const store = transaction.objectStore('keyval');
  let spoiled = 0;
  store.openCursor().onsuccess = ({ target }) => {
    const cursor = (target as IDBRequest<IDBCursorWithValue | null>).result;
    if (!cursor) return;
    if (String(cursor.key).startsWith('value') && cursor.value instanceof Uint8Array) {
      const bytes = cursor.value.slice();
      const middle = bytes.length >> 1;
      bytes[middle] = (bytes[middle] ?? 0) ^ 1;
      cursor.update(bytes);
      spoiled++;
    }
    cursor.continue();
  };
  await new Promise((resolve) => { transaction.oncomplete = resolve; });
  database.close();
  return spoiled;
}

describe('an encoder that promises more than it keeps', () => {
  /** Fails at the 50th frame of a scene, for codecs whose name matches. */
  const failing = (codecs: string): Sabotage['prelude'] => ({
    path: /film\.worker-/,
    script: `{
      const { configure, encode } = VideoEncoder.prototype;
      const codecOf = new WeakMap();
      VideoEncoder.prototype.configure = function (config) { codecOf.set(this, config.codec); return configure.call(this, config); };
      VideoEncoder.prototype.encode = function (frame, options) {
        if (${codecs}.test(codecOf.get(this)) && frame.timestamp + frame.duration > 50e6 / 30) throw new DOMException('The drill says no.', 'EncodingError');
        return encode.call(this, frame, options);
      };
    }`,
  });

  test('at frame 50: ffmpeg makes the whole film, and it is counted', async () => {
    const prelude = failing('/^avc1/');
    const made = await drill(prelude === undefined ? {} : { prelude });
    expect(made.line).toMatchObject({ path: 'ffmpeg', output: 'bends.mp4', codecs: [expect.stringMatching(/^avc1/), 'mp4a.40.2'] });
    expect(made.keys).toEqual(sound.keys);
    expect(sample(made.metrics, workaround('video', 'encoder-failed'))).toBe(1);
    expect(partOf(made, 'video').reason).toContain('avc1');
  });

  test('and no ffmpeg: the film becomes WebM', async () => {
    const prelude = failing('/^avc1/');
    const made = await drill({ without: 'ffmpeg', ...(prelude === undefined ? {} : { prelude }) });
    expect(made.line).toMatchObject({ path: 'webcodecs', output: 'bends.webm' });
    expect(made.keys).toEqual(sound.keys);
  });
});

describe('files that do not load', () => {
  test('a typeface: the next family of its stack stands in, and it is said and counted', async () => {
    const made = await drill({ missing: /fraunces-latin-opsz-normal.*\.woff2$/ });
    expect(made.line.codecs).toEqual(sound.line.codecs);
    expect(made.line.seconds).toBe(sound.line.seconds);
    expect(partOf(made, 'video').reason).toContain('Film Fraunces');
    expect(sample(made.metrics, workaround('video', 'typeface'))).toBeGreaterThan(0);
  });

  test('the programs under the GPL: a silent MP4', async () => {
    const made = await drill({ missing: /^\/gpl\// });
    expect(made.line).toMatchObject({ output: 'bends.mp4', path: 'webcodecs', loudness: null });
    expect(made.line.codecs).toHaveLength(1);
    expect(partOf(made, 'voice')).toMatchObject({ state: 'degraded', standsIn: 'silent films, timed by reading' });
    expect(sample(made.metrics, workaround('voice', 'unavailable'))).toBeGreaterThan(0);
  });

  test('ffmpeg alone: a narrated WebM', async () => {
    const made = await drill({ missing: /^\/gpl\/ffmpeg/ });
    expect(made.line).toMatchObject({ output: 'bends.webm', codecs: [expect.stringMatching(/^vp/), 'opus'] });
    expect(made.keys).toEqual(sound.keys);
    expect(partOf(made, 'sound').state).toBe('degraded');
    expect(sample(made.metrics, workaround('sound', 'unavailable'))).toBeGreaterThan(0);
  });

  test('the kernels: the TypeScript reference', async () => {
    const made = await drill({ missing: /\.wasm$/ });
    expect(made.keys).toEqual(sound.keys);
    expect(partOf(made, 'numeric').standsIn).toBe('TypeScript reference');
  });
});

describe('a tab that nobody looks at', () => {
  test('makes its film though no timer and no frame of the page ever comes', async () => {
    const studio = await openStudio(browser);
    try {
      await studio.page.evaluate(
        () => Object.assign(globalThis, { setTimeout: () => 0, setInterval: () => 0, requestAnimationFrame: () => 0, requestIdleCallback: () => 0 }),
      );
      const [line] = await studio.render({ 'hidden.md': words });
      expect(line?.error).toBeUndefined();
      expect(line?.codecs).toHaveLength(2);
    } finally {
      await studio.close();
    }
  });
});

describe('a batch of five on a page that is reloaded', () => {
  const documents = Object.fromEntries(['rivers', 'walls', 'meadows', 'dikes', 'floods'].map(
    (name, index) => [`${name}.md`, `# The ${name}\n\n${words.split('\n\n')[index % 2 === 0 ? 1 : 3]} There are ${index + 2} of the ${name} in this valley.\n`],
  ));
  const names = Object.keys(documents).map((name) => name.replace('.md', '')).toSorted();
  const writtenIn = ({ outputs }: StudioPage): readonly string[] => [...outputs.keys()]
    .flatMap((name) => (name.endsWith('.mp4') ? [name.replace('.mp4', '')] : []))
    .toSorted();

  test('at ten moments gives all five films, each written once, the same as on a page that is left alone', { timeout: 240_000 }, async () => {
    const random = chance(2026);
    const studio = await openStudio(browser);
    const calm = await openStudio(browser);
    try {
      let hits = 0;
      let resumed = 0;
      for (let reload = 0; reload < 10; reload++) {
        // The page goes away under it.
        const work = studio.goOn(documents).catch(() => undefined);
        const before = writtenIn(studio).length;
        // Once not at a random moment, but as soon as a film is written.
        if (reload === 5) await Promise.race([work, expect.poll(() => writtenIn(studio).length, { interval: 1, timeout: 60_000 }).toBeGreaterThan(before)]);
        else await Promise.race([work, studio.page.waitForTimeout(Math.floor(random() * 1500))]);
        const metrics = await studio.metrics();
        for (const step of ['narrate', 'encode']) hits += sample(metrics, `kinora_cache_requests_total{stage="video",step="${step}",result="hit"}`);
        resumed += sample(metrics, 'kinora_exports_resumed_total');
        await studio.reload();
        await work;
      }
      await studio.goOn(documents);
      expect(writtenIn(studio)).toEqual(names);
      expect(await studio.left()).toEqual([]);
      // Even if the page went away between the file and its record: what is there is found, not written again.
      for (const name of names) for (const kind of ['mp4', 'json', 'srt', 'vtt', 'poster.png', 'manifest.json']) expect(
        studio.writers.get(`${name}.${kind}`),
      ).toHaveLength(
        1,
      );
      await calm.goOn(documents);
      for (const name of names) {
        for (const kind of ['json', 'srt', 'vtt']) expect(studio.outputs.get(`${name}.${kind}`)?.toString()).toBe(
          calm.outputs.get(`${name}.${kind}`)?.toString(),
        );
        const length = (await tracksOf(studio.outputs.get(`${name}.mp4`) ?? Buffer.alloc(0))).seconds;
        expect(await studio.play(`${name}.mp4`)).toBeCloseTo(length, 0);
      }
      // What was finished before a reload was not done again, and going on was counted.
      expect(hits).toBeGreaterThan(0);
      expect(resumed).toBeGreaterThan(0);
    } finally {
      await studio.close();
      await calm.close();
    }
  });
});
