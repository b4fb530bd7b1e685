import { Failure } from '../../../domain/failure';
import { unpacked } from '../../../domain/film/packets';
import { sceneStarts, totalFrames, type Storyboard } from '../../../domain/storyboard';
import { packetSamples, soundRate, type SoundCodec, type SoundPiece, type SoundTrack } from '../../../domain/film/video';
import { hop, loudnessOf } from './loudness';

/** Where a scene's sound stands in the film: its first packet, and how many belong to it. */
export interface SoundPlace {
  readonly first: number;
  readonly packets: number;
}

/**
 * Places of the scenes on the grid of packets, without gaps.
 *
 * A scene's sound starts with the packet nearest to its first frame, at most half a packet off: 10.7 ms for AAC, 10 ms for Opus, a third of
 * a frame of 30 a second. So its packets stay the same wherever the scene comes to stand.
 */
export function soundPlaces(storyboard: Storyboard, codec: SoundCodec): readonly SoundPlace[] {
  const { fps } = storyboard.format;
  const packet = packetSamples[codec];
  const edges = sceneStarts(storyboard).map((frame) => Math.round(((frame / fps) * soundRate) / packet));
  // A packet that the film ends in belongs to it.
  edges[edges.length - 1] = Math.ceil(soundLength(storyboard) / packet);
  return storyboard.scenes.map((_, scene) => {
    // As many edges as scenes, and one more.
    const [first, end] = [edges[scene] as number, edges[scene + 1] as number];
    return { first, packets: end - first };
  });
}

/**
 * Joins the encoded sounds of a film's scenes, without encoding: where a scene has none, or no more, its silence goes on. The track is exactly
 * as long as the pictures, rounded to a sample.
 *
 * Every piece begins and ends in silence, so nothing of one reaches into the next.
 *
 * @param pieces one a scene
 * @returns undefined if nothing is heard
 * @throws Failure `encoder-failed` if they cannot be joined
 */
export function joinSound(storyboard: Storyboard, pieces: readonly SoundPiece[], codec: SoundCodec): SoundTrack | undefined {
  const some = pieces.find(({ packets }) => packets.sizes.length > 0);
  const quiet = some && unpacked(some.packets).at(-1);
  if (some === undefined || quiet === undefined) return undefined;
  const packet = packetSamples[codec];
  const length = soundLength(storyboard);
  const packets: SoundTrack['packets'][number][] = [];
  for (const [scene, place] of soundPlaces(storyboard, codec).entries()) {
    const piece = pieces[scene];
    const own = piece === undefined ? [] : unpacked(piece.packets);
    if (piece !== undefined && own.length > 0 && !isEqual(piece.description, some.description)) {
      throw new Failure('encoder-failed', `The sound of scene ${scene} must have the decoder description of the first one.`, { scene });
    }
    const rest = own.at(-1) ?? quiet;
    for (let index = 0; index < place.packets; index++) {
      const start = (place.first + index) * packet;
      packets.push({ bytes: own[index] ?? rest, start: start / soundRate, duration: Math.min(packet, length - start) / soundRate });
    }
  }
  return { codec, sampleRate: soundRate, channels: 1, description: some.description, packets };
}

/** Integrated loudness of a film's sound, LUFS, by the powers that its pieces remember; -Infinity if nothing is heard. */
export function filmLoudness(storyboard: Storyboard, pieces: readonly Pick<SoundPiece, 'powers'>[], codec: SoundCodec): number {
  const powers = new Float32Array(Math.ceil(soundLength(storyboard) / soundRate / hop));
  for (const [scene, { first }] of soundPlaces(storyboard, codec).entries()) {
    const start = Math.round((first * packetSamples[codec]) / soundRate / hop);
    for (const [index, power] of (pieces[scene]?.powers ?? []).entries()) if (start + index < powers.length) powers[start + index] = power;
  }
  return loudnessOf(powers);
}

/** Samples of a film's sound, as long as its pictures. */
export function soundLength(storyboard: Storyboard): number {
  return Math.round((totalFrames(storyboard) / storyboard.format.fps) * soundRate);
}

function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
