import { totalSeconds, type Storyboard } from '../domain/storyboard';
import type { ExportSettings } from '../domain/video';
import { cores, type Share } from '../engine/progress';
import { heardVoice } from './shares';
import type { Prediction, Production } from './session';

/** Megapixels drawn and encoded a second, before anything was measured here: two cores without a graphics card. */
const firstSpeed = 150;
/** Seconds that do not depend on the film's length: ffmpeg starts, the poster, the container. */
const fixedSeconds = 1.8;
/** Pictures a second of a typographic film that really differ: a word marked, something entering. */
const firstDensity = 7;
const soundBytes = 12_000;

/** Predicts how long an export takes and how large it gets, and learns from each one made. */
export class Pace {
  #speed = firstSpeed;
  #density = firstDensity;
  /** Bytes a distinct megapixel. */
  #weight = 4_500;
  /** What steps take here, as a multiple of what is expected of an ordinary machine. */
  readonly #factors = new Map<string, number>();

  predict(storyboard: Storyboard, settings: ExportSettings): Prediction {
    const seconds = totalSeconds(storyboard);
    const pixels = seconds * this.#density * megapixels(storyboard.format);
    const sound = heardVoice(storyboard, settings) === 'none' || settings.container === 'gif' ? 0 : seconds * soundBytes;
    return { seconds: fixedSeconds + pixels / this.#speed, bytes: Math.round(pixels * this.#weight + sound) };
  }

  /** Gives shares as steps of these names really took so far. */
  weigh(shares: readonly Share[]): readonly Share[] {
    return shares.map((share) => ({ ...share, weight: share.weight * (this.#factors.get(share.step) ?? 1) }));
  }

  /**
   * Takes what the steps of an export really took; the newest counts as much as all before.
   *
   * @param shares as they were expected, without what was learned
   */
  learnSteps(shares: readonly Share[], { steps, cache }: Production): void {
    if (cache.hits > 0) return;
    const timeOf = (step: string): number | undefined => {
      const records = steps.filter((one) => one.step === step && one.ended !== undefined);
      return records.length === 0 ? undefined : records.reduce((sum, { started, ended = started }) => sum + ended - started, 0);
    };
    const narrow = shares.reduce((sum, { step, lane }) => sum + (lane === 'narrow' ? (timeOf(step) ?? 0) : 0), 0);
    for (const { step, weight, lane } of shares) {
      const time = timeOf(step);
      // A silent film's narration says nothing of a voice.
      if (time === undefined || weight <= 1) continue;
      // What ran beside it took some of its cores; the meter adds that by itself.
      const alone = lane === 'wide' ? time - Math.min(narrow, time) / cores : time;
      const factor = alone / weight;
      this.#factors.set(step, ((this.#factors.get(step) ?? factor) + factor) / 2);
    }
  }

  /** Takes what an export really took; the newest counts as much as all before. */
  learn({ video, wallMs, loudness, cache }: Production): void {
    // What was kept from before took no time and teaches nothing.
    if (cache.hits > 0) return;
    if (video.container === 'gif' || video.duration === 0) return;
    const pixels = video.distinctFrames * megapixels(video.format);
    const sound = loudness === null ? 0 : video.duration * soundBytes;
    this.#density = (this.#density + video.distinctFrames / video.duration) / 2;
    this.#speed = (this.#speed + pixels / Math.max(0.2, wallMs / 1000 - fixedSeconds)) / 2;
    this.#weight = (this.#weight + Math.max(0, video.bytes.byteLength - sound) / pixels) / 2;
  }
}

function megapixels({ width, height }: Storyboard['format']): number {
  return (width * height) / 1e6;
}
