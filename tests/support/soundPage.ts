/** The page of `tests/e2e/sound.test.ts`: the voice, the mix and the sound coder as the app puts them together. */
import { digest } from '../../src/domain/digest';
import { sceneStarts, totalFrames, type Storyboard } from '../../src/domain/storyboard';
import { retime } from '../../src/domain/timing';
import { packetSamples, soundRate, type SoundCodec } from '../../src/domain/video';
import { referenceKernels } from '../../src/kernels/reference';
import { ffmpeg } from '../../src/platform/ffmpeg';
import { mediabunnyMuxer } from '../../src/platform/mp4';
import { voiceAddresses } from '../../src/platform/programs';
import { ffmpegSound } from '../../src/platform/sound';
import { espeakVoices } from '../../src/platform/voices';
import { filmLoudness, joinSound, soundPlaces } from '../../src/stages/video/joinSound';
import { mix } from '../../src/stages/video/mix';
import { narrateWith } from '../../src/stages/video/narrate';
import { speakWith } from '../../src/stages/video/speak';
import { hireVoice } from '../../src/workers/voice';

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

  /** Narrates, mixes and encodes a storyboard, scene by scene; the film's pictures are none. */
  async film(board: Storyboard, codec: SoundCodec, options: { readonly voice?: string; readonly backwards?: boolean } = {}) {
    const context = { kernels: referenceKernels, signal: new AbortController().signal, report: () => undefined };
    const speech = { voice: options.voice ?? 'auto', wordsPerMinute: 165 };
    const times = [performance.now()];
    const { lines } = await narrateWith(voices).run(board, speech, context);
    times.push(performance.now());
    let next = 0;
    const linesOf = board.scenes.map((scene) => lines.slice(next, (next += scene.speech.length)));
    const storyboard = retime(board, linesOf.map((own) => own.map(({ duration }) => duration)));
    const utterances = await speakWith(voices).run(storyboard, speech, context);
    times.push(performance.now());
    const parts = utterances.map((own, scene) => own.map(({ samples, sampleRate }, line) => ({ start: linesOf[scene]![line]!.start, samples, sampleRate })));
    const mixes = await mix.run({ packet: packetSamples[codec], scenes: parts }, mix.defaults, context);
    times.push(performance.now());
    const order = mixes.map((_, scene) => scene);
    if (options.backwards === true) order.reverse();
    const coded = await sound.encode(order.map((scene) => mixes[scene]!.samples), { codec, signal: context.signal });
    times.push(performance.now());
    const pieces = mixes.map(({ powers }, scene) => ({ description: coded.description, packets: coded.sounds[order.indexOf(scene)]!, powers }));
    const track = joinSound(storyboard, pieces, codec);
    if (track === undefined) throw new Error('nothing is heard');
    const places = soundPlaces(storyboard, codec);
    const length = Math.round((totalFrames(storyboard) / storyboard.format.fps) * soundRate);
    const whole = new Int16Array(length);
    for (const [scene, { first }] of places.entries()) whole.set(mixes[scene]!.samples.subarray(0, length - first * packetSamples[codec]), first * packetSamples[codec]);
    const file = await mediabunnyMuxer().mux({
      container: codec === 'aac' ? 'mp4' : 'webm', format: storyboard.format, title: board.title, language: board.language, sound: track,
      segments: [{ first: 0, end: 1, codec: 'vp09.00.40.08', description: new Uint8Array(0), keys: ['a'], frames: [{ frame: 0, frames: 1, isKey: true, bytes: Uint8Array.of(0x82, 0x49, 0x83, 0x42) }] }],
    });
    return {
      file: await base64(file),
      /** Of what the file holds; the file itself tells the time, too. */
      packets: digest(track.packets),
      /** 16 bits. */
      mix: await base64(new Uint8Array(whole.buffer)),
      seconds: length / soundRate,
      loudness: filmLoudness(storyboard, pieces, codec),
      /** First samples of the scenes on the grid, and where they would be off it. */
      starts: places.map(({ first }) => first * packetSamples[codec]),
      exact: sceneStarts(storyboard).slice(0, -1).map((frame) => Math.round((frame / storyboard.format.fps) * soundRate)),
      lines,
      ms: { narrate: times[1]! - times[0]!, speak: times[2]! - times[1]!, mix: times[3]! - times[2]!, encode: times[4]! - times[3]! },
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
