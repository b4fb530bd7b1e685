import { digest } from '../domain/digest';
import type { Narration } from '../domain/narration';
import type { Storyboard } from '../domain/storyboard';
import { packetSamples, type Mix, type SoundCodec, type SoundPiece, type SoundTrack } from '../domain/video';
import type { RecordingPort, SoundCoder, VoicePort } from '../engine/ports';
import { encodeSoundWith } from '../stages/video/encodeSound';
import { filmLoudness, joinSound, soundLength, soundPlaces } from '../stages/video/joinSound';
import { mix, type VoicePart } from '../stages/video/mix';
import { speakWith } from '../stages/video/speak';
import { scriptOf, speechKey, type SpeechParameters, type SpokenScene } from '../stages/video/speakScene';
import { noSoundStore, type SoundStore } from './keptSound';
import type { WorkflowRun } from './workflowRun';

/** Raised whenever the same scene may sound otherwise: the encoders' settings. */
const version = 1;

/** Seconds of voice that are in memory at a time. */
const batchSeconds = 60;

/** Who makes the sound. */
export interface SoundCrew {
  readonly voice: VoicePort | undefined;
  readonly sound: SoundCoder;
  /** Voices of people; absent: none. */
  readonly recordings?: RecordingPort;
  /** Absent: nothing is kept. */
  readonly sounds?: SoundStore;
}

/** A film of which the times are known. */
export interface SpokenFilm extends Narration {
  readonly storyboard: Storyboard;
  /** How its lines were spoken. */
  readonly speech: SpeechParameters;
}

export interface FilmSound {
  readonly track: SoundTrack;
  /** Integrated loudness, LUFS. */
  readonly loudness: number;
}

/**
 * Makes the sound of a film scene by scene, a minute of voice at a time: speaks, mixes and encodes those that are not kept from before, and
 * joins all.
 *
 * @returns undefined if nothing is heard
 */
export async function filmSound(run: WorkflowRun, crew: SoundCrew, film: SpokenFilm, codec: SoundCodec, signal?: AbortSignal): Promise<FilmSound | undefined> {
  const { sounds = noSoundStore } = crew;
  const scenes = spokenScenes(film, codec);
  const missing = scenes.filter(({ key }) => !sounds.has(key));
  const share = portionOf(missing, scenes);
  for (const step of ['speak', 'mix', 'sound']) run.spare(step, 1 - share(missing.length));

  const make = async (batch: readonly SoundScene[], part: Part): Promise<readonly SoundPiece[]> => {
    const mixes = await mixed(run, crew, film, batch, codec, part);
    const heard = mixes.filter(({ samples }) => samples.length > 0).map(({ samples }) => samples);
    const coded = heard.length === 0 ? { description: new Uint8Array(0), sounds: [] } : await run.step(encodeSoundWith(crew.sound), heard, { codec }, part);
    let next = 0;
    return mixes.map(({ samples, powers }) => ({ description: coded.description, packets: samples.length === 0 ? [] : (coded.sounds[next++] ?? []), powers }));
  };

  const pieces = film.storyboard.scenes.map(() => silence);
  const stop = signal ?? run.signal;
  const keep = async (one: SoundScene, made: () => Promise<SoundPiece>): Promise<void> => {
    pieces[one.index] = await sounds.get(one.key, stop, made);
  };
  for (const { batch, done } of batchesOf(missing)) {
    let making: Promise<readonly SoundPiece[]> | undefined;
    // One piece a scene.
    await Promise.all(batch.map((one, at) => keep(one, async () => (await (making ??= make(batch, { signal: stop, to: share(done) })))[at] as SoundPiece)));
  }
  // What seemed to be kept and is not is made by itself.
  for (const one of scenes) if (!missing.includes(one)) await keep(one, async () => (await make([one], { signal: stop }))[0] as SoundPiece);

  const track = joinSound(film.storyboard, pieces, codec);
  return track && { track, loudness: filmLoudness(film.storyboard, pieces, codec) };
}

/**
 * Makes the same sound, as it is before it is encoded.
 *
 * @returns mono samples at `soundRate`; undefined if nothing is heard
 */
export async function filmSamples(run: WorkflowRun, crew: SoundCrew, film: SpokenFilm): Promise<{ readonly samples: Int16Array<ArrayBuffer>; readonly loudness: number } | undefined> {
  const { storyboard } = film;
  const samples = new Int16Array(soundLength(storyboard));
  const places = soundPlaces(storyboard, 'aac');
  const heard: Pick<SoundPiece, 'powers'>[] = storyboard.scenes.map(() => silence);
  const scenes = spokenScenes(film, 'aac');
  const share = portionOf(scenes, scenes);
  for (const { batch, done } of batchesOf(scenes)) {
    const mixes = await mixed(run, crew, film, batch, 'aac', { to: share(done) });
    for (const [at, { index }] of batch.entries()) {
      const [made, place] = [mixes[at], places[index]];
      if (made === undefined || place === undefined) continue;
      const start = place.first * packetSamples.aac;
      samples.set(made.samples.subarray(0, Math.min(place.packets * packetSamples.aac, samples.length - start)), start);
      heard[index] = made;
    }
  }
  const loudness = filmLoudness(storyboard, heard, 'aac');
  return loudness === -Infinity ? undefined : { samples, loudness };
}

/** How a step of a batch is followed, as `WorkflowRun.step` takes it. */
interface Part {
  readonly signal?: AbortSignal;
  readonly to?: number;
}

/** Speaks and mixes some scenes, each by itself. */
async function mixed(run: WorkflowRun, { voice, recordings }: SoundCrew, { storyboard, speech }: SpokenFilm, batch: readonly SoundScene[], codec: SoundCodec, part: Part): Promise<readonly Mix[]> {
  const script = { ...scriptOf(storyboard), scenes: batch.map(({ scene }) => scene) };
  const utterances = await run.step(speakWith(voice, recordings), script, speech, part);
  const scenes = batch.map(({ starts }, index) => (utterances[index] ?? []).map(({ samples, sampleRate }, line): VoicePart => ({ start: starts[line] ?? 0, samples, sampleRate })));
  return run.step(mix, { packet: packetSamples[codec], scenes }, {}, part);
}

const silence: SoundPiece = { description: new Uint8Array(0), packets: [], powers: new Float32Array(0) };

/** A scene in which something is said, as its sound is made. */
interface SoundScene {
  readonly scene: SpokenScene;
  readonly index: number;
  /** Seconds from the scene's start, one a line. */
  readonly starts: readonly number[];
  readonly seconds: number;
  /** Names all that its sound depends on. */
  readonly key: string;
}

function spokenScenes({ storyboard, lines, speech }: SpokenFilm, codec: SoundCodec): readonly SoundScene[] {
  let next = 0;
  const script = scriptOf(storyboard);
  return script.scenes.flatMap((scene, index) => {
    const own = lines.slice(next, (next += scene.speech.length));
    // Without a voice only what people recorded is heard.
    if (own.length === 0 || (speech.voice === 'none' && scene.recording === undefined)) return [];
    const starts = own.map(({ start }) => start);
    const key = `sound/${version}/${digest([codec, mix.version, mix.defaults, speechKey(script, scene, speech), starts])}`;
    return [{ scene, index, starts, seconds: secondsOf(own.map(({ duration }) => ({ seconds: duration }))), key }];
  });
}

/** Gives how much of the film's sound is done when so many of the missing scenes are. */
function portionOf(missing: readonly SoundScene[], scenes: readonly SoundScene[]): (count: number) => number {
  const [all, needed] = [secondsOf(scenes), secondsOf(missing)];
  return (count) => (all === 0 ? 1 : 1 - (needed - secondsOf(missing.slice(0, count))) / all);
}

/** The scenes in order, in batches of no more than so many seconds or a single scene, each with how many are done after it. */
function batchesOf(scenes: readonly SoundScene[]): readonly { readonly batch: readonly SoundScene[]; readonly done: number }[] {
  const batches: { batch: SoundScene[]; done: number }[] = [];
  for (const [index, scene] of scenes.entries()) {
    const last = batches.at(-1);
    if (last === undefined || secondsOf(last.batch) + scene.seconds > batchSeconds) batches.push({ batch: [scene], done: index + 1 });
    else {
      last.batch.push(scene);
      last.done = index + 1;
    }
  }
  return batches;
}

function secondsOf(some: readonly { readonly seconds: number }[]): number {
  return some.reduce((sum, { seconds }) => sum + seconds, 0);
}
