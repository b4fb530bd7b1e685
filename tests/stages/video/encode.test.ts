import { describe, expect, test } from 'vitest';
import type { DrawList } from '../../../src/domain/film/drawing';
import { Failure } from '../../../src/domain/failure';
import type { Segment } from '../../../src/domain/film/video';
import type { FilmCoder, SceneJob } from '../../../src/engine/ports';
import { referenceKernels } from '../../../src/kernels/reference';
import { encodeWith, endsWithRepeat, framesOfScene, picturesOf } from '../../../src/stages/video/encode';
import type { PictureRules } from '../../../src/stages/video/encode';
import { sampleFilm } from '../../support/sampleFilm';

const format = { width: 640, height: 360, fps: 30 };
/** Three scenes of 60 frames. */
const film = sampleFilm(format, 6);
const coding = { path: 'webcodecs', codec: 'avc1.640028', bitrate: 1 } as const;

const parameters = { container: 'mp4', codec: 'auto', frames: 'variable' } as const;

type EncodeScene = FilmCoder['encodeScene'];

function fakeCoder(encodeScene: EncodeScene): FilmCoder {
  const refuse = (): never => {
    throw new Error('not asked for in these tests');
  };
  return { probe: async () => coding, encodeScene, still: refuse, stills: refuse, animate: refuse };
}

function segmentOf({ scene }: SceneJob): Segment {
  return {
    first: scene * 60, end: scene * 60 + 60, codec: coding.codec, description: new Uint8Array(0), frames: [], bytes: new Uint8Array(0), digest: '', keys: [],
  };
}

function contextOf(signal = new AbortController().signal) {
  const reported: number[] = [];
  return { reported, context: { kernels: referenceKernels, signal, report: (fraction: number) => reported.push(fraction) } };
}

const soon = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('encode', () => {
  test('gives one segment a scene, in film order, whichever is done first', async () => {
    const coder = fakeCoder(async (job) => {
      for (let turn = job.scene; turn < 3; turn++) await soon();
      return segmentOf(job);
    });
    const { segments } = await encodeWith(coder, 3).run({ film }, parameters, contextOf().context);
    expect(segments.map(({ first }) => first)).toEqual([0, 60, 120]);
  });

  test('has at most as many scenes at work as it may, long ones first', async () => {
    const [a, b, c] = film.storyboard.scenes;
    const uneven = { ...film, storyboard: { ...film.storyboard, scenes: [{ ...a!, frames: 10 }, { ...b!, frames: 90 }, { ...c!, frames: 20 }] } };
    const started: number[] = [];
    let atWork = 0;
    let most = 0;
    const coder = fakeCoder(async (job) => {
      started.push(job.scene);
      most = Math.max(most, ++atWork);
      await soon();
      atWork--;
      return segmentOf(job);
    });
    await encodeWith(coder, 2).run({ film: uneven }, parameters, contextOf().context);
    expect(most).toBe(2);
    expect(started).toEqual([1, 2, 0]);
  });

  test('reports progress by frames, never going back', async () => {
    const { context, reported } = contextOf();
    const coder = fakeCoder(async (job, _, report) => {
      report(0.5);
      report(0.25);
      return segmentOf(job);
    });
    await encodeWith(coder, 1).run({ film }, parameters, context);
    expect(reported.map((fraction) => Math.round(fraction * 6))).toEqual([1, 1, 2, 3, 3, 4, 5, 5, 6]);
  });

  test.each(['worker-lost', 'encoder-failed'] as const)('gives a scene out once more after %s', async (code) => {
    let tries = 0;
    const coder = fakeCoder(async (job) => {
      if (job.scene === 1 && tries++ === 0) throw new Failure(code, 'gone');
      return segmentOf(job);
    });
    const { segments } = await encodeWith(coder).run({ film }, parameters, contextOf().context);
    expect(segments).toHaveLength(3);
    expect(tries).toBe(2);
  });

  test.each([['encoder-failed', 2], ['worker-lost', 3]] as const)('fails when the same scene ends as %s %i times', async (code, times) => {
    let tries = 0;
    const coder = fakeCoder(async () => {
      tries++;
      throw new Failure(code, 'gone');
    });
    await expect(encodeWith(coder, 1).run({ film }, parameters, contextOf().context)).rejects.toMatchObject({ code });
    expect(tries).toBe(times);
  });

  test('makes the whole film by another coding once one failed at its work', async () => {
    const other = { path: 'ffmpeg', codec: 'libx264', bitrate: 1 } as const;
    const distrusted: unknown[] = [];
    const coder: FilmCoder = {
      ...fakeCoder(async (job) => {
        if (job.scene === 1 && job.coding.path === 'webcodecs') throw new Failure('encoder-failed', 'broken at frame 50');
        return { ...segmentOf(job), codec: job.coding.codec };
      }),
      probe: async () => (distrusted.length === 0 ? coding : other),
      distrust: (failed, at, container) => distrusted.push([failed, at, container]),
    };
    const { coding: used, segments } = await encodeWith(coder, 1).run({ film }, parameters, contextOf().context);
    expect(used).toBe(other);
    expect(segments.map(({ codec }) => codec)).toEqual(['libx264', 'libx264', 'libx264']);
    expect(distrusted).toEqual([[coding, format, 'mp4']]);
  });

  test('the first failure stops the other scenes and is what is thrown', async () => {
    const stopped: unknown[] = [];
    const coder = fakeCoder((job, signal) => {
      if (job.scene === 1) return Promise.reject(new Failure('encoder-failed', 'broken'));
      return new Promise((_, reject) => {
        signal.addEventListener('abort', () => {
          stopped.push(signal.reason);
          reject(signal.reason);
        });
      });
    });
    await expect(encodeWith(coder, 2).run({ film }, parameters, contextOf().context)).rejects.toMatchObject({ code: 'encoder-failed' });
    expect(stopped).toMatchObject([{ code: 'encoder-failed' }]);
  });

  test('an abort rejects with its reason and starts no further scene', async () => {
    const controller = new AbortController();
    const started: number[] = [];
    const coder = fakeCoder(async (job, signal) => {
      started.push(job.scene);
      controller.abort('enough');
      signal.throwIfAborted();
      return segmentOf(job);
    });
    await expect(encodeWith(coder, 1).run({ film }, parameters, contextOf(controller.signal).context)).rejects.toBe('enough');
    expect(started).toEqual([0]);
  });
});

describe('the pictures of some frames', () => {
  const drawAs = (keys: string) => (frame: number): DrawList => ({ width: 2, height: 2, commands: [], key: keys[frame] ?? '' });
  const brief = (
    keys: string, first: number, end: number, rules: PictureRules = {},
  ) => Array.from(picturesOf(drawAs(keys), first, end, rules), ({ frame, frames, list }) => [frame, frames, list.key]);

  test('are one for each run of equal keys', () => {
    expect(brief('aabbba', 0, 6)).toEqual([[0, 2, 'a'], [2, 3, 'b'], [5, 1, 'a']]);
  });

  test('begin and end where they are told to', () => {
    expect(brief('aabbba', 1, 4)).toEqual([[1, 1, 'a'], [2, 2, 'b']]);
  });

  test('change only every so many frames, if told so', () => {
    expect(brief('aabbbac', 0, 7, { stride: 3 })).toEqual([[0, 3, 'a'], [3, 3, 'b'], [6, 1, 'c']]);
  });

  test('end with pictures of one frame, if told so', () => {
    expect(brief('aabbb', 0, 5, { repeatsLast: true })).toEqual([[0, 2, 'a'], [2, 1, 'b'], [3, 1, 'b'], [4, 1, 'b']]);
    expect(brief('aab', 0, 3, { repeatsLast: true })).toEqual([[0, 2, 'a'], [2, 1, 'b']]);
  });

  test('are none for no frames', () => {
    expect(brief('aabbba', 3, 3)).toEqual([]);
  });
});

test('the frames of a scene follow those of the scene before', () => {
  expect(framesOfScene(film, 1)).toEqual({ first: 60, end: 120 });
  expect(() => framesOfScene(film, 3)).toThrow('one of 3');
});

test('only the last scene of a WebM shows its last picture again', () => {
  const repeats = (codec: string, scene: number): boolean => endsWithRepeat({ film, scene, coding: { ...coding, codec } });
  expect([repeats('vp8', 2), repeats('vp09.00.40.08', 2), repeats('libvpx', 2)]).toEqual([true, true, true]);
  expect([repeats('vp8', 1), repeats('avc1.640028', 2), repeats('libx264', 2)]).toEqual([false, false, false]);
});
