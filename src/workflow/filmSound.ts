import { digest } from '../domain/digest';
import type { Narration } from '../domain/narration';
import type { Storyboard } from '../domain/storyboard';
import { packed } from '../domain/film/packets';
import { packetSamples, soundRate, type Mix, type SoundCodec, type SoundPiece, type SoundTrack } from '../domain/film/video';
import { given } from '../domain/given';
import type { RecordingPort, SoundCoder, VoicePort } from '../engine/ports';
import { encodeSoundWith } from '../stages/video/sound/encodeSound';
import { filmLoudness, joinSound, soundLength, soundPlaces } from '../stages/video/sound/joinSound';
import { mix, type SceneParts, type VoicePart } from '../stages/video/sound/mix';
import { composeMusic } from '../stages/video/music/compose';
import { fitLoop } from '../stages/video/music/fitLoop';
import { stretchOf } from '../stages/video/music/loop';
import { lead, sceneMusic, type SceneMusic } from '../stages/video/music/sceneMusic';
import { speakWith } from '../stages/video/voice/speak';
import { scriptOf, speechKey, type SpeechParameters, type SpokenScene } from '../stages/video/voice/speakScene';
import { noSoundStore, type SoundStore } from './kept/cachedSound';
import { musicLoop, type MusicCrew } from './musicLoop';
import type { WorkflowRun } from './workflowRun';

/** Raised whenever the same scene may sound otherwise, or is kept otherwise: the encoders' settings. */
const version = 2;

/** Seconds of voice that are in memory at a time. */
const batchSeconds = 30;

/** Who makes the sound. */
export interface SoundPorts extends MusicCrew {
  readonly voice: VoicePort | undefined;
  readonly sound: SoundCoder;
  /** Voices of people; absent: none. */
  readonly recordings?: RecordingPort;
  /** Absent: nothing is kept. */
  readonly sounds?: SoundStore;
}

/** What runs steps. */
export type Runner = Pick<WorkflowRun, 'step' | 'spare' | 'signal'>;

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
 * Makes the sound of a film scene by scene, half a minute of voice at a time: speaks, mixes and encodes those that are not kept from before, and
 * joins all.
 *
 * @returns undefined if nothing is heard
 */
export async function filmSound(run: Runner, ports: SoundPorts, film: SpokenFilm, codec: SoundCodec, signal?: AbortSignal): Promise<FilmSound | undefined> {
  const { sounds = noSoundStore } = ports;
  const scenes = soundScenes(film, codec);
  const missing = scenes.filter(({ key }) => !sounds.has(key));
  const share = portionOf(missing, scenes);
  for (const step of ['speak', 'mix', 'sound']) run.spare(step, share(0));

  const make = async (batch: readonly SoundScene[], part: Part): Promise<readonly SoundPiece[]> => {
    const mixes = await mixed(run, ports, film, batch, codec, part);
    const heard = mixes.filter(({ samples }) => samples.length > 0).map(({ samples }) => samples);
    const coded = heard.length === 0 ? { description: new Uint8Array(0), sounds: [] } : await run.step(encodeSoundWith(ports.sound), heard, { codec }, part);
    let next = 0;
    return mixes.map(({ samples, powers }, at) => {
      const packets = samples.length === 0 ? [] : (coded.sounds[next++] ?? []);
      const music = batch[at]?.music;
      return {
        description: coded.description, packets: packed(music === undefined ? packets : packets.slice(lead, lead + music.body / packetSamples[codec])), powers,
      };
    });
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
 * @param codec on whose grid the scenes stand
 * @returns mono samples at `soundRate`; undefined if nothing is heard
 */
export async function filmSamples(
  run: Runner, ports: SoundPorts, film: SpokenFilm, codec: SoundCodec = 'aac',
): Promise<{ readonly samples: Int16Array<ArrayBuffer>; readonly loudness: number } | undefined> {
  const { storyboard } = film;
  const samples = new Int16Array(soundLength(storyboard));
  const places = soundPlaces(storyboard, codec);
  const heard: Pick<SoundPiece, 'powers'>[] = storyboard.scenes.map(() => silence);
  const scenes = soundScenes(film, codec);
  const share = portionOf(scenes, scenes);
  for (const { batch, done } of batchesOf(scenes)) {
    const mixes = await mixed(run, ports, film, batch, codec, { to: share(done) });
    for (const [at, { index }] of batch.entries()) {
      const [made, place] = [mixes[at], places[index]];
      if (made === undefined || place === undefined) continue;
      const start = place.first * packetSamples[codec];
      const from = batch[at]?.music?.lead ?? 0;
      samples.set(made.samples.subarray(from, from + Math.min(place.packets * packetSamples[codec], samples.length - start)), start);
      heard[index] = made;
    }
  }
  const loudness = filmLoudness(storyboard, heard, codec);
  return loudness === -Infinity ? undefined : { samples, loudness };
}

/** How a step of a batch is followed, as `WorkflowRun.step` takes it. */
interface Part {
  readonly signal?: AbortSignal;
  readonly to?: number;
}

/** Speaks and mixes some scenes, each by itself. */
async function mixed(
  run: Runner, ports: SoundPorts, { storyboard, speech }: SpokenFilm, batch: readonly SoundScene[], codec: SoundCodec, part: Part,
): Promise<readonly Mix[]> {
  const script = { ...scriptOf(storyboard), scenes: batch.map(({ scene }) => scene) };
  const utterances = await run.step(speakWith(ports.voice, ports.recordings), script, speech, part);
  const loop = storyboard.music === undefined ? undefined : await musicLoop(run, ports, storyboard.music, storyboard.assets, part.signal);
  const scenes = batch.map(({ starts, music }, index): SceneParts => {
    const voice = (utterances[index] ?? []).map(({ samples, sampleRate }, line): VoicePart => ({ start: starts[line] ?? 0, samples, sampleRate }));
    return music === undefined || loop === undefined
      ? { voice }
      : { voice, music: { scene: music, samples: stretchOf(loop, music.from, music.length), peak: loop.peak } };
  });
  return run.step(mix, { packet: packetSamples[codec], scenes }, {}, part);
}

const silence: SoundPiece = { description: new Uint8Array(0), packets: packed([]), powers: new Float32Array(0) };

/** A scene in which something is heard, as its sound is made. */
interface SoundScene {
  readonly scene: SpokenScene;
  readonly index: number;
  /** Seconds from the scene's start, one a line that is heard. */
  readonly starts: readonly number[];
  readonly seconds: number;
  readonly music?: SceneMusic;
  /** Names all that its sound depends on. */
  readonly key: string;
}

function soundScenes({ storyboard, lines, speech }: SpokenFilm, codec: SoundCodec): readonly SoundScene[] {
  let next = 0;
  const script = scriptOf(storyboard);
  const { music } = storyboard;
  // Without a voice only what people recorded is heard.
  const own = script.scenes.map(({ speech: { length }, recording }) => {
    const these = lines.slice(next, (next += length));
    return speech.voice === 'none' && recording === undefined ? [] : these;
  });
  const under = music === undefined ? [] : sceneMusic(storyboard, music, own, mix.defaults.loudness, codec);
  return script.scenes.flatMap((scene, index): readonly SoundScene[] => {
    const heard = own[index] ?? [];
    const part = under[index];
    if (heard.length === 0 && part === undefined) return [];
    const starts = heard.map(({ start }) => start);
    const said = heard.length === 0 ? null : speechKey(script, scene, speech);
    const key =
      `sound/${version}/${digest([
        codec, mix.version, mix.defaults, said, starts, ...(part === undefined ? [] : [music?.source, composeMusic.version, fitLoop.version, part]),
      ])}`;
    const seconds = part === undefined ? secondsOf(heard.map(({ duration }) => ({ seconds: duration }))) : part.length / soundRate;
    return [{ scene: heard.length === 0 ? { ...scene, speech: [] } : scene, index, starts, seconds, key, ...given({ music: part }) }];
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
