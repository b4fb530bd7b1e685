import { afterEach, describe, expect, test, vi } from 'vitest';
import { Failure } from '../../src/domain/failure';
import type { Format } from '../../src/domain/storyboard';
import type { Segment } from '../../src/domain/film/video';
import type { FilmScript, VideoCoding } from '../../src/engine/ports';
import { filmWorkers } from '../../src/workers/film';
import type { FilmApi } from '../../src/workers/filmApi';
import type { FilmWorker } from '../../src/workers/filmPool';
import type { Hired } from '../../src/workers/hire';
import { sampleFilm } from '../support/sampleFilm';

const format: Format = { width: 640, height: 360, fps: 30 };
const coding: VideoCoding = { path: 'webcodecs', codec: 'avc1.64001e', bitrate: 300_000 };
const signal = new AbortController().signal;
const quiet = (): void => undefined;

/** Workers that write down what they do; `encodeScene` waits until the test says so. */
function fakeStaff(found: VideoCoding | 'nothing' = coding) {
  const log: string[] = [];
  const running: { scene: number; done(): void; die(): void }[] = [];
  let hiredSoFar = 0;

  function start(): Hired<FilmApi> {
    const name = `w${++hiredSoFar}`;
    let ended: unknown;
    const open = new Set<(reason: unknown) => void>();
    const end = (reason: unknown): void => {
      ended ??= reason;
      for (const reject of open) reject(reason);
    };
    const api = {
      listen: async () => undefined,
      load: async (film: FilmScript) => {
        log.push(`${name} load ${film.storyboard.title}`);
        return [];
      },
      fetchFaces: async () => void log.push(`${name} faces`),
      probe: async () => {
        log.push(`${name} probe`);
        return found === 'nothing' ? undefined : found;
      },
      encodeScene: (scene: number) =>
        new Promise<Segment>((resolve) => {
          log.push(`${name} scene ${scene}`);
          running.push({
            scene,
            done: () => resolve({ first: 0, end: 1, codec: 'x', description: new Uint8Array(0), frames: [], bytes: new Uint8Array(0), digest: '', keys: [] }),
            die: () => end(new Failure('worker-lost', 'gone')),
          });
        }),
      pictures: async (frames: readonly number[]) => {
        log.push(`${name} picture ${frames.join()}`);
        return frames.map((frame) => Uint8Array.of(frame));
      },
    };
    return {
      // The fake has all of the API that these tests call.
      api: api as unknown as Hired<FilmApi>['api'],
      ready: Promise.resolve(),
      lost: new Promise(quiet),
      isAlive: () => ended === undefined,
      dismiss: (reason) => end(reason),
      call: (work, abort) =>
        new Promise((resolve, reject) => {
          if (ended !== undefined) return reject(ended);
          open.add(reject);
          const onAbort = (): void => {
            log.push(`${name} ended`);
            end(abort?.reason);
          };
          abort?.addEventListener('abort', onAbort);
          const settle = (): void => abort?.removeEventListener('abort', onAbort);
          work(api as unknown as Hired<FilmApi>['api']).finally(settle).then(resolve, reject);
        }),
    };
  }
  return { start, log, running };
}

const soon = async (): Promise<void> => {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
};

describe('film workers', () => {
  test('are started when first needed, and never more than allowed', async () => {
    const { start, log, running } = fakeStaff();
    const workers = filmWorkers({ workers: 2, start });
    expect(log).toEqual([]);
    const film = sampleFilm(format);
    const scenes = [0, 1, 2].map((scene) => workers.encodeScene({ film, scene, coding }, signal, quiet));
    await soon();
    expect(log).toEqual(['w1 load Bees that dance', 'w2 load Bees that dance', 'w1 scene 0', 'w2 scene 1']);
    running[1]!.done();
    await soon();
    expect(log.at(-1)).toBe('w2 scene 2');
    running[0]!.done();
    running[2]!.done();
    await Promise.all(scenes);
  });

  test('are started before they are needed, and have found the coding by then', async () => {
    const { start, log } = fakeStaff();
    const workers = filmWorkers({ workers: 2, start });
    workers.warm?.(sampleFilm(format).storyboard, { container: 'mp4', wish: {} });
    await soon();
    expect(log.toSorted()).toEqual(['w1 faces', 'w1 probe', 'w2 faces']);
    expect(await workers.probe(format, 'mp4', signal)).toEqual(coding);
    await workers.still(sampleFilm(format), 1, signal);
    expect(log.filter((line) => line.endsWith('probe'))).toHaveLength(1);
  });

  test('that cannot be started early are no trouble until they are needed', async () => {
    const { start } = fakeStaff('nothing');
    const workers = filmWorkers({ workers: 1, start });
    workers.warm?.(sampleFilm(format).storyboard, { container: 'mp4', wish: {} });
    await soon();
    await expect(workers.probe(format, 'mp4', signal)).rejects.toMatchObject({ code: 'no-encoder' });
  });

  test('are sent a film only once', async () => {
    const { start, log } = fakeStaff();
    const workers = filmWorkers({ workers: 1, start });
    const film = sampleFilm(format);
    await workers.still(film, 1, signal);
    await workers.still(film, 2, signal);
    await workers.still(sampleFilm(format), 3, signal);
    expect(log.map((line) => line.replace(' Bees that dance', ''))).toEqual(['w1 load', 'w1 picture 1', 'w1 picture 2', 'w1 load', 'w1 picture 3']);
  });

  test('do a still before scenes that wait', async () => {
    const { start, log, running } = fakeStaff();
    const workers = filmWorkers({ workers: 1, start });
    const film = sampleFilm(format);
    const scenes = [0, 1].map((scene) => workers.encodeScene({ film, scene, coding }, signal, quiet));
    const still = workers.still(film, 9, signal);
    await soon();
    running[0]!.done();
    expect([...(await still)]).toEqual([9]);
    await soon();
    expect(log.slice(1)).toEqual(['w1 scene 0', 'w1 picture 9', 'w1 scene 1']);
    running[1]!.done();
    await Promise.all(scenes);
  });

  test('end with the abort of their call, and a new one takes the next', async () => {
    const { start, log } = fakeStaff();
    const workers = filmWorkers({ workers: 1, start });
    const controller = new AbortController();
    const film = sampleFilm(format);
    const scene = workers.encodeScene({ film, scene: 0, coding }, controller.signal, quiet);
    const waiting = workers.encodeScene({ film, scene: 1, coding }, controller.signal, quiet);
    const outcome = Promise.allSettled([scene, waiting]);
    await soon();
    controller.abort('enough');
    expect(await outcome).toMatchObject([{ status: 'rejected', reason: 'enough' }, { status: 'rejected', reason: 'enough' }]);
    await workers.still(film, 4, signal);
    expect(log.slice(-3)).toEqual(['w1 ended', 'w2 load Bees that dance', 'w2 picture 4']);
  });

  test('that are lost fail their call, and calls that wait go to a new one', async () => {
    const { start, log, running } = fakeStaff();
    const workers = filmWorkers({ workers: 1, start });
    const film = sampleFilm(format);
    const lost = workers.encodeScene({ film, scene: 0, coding }, signal, quiet).catch((error: unknown) => error);
    const next = workers.encodeScene({ film, scene: 1, coding }, signal, quiet);
    await soon();
    running[0]!.die();
    expect(await lost).toMatchObject({ code: 'worker-lost' });
    await soon();
    expect(log.at(-1)).toBe('w2 scene 1');
    running[1]!.done();
    await next;
  });

  test('reject all that runs and waits when they are stopped', async () => {
    const { start } = fakeStaff();
    const workers = filmWorkers({ workers: 1, start });
    const film = sampleFilm(format);
    const outcome = Promise.allSettled([0, 1].map((scene) => workers.encodeScene({ film, scene, coding }, signal, quiet)));
    await soon();
    workers.stop();
    expect(await outcome).toMatchObject([{ reason: { code: 'worker-lost' } }, { reason: { code: 'worker-lost' } }]);
  });
});

describe('a worker that gives no sign of life', () => {
  afterEach(() => void vi.useRealTimers());

  test('for 45 seconds is ended, and its call fails with worker-lost', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const { start, log } = fakeStaff();
    const workers = filmWorkers({ workers: 1, start });
    const outcome = workers.encodeScene({ film: sampleFilm(format), scene: 0, coding }, signal, quiet).catch((error: unknown) => error);
    await soon();
    vi.advanceTimersByTime(44_000);
    expect(log.at(-1)).toBe('w1 scene 0');
    vi.advanceTimersByTime(1000);
    expect(await outcome).toMatchObject({ code: 'worker-lost' });
  });
});

describe('the probe', () => {
  test('is made once for a format and container', async () => {
    const { start, log } = fakeStaff();
    const workers = filmWorkers({ workers: 1, start });
    expect(await workers.probe(format, 'mp4', signal)).toEqual(coding);
    await workers.probe({ ...format }, 'mp4', signal);
    await workers.probe(format, 'webm', signal);
    expect(log).toEqual(['w1 probe', 'w1 probe']);
  });

  test('says that there is no encoder where the browser has none and ffmpeg is not there', async () => {
    const { start } = fakeStaff('nothing');
    await expect(filmWorkers({ workers: 1, start }).probe(format, 'mp4', signal)).rejects.toMatchObject({ code: 'no-encoder' });
  });

  test('does not ask the browser where its encoders are left out', async () => {
    const { start, log } = fakeStaff();
    await expect(filmWorkers({ workers: 1, start, without: new Set(['webcodecs']) }).probe(format, 'mp4', signal)).rejects.toMatchObject({
      code: 'no-encoder',
    });
    expect(log).toEqual([]);
  });
});

describe('where no worker can be had', () => {
  const broken = (): FilmWorker => {
    const reason = new Failure('worker-lost', 'The film worker could not be loaded.');
    return { ready: Promise.reject(reason), isAlive: () => false, dismiss: quiet, call: () => Promise.reject(reason) };
  };
  const forbidden = (): FilmWorker => {
    throw new ReferenceError('Worker is not defined');
  };
  const onPage = () => {
    const { start, log, running } = fakeStaff();
    return { substitute: (): FilmWorker => ({ ...start(), isOnPage: true }), log, running };
  };

  test.each([['fails to load', broken], ['is forbidden', forbidden]])("and it %s, the page's own thread does the call, once, one scene at a time", async (
    _, start,
  ) => {
    const page = onPage();
    const told: string[] = [];
    const workers = filmWorkers({
      workers: 2, start: () => { const hand = start(); hand.ready.catch(quiet); return hand; }, substitute: page.substitute,
      observe: ({ kind }) => told.push(kind),
    });
    const film = sampleFilm(format);
    const scenes = [0, 1].map((scene) => workers.encodeScene({ film, scene, coding }, signal, quiet));
    await soon();
    expect(page.log).toEqual(['w1 load Bees that dance', 'w1 scene 0']);
    page.running[0]!.done();
    await soon();
    page.running[1]!.done();
    await Promise.all(scenes);
    expect(page.log.at(-1)).toBe('w1 scene 1');
    expect(workers.trouble).not.toBe('');
    expect(new Set(told)).toEqual(new Set(['no-worker']));
  });

  test('because workers are left out, none is started', async () => {
    const page = onPage();
    const workers = filmWorkers({ workers: 2, without: new Set(['workers']), start: forbidden, substitute: page.substitute });
    await workers.still(sampleFilm(format), 4, signal);
    expect(page.log.at(-1)).toBe('w1 picture 4');
  });
});

describe('a coding that failed at its work', () => {
  test('is not found again for that format and container, but for others', async () => {
    const { start } = fakeStaff();
    const workers = filmWorkers({ workers: 1, start });
    await workers.probe(format, 'mp4', signal);
    workers.distrust?.(coding, format, 'mp4', new Failure('encoder-failed', 'broken'));
    await expect(workers.probe(format, 'mp4', signal)).rejects.toMatchObject({ code: 'no-encoder' });
    expect(await workers.probe(format, 'webm', signal)).toEqual(coding);
    expect(await workers.probe({ ...format, width: 320 }, 'mp4', signal)).toEqual(coding);
  });
});
