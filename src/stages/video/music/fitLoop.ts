import { loopLoudness, type Loop } from '../../../domain/music';
import { soundRate } from '../../../domain/film/video';
import type { Sound } from '../../../engine/ports';
import type { Step } from '../../../engine/step';
import { resample } from '../sound/resample';
import { loopOf, looped } from './loop';

/** Seconds of a file that are used: a longer piece would fill the memory. */
const longest = 600;

/**
 * Makes a loop of somebody's own music: no longer than ten minutes, its end passing into its start.
 *
 * @throws Failure `no-sound` if nothing is heard in it
 */
export const fitLoop: Step<Sound, Record<never, never>, Loop> = {
  name: 'fitLoop',
  stage: 'video',
  version: 1,
  defaults: {},
  ranges: {},
  // The page remembers it: to digest the samples would take as long as to make it.
  traits: { pooled: true, cacheable: false },
  run: ({ samples, sampleRate }) => loopOf(looped(resample(samples.subarray(0, longest * sampleRate), sampleRate, soundRate)), loopLoudness),
};
