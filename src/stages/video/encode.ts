import type { DrawList } from '../../domain/drawing';
import { Failure } from '../../domain/failure';
import { sceneStarts } from '../../domain/storyboard';
import type { Container, Picture, Segment } from '../../domain/video';
import type { FilmScript, PictureCoder, VideoCoding } from '../../engine/ports';
import type { Step } from '../../engine/step';

export interface EncodeInput {
  readonly film: FilmScript;
}

export type EncodeParameters = {
  /** A GIF has no segments: `animateWith` makes it. */
  readonly container: Exclude<Container, 'gif'>;
};

export interface Encoded {
  /** How the pictures were encoded. */
  readonly coding: VideoCoding;
  /** One a scene, in film order. */
  readonly segments: readonly Segment[];
}

/**
 * The step that draws and encodes a film, several scenes at a time, each as a closed segment.
 *
 * A scene whose worker was lost is given out once more. The answer depends on the encoder of this browser, so it is not kept.
 *
 * @param concurrency scenes at work at a time, at least 1; the answer is the same for any
 */
export function encodeWith(coder: PictureCoder, concurrency = 2): Step<EncodeInput, EncodeParameters, Encoded> {
  return {
    name: 'encode',
    stage: 'video',
    version: 1,
    defaults: { container: 'mp4' },
    ranges: { container: { kind: 'choice', choices: ['mp4', 'webm'] } },
    traits: { pooled: false, cacheable: false },
    async run({ film }, { container }, { signal, report }) {
      const { scenes, format } = film.storyboard;
      const coding = await coder.probe(format, container, signal);
      const progress = sharedProgress(scenes.map((scene) => scene.frames), report);
      const segments: Segment[] = [];
      await forEachOf(longestFirst(scenes.map((scene) => scene.frames)), concurrency, signal, async (scene, stop) => {
        const tell = (fraction: number): void => progress(scene, fraction);
        const job = { film, scene, coding };
        segments[scene] = await coder.encodeScene(job, stop, tell).catch((error: unknown) => {
          stop.throwIfAborted();
          if (!(error instanceof Failure) || error.code !== 'worker-lost') throw error;
          return coder.encodeScene(job, stop, tell);
        });
        tell(1);
      });
      return { coding, segments };
    },
  };
}

/**
 * Gives the pictures of the frames [first, end), one for each run of frames with equal keys.
 *
 * @param drawAt the draw list of a frame of the film
 */
export function* picturesOf(drawAt: (frame: number) => DrawList, first: number, end: number): Generator<Picture, void, undefined> {
  let start = first;
  let shown: DrawList | undefined;
  for (let frame = first; frame < end; frame++) {
    const list = drawAt(frame);
    if (shown === undefined) shown = list;
    else if (list.key !== shown.key) {
      yield { frame: start, frames: frame - start, list: shown };
      start = frame;
      shown = list;
    }
  }
  if (shown !== undefined) yield { frame: start, frames: end - start, list: shown };
}

/** First frame of a scene and one past its last. */
export function framesOfScene(film: FilmScript, scene: number): { readonly first: number; readonly end: number } {
  const starts = sceneStarts(film.storyboard);
  const first = starts[scene];
  const end = starts[scene + 1];
  if (first === undefined || end === undefined) {
    throw new Failure('invalid-parameter', `The scene must be one of ${starts.length - 1}, got index ${scene}.`, { scene });
  }
  return { first, end };
}

/** Long scenes first, so that no worker sits idle while another has the longest one to go (LPT scheduling, Graham 1969). */
function longestFirst(lengths: readonly number[]): readonly number[] {
  return lengths.map((_, scene) => scene).sort((a, b) => (lengths[b] ?? 0) - (lengths[a] ?? 0) || a - b);
}

/** Reports the fraction of the film done, each scene counting by its frames; never goes back, even if a scene starts again. */
function sharedProgress(lengths: readonly number[], report: (fraction: number) => void): (scene: number, fraction: number) => void {
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const done = lengths.map(() => 0);
  return (scene, fraction) => {
    done[scene] = Math.max(done[scene] ?? 0, Math.min(1, fraction));
    report(done.reduce((sum, part, index) => sum + part * (lengths[index] ?? 0), 0) / total);
  };
}

/** Does the work for each index in order, at most `concurrency` at a time; the first failure stops the others and is thrown. */
async function forEachOf(
  indices: readonly number[],
  concurrency: number,
  signal: AbortSignal,
  work: (index: number, stop: AbortSignal) => Promise<void>,
): Promise<void> {
  const failed = new AbortController();
  const stop = AbortSignal.any([signal, failed.signal]);
  const waiting = indices.values();
  const lane = async (): Promise<void> => {
    for (const index of waiting) {
      stop.throwIfAborted();
      try {
        await work(index, stop);
      } catch (error) {
        failed.abort(error);
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, indices.length) }, lane));
}
