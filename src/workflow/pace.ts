import { totalSeconds, type Storyboard } from '../domain/storyboard';
import type { ExportSettings } from '../domain/video';
import type { Prediction, Production } from './session';

/** Megapixels drawn and encoded a second, before anything was measured here: two cores without a graphics card. */
const firstSpeed = 60;
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
  #weight = 9_000;

  predict(storyboard: Storyboard, settings: ExportSettings): Prediction {
    const seconds = totalSeconds(storyboard);
    const pixels = seconds * this.#density * megapixels(storyboard.format);
    const sound = settings.voice === 'none' || settings.container === 'gif' ? 0 : seconds * soundBytes;
    return { seconds: fixedSeconds + pixels / this.#speed, bytes: Math.round(pixels * this.#weight + sound) };
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
