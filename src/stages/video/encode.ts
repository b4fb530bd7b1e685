import type { DrawList } from '../../domain/film/drawing';
import { Failure } from '../../domain/failure';
import { isBlamed, sceneRetries } from '../../engine/retry';
import { sceneStarts } from '../../domain/storyboard';
import { containersOf, videoCodecs, type FilmContainer, type DrawnRun, type Segment, type VideoCodec } from '../../domain/film/video';
import type { FilmScript, FilmCoder, SceneJob, VideoCoding } from '../../engine/ports';
import type { Step } from '../../engine/step';
import { forEachOf } from './forEachOf';

export interface EncodeInput {
  readonly film: FilmScript;
}

export type EncodeParameters = {
  readonly container: FilmContainer;
  /** `auto`: what plays in most places. */
  readonly codec: VideoCodec | 'auto';
  /** `constant` codes every frame, pictures that stay too. */
  readonly frames: 'variable' | 'constant';
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
 * A scene whose encoder failed is given out once more, one whose worker was lost twice: browsers end both when memory is short or a driver
 * restarts. After that the whole film is made by another coding, if there is one, as all segments must be of one kind. The answer depends on
 * the encoder of this browser, so it is not kept.
 *
 * @param concurrency scenes at work at a time, at least 1; the answer is the same for any
 */
export function encodeWith(coder: FilmCoder, concurrency = 2): Step<EncodeInput, EncodeParameters, Encoded> {
  return {
    name: 'encode',
    stage: 'video',
    version: 2,
    defaults: { container: 'mp4', codec: 'auto', frames: 'variable' },
    ranges: {
      container: { kind: 'choice', choices: containersOf('video') },
      codec: { kind: 'choice', choices: ['auto', ...videoCodecs] },
      frames: { kind: 'choice', choices: ['variable', 'constant'] },
    },
    traits: { pooled: false, cacheable: false },
    async run({ film }, { container, codec, frames }, { signal, report }) {
      const { scenes, format } = film.storyboard;
      const progress = sharedProgress(scenes.map((scene) => scene.frames), report);
      const segmentsBy = async (coding: VideoCoding): Promise<readonly Segment[]> => {
        const segments: Segment[] = [];
        await forEachOf(longestFirst(scenes.map((scene) => scene.frames)), concurrency, signal, async (scene, stop) => {
          const tell = (fraction: number): void => progress(scene, fraction);
          segments[scene] = await encodeAgain(coder, { film, scene, coding }, stop, tell);
          tell(1);
        });
        return segments;
      };
      for (;;) {
        const found = await coder.probe(format, container, signal, codec === 'auto' ? {} : { codec });
        const coding: VideoCoding = frames === 'constant' ? { ...found, everyFrame: true } : found;
        try {
          return { coding, segments: await segmentsBy(coding) };
        } catch (error) {
          signal.throwIfAborted();
          if (!isPassing(error) || coder.distrust === undefined) throw error;
          // Ends: there are few codings, and none is found again once it is distrusted.
          coder.distrust(coding, format, container, error);
        }
      }
    },
  };
}

/** Gives a scene out again after trouble that may pass. */
async function encodeAgain(coder: FilmCoder, job: SceneJob, stop: AbortSignal, tell: (fraction: number) => void): Promise<Segment> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await coder.encodeScene(job, stop, tell);
    } catch (error) {
      stop.throwIfAborted();
      if (!isPassing(error) || isBlamed(error) || attempt >= sceneRetries[error.code]) throw error;
    }
  }
}

export interface PictureRules {
  /** Gives every frame as a picture of its own, pictures that stay too; not by default. */
  readonly everyFrame?: boolean;
  /** A picture may change every so many frames; 1 by default. */
  readonly stride?: number;
  /** Gives the picture of the last frame again at each of the last two frames; not by default. */
  readonly repeatsLast?: boolean;
}

/**
 * Gives the pictures of the frames [first, end), one for each run of frames with equal keys.
 *
 * @param drawAt the draw list of a frame of the film
 */
export function* picturesOf(drawAt: (frame: number) => DrawList, first: number, end: number, rules: PictureRules = {}): Generator<DrawnRun, void, undefined> {
  const { stride = 1, repeatsLast = false, everyFrame = false } = rules;
  let start = first;
  let shown: DrawList | undefined;
  for (let frame = first; frame < end; frame += stride) {
    const list = drawAt(frame);
    if (shown !== undefined && (everyFrame || list.key !== shown.key)) {
      yield { frame: start, frames: frame - start, list: shown };
      start = frame;
    }
    shown = list.key === shown?.key ? shown : list;
  }
  if (shown === undefined) return;
  for (const last of repeatsLast ? [end - 2, end - 1] : []) {
    if (start >= last) continue;
    yield { frame: start, frames: last - start, list: shown };
    start = last;
  }
  yield { frame: start, frames: end - start, list: shown };
}

/** How the pictures of a scene follow from how it is coded. */
export function pictureRules(job: SceneJob): PictureRules {
  return { repeatsLast: endsWithRepeat(job), everyFrame: job.coding.everyFrame === true };
}

/**
 * Whether a scene must show its last picture again at its last two frames: the last scene of a WebM, which keeps no length of a picture. Players
 * would take the film to end where its last picture begins (Chromium), or that to stay as long as the one before (Firefox 153).
 */
export function endsWithRepeat({ film, scene, coding }: SceneJob): boolean {
  return scene === film.storyboard.scenes.length - 1 && !/^(avc1|hvc1|libx264)/.test(coding.codec);
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

function isPassing(error: unknown): error is Failure & { readonly code: keyof typeof sceneRetries } {
  return error instanceof Failure && Object.hasOwn(sceneRetries, error.code);
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
