import { digest } from '../../src/domain/digest';
import { Failure } from '../../src/domain/failure';
import { segmentOf } from '../../src/domain/film/segment';
import type { Storyboard } from '../../src/domain/storyboard';
import { packetSamples, type FrameRun } from '../../src/domain/film/video';
import type { FilmCoder, SceneJob, VoicePort } from '../../src/engine/ports';
import { drawFrame } from '../../src/stages/video/draw/drawFrame';
import { layOut } from '../../src/stages/video/draw/layOut';
import { framesOfScene, pictureRules, picturesOf } from '../../src/stages/video/encode';
import { wavCoder } from '../../src/stages/video/files/wav';
import type { FilmPorts } from '../../src/workflow/filmPorts';
import { fakeRuler } from './fakeRuler';
import { enUs } from './sampleVoices';

/** What a fake was asked to do, in order: `encode <text of the scene>`, `speak <line>`, `sound of <how many scenes>`. */
export type PortLog = string[];

/** Ports that draw like the real one and "encodes" a picture as the letters of its key. */
export function fakePorts(log: PortLog, trouble: { encode?: (job: SceneJob) => Promise<void> } = {}): FilmPorts {
  return {
    voice: fakeVoice(log),
    sound: {
      async encode(sounds, { codec }) {
        log.push(`sound of ${sounds.length}`);
        return { description: new Uint8Array(0), sounds: sounds.map(
          (sound) => Array.from({ length: sound.length / packetSamples[codec] }, (_, index) => new TextEncoder().encode(`${digest(sound)} ${index}`)),
        ) };
      },
    },
    pictures: fakePictures(log, trouble),
    soundFiles: { mp3: { path: 'ffmpeg', codec: 'mp3', encode: async (sound) => new TextEncoder().encode(digest(sound)) }, wav: wavCoder },
    muxer: { mux: async (input) => new TextEncoder().encode(digest(input)), muxSound: async (input) => new TextEncoder().encode(digest(input)) },
    lanes: 2,
  };
}

export function fakePictures(log: PortLog, trouble: { encode?: (job: SceneJob) => Promise<void> } = {}): FilmCoder {
  const outline = (job: SceneJob): Promise<readonly FrameRun[]> => {
    const laidOut = layOut(job.film, fakeRuler);
    const { first, end } = framesOfScene(job.film, job.scene);
    const pictures = picturesOf((frame) => drawFrame(laidOut, frame), first, end, pictureRules(job));
    return Promise.resolve(Array.from(pictures, ({ frame, frames, list }) => ({ frame, frames, key: list.key })));
  };
  return {
    probe: async () => ({ path: 'webcodecs', codec: 'avc1.640028', bitrate: 1_000_000 }),
    outline,
    async encodeScene(job, signal) {
      await trouble.encode?.(job);
      signal.throwIfAborted();
      const spans = await outline(job);
      const scene = job.film.storyboard.scenes[job.scene];
      log.push(`encode ${scene?.speech.join(' ') ?? ''}`);
      const { first, end } = framesOfScene(job.film, job.scene);
      const frames = spans.map(
        ({ frame, frames: length, key }, index) => ({ frame, frames: length, isKey: index === 0, bytes: new TextEncoder().encode(key) }),
      );
      return segmentOf(frames, { first, end, codec: job.coding.codec, description: Uint8Array.of(1), keys: spans.map(({ key }) => key) });
    },
    async sample(_, pictures) {
      log.push(`sample ${pictures.length} times`);
      return { picture: 10, keyBytes: 1000, deltaBytes: 100 };
    },
    still: async () => Uint8Array.of(7),
    stills: async (_, frames) => frames.map((frame) => Uint8Array.of(frame)),
    animate: () => Promise.reject(new Failure('no-encoder', 'no GIF here')),
  };
}

/** Says a line as a tone, a tenth of a second a word. */
function fakeVoice(log: PortLog): VoicePort {
  return {
    voices: [enUs],
    async speak(text) {
      log.push(`speak ${text}`);
      const words = [...text.matchAll(/\S+/g)].map(
        (match, index) => ({ offset: match.index, length: match[0].length, start: index / 10, end: (index + 1) / 10 }),
      );
      const samples = Float32Array.from({ length: words.length * 800 }, (_, index) => Math.sin(index / 3) / 4);
      return { text, samples, sampleRate: 8000, duration: words.length / 10, words };
    },
  };
}

/** A film of statements, each of its own words. */
export function statements(texts: readonly string[], seconds = 0): Storyboard {
  return {
    version: 1,
    title: 'Statements',
    language: 'en',
    source: { name: 'statements.md', link: '' },
    format: { width: 320, height: 180, fps: 10 },
    theme: 'paper',
    seed: 1,
    seconds,
    scenes: texts.map((text, index) => ({ id: `s${index}`, layout: 'statement', text, emphasis: '', anchors: [], frames: 20, speech: [text], chapter: '' })),
  };
}
