/** The page of `tests/e2e/sound.test.ts`: the voice, the mix and the sound coder as the app puts them together. */
import { inMemory } from '../../src/domain/bytes';
import { segmentOf } from '../../src/domain/film/segment';
import { digest } from '../../src/domain/digest';
import type { Loop } from '../../src/domain/music';
import { sceneStarts, type Storyboard } from '../../src/domain/storyboard';
import { retime } from '../../src/domain/timing';
import { packetSamples, soundRate, type SoundCodec, type SoundPiece } from '../../src/domain/film/video';
import { referenceKernels } from '../../src/kernels/reference';
import { ffmpeg } from '../../src/platform/encoders/ffmpeg';
import { mediabunnyMuxer } from '../../src/platform/files/mp4';
import { voiceAddresses } from '../../src/platform/page/programs';
import { ffmpegSound } from '../../src/platform/encoders/sound';
import { browserSoundDecoder } from '../../src/platform/hearing/soundDecoder';
import { espeakVoices } from '../../src/platform/voice/voices';
import { soundLength, soundPlaces } from '../../src/stages/video/sound/joinSound';
import { narrateWith } from '../../src/stages/video/voice/narrate';
import { scriptOf } from '../../src/stages/video/voice/speakScene';
import { hireVoice } from '../../src/workers/voice';
import { filmSamples, filmSound, type Runner, type SoundPorts, type SpokenFilm } from '../../src/workflow/filmSound';
import type { SoundStore } from '../../src/workflow/kept/cachedSound';

const loops = new Map<string, Promise<Loop>>();
const voices = espeakVoices({ hire: hireVoice, addresses: voiceAddresses });
const coder = ffmpeg();
const sound = ffmpegSound(coder);

const soundPage = {
  /** Digest of the samples of each text, spoken in this order. */
  async speak(texts: readonly string[]): Promise<readonly string[]> {
    const digests: string[] = [];
    for (const text of texts) {
      const { samples, words } = await voices.speak(text, { voice: 'auto', language: 'en', rate: 165 }, new AbortController().signal);
      const hash = await crypto.subtle.digest('SHA-256', samples.slice().buffer);
      digests.push(`${samples.length} samples, ${words.length} words, ${[...new Uint8Array(hash)].map((byte) => byte.toString(16)).join('')}`);
    }
    return digests;
  },

  /** Milliseconds that the sound of each of these storyboards takes when it is made after the ones before it, which are kept. */
  async again(
    boards: readonly Storyboard[], codec: SoundCodec,
  ): Promise<readonly { readonly seconds: number; readonly ms: number; readonly encode: number; readonly made: number }[]> {
    const kept = new Map<string, SoundPiece>();
    const results: { seconds: number; ms: number; encode: number; made: number }[] = [];
    for (const board of boards) {
      const { run, film, ms } = await spokenFilm(board, 'auto');
      let made = 0;
      const get: SoundStore['get'] = async (key, signal, make) => {
        const known = kept.get(key);
        if (known !== undefined) return known;
        made += 1;
        const piece = await make(signal);
        kept.set(key, piece);
        return piece;
      };
      const began = performance.now();
      await filmSound(run, { voice: voices, sound, decoder: browserSoundDecoder(), loops, sounds: { has: (key) => kept.has(key), get } }, film, codec);
      results.push({ seconds: soundLength(film.storyboard) / soundRate, ms: performance.now() - began, encode: ms['sound'] ?? 0, made });
    }
    return results;
  },

  /** Narrates, mixes and encodes a storyboard, scene by scene, as the app does; the film's pictures are none. */
  async film(board: Storyboard, codec: SoundCodec, voice = 'auto') {
    const { run, film, ms } = await spokenFilm(board, voice);
    const { storyboard, lines } = film;
    const pieces: SoundPiece[] = [];
    const ports: SoundPorts = {
      voice: voices, sound, decoder: browserSoundDecoder(), loops,
      sounds: { has: () => false, get: async (_, signal, make) => { const piece = await make(signal); pieces.push(piece); return piece; } },
    };
    const made = await filmSound(run, ports, film, codec);
    const times = { ...ms };
    const mixed = await filmSamples(run, ports, film, codec);
    if (made === undefined || mixed === undefined) throw new Error('nothing is heard');
    const file = await mediabunnyMuxer().mux({
      container: codec === 'aac' ? 'mp4' : 'webm', format: storyboard.format, title: board.title, language: board.language, sound: made.track,
      segments: [segmentOf([{ frame: 0, frames: 1, isKey: true, bytes: Uint8Array.of(0x82, 0x49, 0x83, 0x42) }], {
        first: 0, end: 1, codec: 'vp09.00.40.08', description: new Uint8Array(0), keys: ['a'],
      })],
    });
    return {
      file: await base64(await inMemory(file)),
      /** 16 bits. */
      mix: await base64(new Uint8Array(mixed.samples.buffer)),
      seconds: soundLength(storyboard) / soundRate,
      loudness: made.loudness,
      /** First samples of the scenes on the grid, and where they would be off it. */
      starts: soundPlaces(storyboard, codec).map(({ first }) => first * packetSamples[codec]),
      exact: sceneStarts(storyboard).slice(0, -1).map((frame) => Math.round((frame / storyboard.format.fps) * soundRate)),
      /** Digests of the scenes' packets. */
      pieces: pieces.map(({ packets }) => digest(packets)),
      lines,
      ms: times,
    };
  },

  /** How long an abort of a busy ffmpeg takes to come back, ms, and whether the next job works. */
  async abort(): Promise<{ readonly reason: unknown; readonly ms: number; readonly next: number }> {
    const controller = new AbortController();
    const long = ['-f', 'lavfi', '-i', 'sine=440:d=3600', '-c:a', 'aac', '-f', 'adts', 'long.aac'];
    const job = coder.run(long, new Map(), ['long.aac'], { signal: controller.signal });
    await new Promise((resolve) => setTimeout(resolve, 1500));
    const before = performance.now();
    controller.abort('enough');
    const reason = await job.catch((error: unknown) => error);
    const ms = performance.now() - before;
    const short = ['-f', 'lavfi', '-i', 'sine=440:d=1', '-c:a', 'aac', '-f', 'adts', 'short.aac'];
    const files = await coder.run(short, new Map(), ['short.aac'], { signal: new AbortController().signal });
    return { reason, ms, next: files.get('short.aac')?.length ?? 0 };
  },
};

/** A film of which the times are known, with what runs its steps here and how long they took, ms. */
async function spokenFilm(board: Storyboard, voice: string): Promise<{ readonly run: Runner; readonly film: SpokenFilm; readonly ms: Record<string, number> }> {
  const ms: Record<string, number> = {};
  const run: Runner = {
    signal: new AbortController().signal,
    spare: () => undefined,
    async step(step, input, changes = {}) {
      const began = performance.now();
      const output = await step.run(input, { ...step.defaults, ...changes }, { kernels: referenceKernels, signal: run.signal, report: () => undefined });
      ms[step.name] = (ms[step.name] ?? 0) + performance.now() - began;
      return output;
    },
  };
  const speech = { voice, wordsPerMinute: 165 };
  const { lines } = await run.step(narrateWith(voices), scriptOf(board), speech);
  let next = 0;
  const storyboard = retime(board, board.scenes.map((scene) => lines.slice(next, (next += scene.speech.length)).map(({ duration }) => duration)));
  return { run, film: { storyboard, lines, speech }, ms };
}

async function base64(bytes: Uint8Array): Promise<string> {
  const reader = new FileReader();
  await new Promise((resolve) => {
    reader.onload = resolve;
    // A file of our own making, never in shared memory.
    reader.readAsDataURL(new Blob([bytes as Uint8Array<ArrayBuffer>]));
  });
  return String(reader.result).replace(/^[^,]*,/, '');
}

export type SoundPage = typeof soundPage;

Object.assign(globalThis, { soundPage });
