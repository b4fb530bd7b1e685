import { Failure } from '../../../domain/failure';
import type { Loop } from '../../../domain/music';
import { soundRate } from '../../../domain/film/video';
import { amplitude } from '../sound/level';
import { integratedLoudness, truePeak } from '../sound/loudness';

/** Greatest peak of a loop, as a share of full scale: music that is all peaks comes out softer instead of limited. */
const ceiling = 0.89;
/** Seconds in which the end of a piece passes into its start, and the share of the piece that this may take. */
const passing = 3;
const greatestPassing = 0.25;

/** Gives samples that already lead into themselves as a loop of a loudness. */
export function loopOf(samples: Float32Array, loudness: number): Loop {
  const measured = integratedLoudness(samples, soundRate);
  if (measured === -Infinity) throw new Failure('no-sound', 'Music must be heard, but this is silent.');
  const peak = amplitude(truePeak(samples));
  const gain = Math.min(amplitude(loudness - measured), ceiling / peak);
  const loop = new Int16Array(samples.length);
  for (let index = 0; index < samples.length; index++) loop[index] = Math.round(32_767 * gain * (samples[index] as number));
  return { samples: loop, peak: peak * gain };
}

/**
 * Gives a piece that ends as one that leads into itself: its end fades into its start, at equal power.
 *
 * @param samples mono, at `soundRate`
 */
export function looped(samples: Float32Array): Float32Array {
  const overlap = Math.round(Math.min(passing * soundRate, samples.length * greatestPassing));
  const length = samples.length - overlap;
  const loop = samples.slice(0, length);
  for (let index = 0; index < overlap; index++) {
    const share = (index / overlap) * (Math.PI / 2);
    loop[index] = Math.sin(share) * (samples[index] as number) + Math.cos(share) * (samples[length + index] as number);
  }
  return loop;
}

/** Gives so many samples of a loop from a place on, which may lie before its start. */
export function stretchOf({ samples }: Loop, from: number, length: number): Int16Array<ArrayBuffer> {
  const stretch = new Int16Array(length);
  let place = ((from % samples.length) + samples.length) % samples.length;
  for (let index = 0; index < length;) {
    const part = samples.subarray(place, place + length - index);
    stretch.set(part, index);
    index += part.length;
    place = 0;
  }
  return stretch;
}
