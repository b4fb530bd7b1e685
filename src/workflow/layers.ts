import type { Clock, FilmCoder, Stowage, VoicePort } from '../engine/ports';
import { cachedSegments } from './kept/cachedSegments';
import { cachedVoice } from './kept/cachedVoice';
import { outlineOnce } from './kept/outlineOnce';
import type { PartCache } from './kept/partCache';
import { spilledSegments } from './kept/spilledSegments';
import { voiceOnce } from './kept/voiceOnce';
import { tracedCoder, type PictureNotes } from './monitor/tracedCoder';
import { voiceAround } from './voiceAround';
import { type Workarounds, watchedVoice } from './monitor/workarounds';

/** Wraps a port. Every layer passes on all members of its port, the optional ones too, and those that its port lacks stay absent. */
export type Layer<Port> = (inner: Port) => Port;

/** Puts layers round a port. @param layers from the outside in; `undefined` is none */
export function layered<Port>(port: Port, layers: readonly (Layer<Port> | undefined)[]): Port {
  return layers.reduceRight((inner, layer) => layer?.(inner) ?? inner, port);
}

/** The voice of a page, made once. */
export function pageVoice(voice: VoicePort, { ready, workarounds }: { readonly ready: () => void; readonly workarounds: Workarounds }): VoicePort {
  return layered(voice, [
    // Outside: it notes whatever voice cannot be had.
    (inner) => watchedVoice(inner, workarounds),
    // What is really spoken will be mixed and encoded: what does that starts while the voice speaks. What is cached never comes here.
    (inner) => voiceAround(inner, (work) => { ready(); return work(); }),
  ]);
}

export interface VoiceLayers {
  /** Absent: nothing is cached. */
  readonly cache: PartCache | undefined;
  /** What learns that something is spoken; absent: nothing does. */
  readonly heard?: Layer<VoicePort>;
}

/** The voice of one run. */
export function runVoice(voice: VoicePort, { cache, heard }: VoiceLayers): VoicePort {
  return layered(voice, [
    // Outside: a line that was spoken for its times, from the disk or not, is at hand when its sound is made.
    voiceOnce,
    // Then the disk: what is found there was not spoken.
    cache && ((inner) => cachedVoice(inner, cache)),
    // Inside of the cache: it learns whether anything had to be spoken. What looks ahead uses the page's voice with a cache of its own, as it
    // would wait for itself if it asked from within this one.
    heard,
  ]);
}

/** The coder of pictures of a page, made once. */
export function pageCoder(coder: FilmCoder, notes: { readonly clock: Clock } & PictureNotes): FilmCoder {
  return layered(coder, [
    // Outside: outlines that are remembered took no work, and are not traced.
    outlineOnce,
    // Next to the workers: each call in the trace is one that they really did.
    (inner) => tracedCoder(inner, notes.clock, notes),
  ]);
}

/** The coder of pictures of one run. */
export interface RunCoder {
  readonly coder: FilmCoder;
  /** Lets go what was put away. */
  release(): void;
}

/**
 * Puts the layers of one run round the page's coder.
 *
 * @param spare told which share of the frames is cached, as soon as that is known
 * @param note  told of each scene that is done, wherever it came from
 */
export function runCoder(
  coder: FilmCoder, { cache, stowage, spare, note }: {
    readonly cache: PartCache | undefined; readonly stowage: Stowage | undefined; readonly spare: (share: number) => void;
    readonly note: (scene: number, of: number) => void;
  },
): RunCoder {
  const inside = layered(coder, [
    // Scenes are counted whether they were cached or made.
    (inner) => countedScenes(inner, note),
    cache && ((inner) => cachedSegments(inner, cache, spare)),
  ]);
  if (stowage === undefined) return { coder: inside, release: () => undefined };
  // Outside of all: segments from the cache fill the memory as well as new ones.
  const spilled = spilledSegments(inside, stowage);
  return { coder: spilled, release: () => { spilled.release(); } };
}

/** Gives a coder that tells of each scene encoded. */
function countedScenes(coder: FilmCoder, note: (scene: number, of: number) => void): FilmCoder {
  return {
    ...coder,
    async encodeScene(job, signal, report) {
      const segment = await coder.encodeScene(job, signal, report);
      note(job.scene, job.film.storyboard.scenes.length);
      return segment;
    },
  };
}
