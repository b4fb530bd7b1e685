import type { SpokenLine } from '../../../domain/narration';
import type { Music, Storyboard } from '../../../domain/storyboard';
import { loopLoudness } from '../../../domain/music';
import { packetSamples, soundRate, type SoundCodec } from '../../../domain/film/video';
import { soundLength, soundPlaces } from '../sound/joinSound';
import { duckReach, fade, fadeIn, fadeOut, lift, voiceSpans, type Span } from './duck';

/**
 * Packets encoded before and after a scene that has music, and thrown away: both encoders at a join have then heard the same, so that what
 * they make fits together as if it were one stream. In none of them anybody speaks, as the air around lines is longer.
 */
export const lead = 8;
const trail = 3;

/** What is heard under one scene. */
export interface SceneMusic {
  /** Sample of the film that its stretch of music starts with; before the scene, so it may be negative. */
  readonly from: number;
  /** Samples of the stretch, and those of it before the scene and in it. */
  readonly length: number;
  readonly lead: number;
  readonly body: number;
  /** dB by which the loop is changed while somebody speaks. */
  readonly gain: number;
  /** dB that the music is under the voice. */
  readonly under: number;
  /** When somebody speaks, seconds from the scene's start; only what the stretch depends on. */
  readonly spans: readonly Span[];
  /** Seconds from the scene's start to the start and the end of the film, where the music comes and goes; absent: far away. */
  readonly filmStart?: number;
  readonly filmEnd?: number;
}

/**
 * Gives the music under each scene.
 *
 * @param music   of the storyboard
 * @param lines   a list a scene, of those that are heard
 * @param voice   LUFS of the voice; where nobody speaks in the whole film the music is as loud as its loop
 */
export function sceneMusic(
  storyboard: Storyboard, { under }: Music, lines: readonly (readonly SpokenLine[])[], voice: number, codec: SoundCodec,
): readonly SceneMusic[] {
  const packet = packetSamples[codec];
  const places = soundPlaces(storyboard, codec).map(({ first, packets }) => ({ first: first * packet, body: packets * packet }));
  const seconds = soundLength(storyboard) / soundRate;
  const heard = places.flatMap(({ first }, scene) => (lines[scene] ?? []).map((line) => ({ line, from: first / soundRate })));
  const spans = voiceSpans(heard);
  const isAlone = heard.length === 0;
  return places.map(({ first, body }): SceneMusic => {
    const start = first / soundRate;
    const [reachedFrom, reachedTo] = [start - (lead * packet) / soundRate, start + (body + trail * packet) / soundRate];
    // What is further away changes nothing, so it must not be in the name of what is kept.
    const [nearFrom, nearTo] = [reachedFrom - duckReach, reachedTo + duckReach];
    return {
      from: first - lead * packet,
      length: body + (lead + trail) * packet,
      lead: lead * packet,
      body,
      gain: isAlone ? 0 : voice - under - loopLoudness,
      under: isAlone ? 0 : under,
      spans: spans
        .filter(({ start: begins, end }) => end > nearFrom && begins < nearTo)
        .map(({ start: begins, end }) => ({ start: rounded(Math.max(begins, nearFrom) - start), end: rounded(Math.min(end, nearTo) - start) })),
      ...(reachedFrom < fadeIn ? { filmStart: -start } : {}),
      ...(reachedTo > seconds - fadeOut ? { filmEnd: seconds - start } : {}),
    };
  });
}

/** Share of the loop's level at some seconds from the scene's start. */
export function musicLevel({ gain, under, spans, filmStart, filmEnd }: SceneMusic, time: number): number {
  const level = 10 ** ((gain + lift(time, spans, under)) / 20);
  const before = filmStart === undefined ? Infinity : time - filmStart;
  const after = filmEnd === undefined ? Infinity : filmEnd - time;
  return level * fade(before, after);
}

/** Tenths of a millisecond: what differs by less sounds the same. */
function rounded(seconds: number): number {
  return Math.round(seconds * 1e4) / 1e4;
}
