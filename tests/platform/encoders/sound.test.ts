import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { LibraryNotAvailableError } from '../../../src/domain/failure';
import { segmentOf } from '../../../src/domain/film/segment';
import { packetSamples, soundRate, type SoundCodec, type SoundTrack } from '../../../src/domain/film/video';
import { readAdts } from '../../../src/platform/files/adts';
import type { FfmpegPort } from '../../../src/platform/encoders/ffmpeg';
import { ffmpegSound } from '../../../src/platform/encoders/sound';
import { muxed } from '../../support/muxed';
import { hasFfmpeg } from '../../support/nativeFfmpeg';

const signal = new AbortController().signal;

/** The port, done by the ffmpeg of this machine: of the same family as the one in the browser. */
const native: FfmpegPort = {
  warm: () => undefined, stop: () => undefined,
  run: async (command, files, outputs) => {
    const folder = mkdtempSync(join(tmpdir(), 'kinora-sound-'));
    try {
      for (const [name, bytes] of files) writeFileSync(join(folder, name), bytes);
      execFileSync('ffmpeg', ['-v', 'error', ...command], { cwd: folder });
      return new Map(outputs.map((name) => [name, new Uint8Array(readFileSync(join(folder, name)))]));
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};

/** Silence with a burst of 1 kHz, 20 ms long, at 0.2 s, 1 s and just before the end. */
function bursts(codec: SoundCodec, packets: number): Int16Array<ArrayBuffer> {
  const samples = new Int16Array(packets * packetSamples[codec]);
  for (const start of [9_600, 48_000, samples.length - 4_800]) {
    for (let index = 0; index < 960; index++) samples[start + index] = 16_384 * Math.sin((2 * Math.PI * 1000 * index) / 48_000);
  }
  return samples;
}

/** Samples by which the decoded sound is late: where it is most like the mix. */
function lateness(mix: Int16Array, decoded: Float32Array): number {
  let best = { shift: 0, likeness: -1 };
  for (let shift = -1500; shift <= 1500; shift++) {
    let likeness = 0;
    for (let index = 48_000; index < 48_960; index++) likeness += mix[index]! * (decoded[index + shift] ?? 0);
    if (likeness > best.likeness) best = { shift, likeness };
  }
  return best.shift;
}

/** A sound alone, as the track of a file. */
async function trackOf(sound: Int16Array<ArrayBuffer>, codec: SoundCodec): Promise<SoundTrack> {
  const { description, sounds } = await ffmpegSound(native).encode([sound], { codec, signal });
  const seconds = packetSamples[codec] / soundRate;
  return {
    codec, sampleRate: soundRate, channels: 1, description, packets: sounds[0]!.map((bytes, index) => ({ bytes, start: index * seconds, duration: seconds })),
  };
}

/** Something to go with the sound; nobody looks at it. */
const picture = segmentOf([{ frame: 0, frames: 3, isKey: true, bytes: Uint8Array.of(0x82, 0x49, 0x83, 0x42) }], {
  first: 0, end: 3, codec: 'vp09.00.40.08', description: new Uint8Array(0), keys: ['a'],
});

/** What a player hears of a track, without any picture. */
async function heard(sound: SoundTrack, container: 'mp4' | 'webm'): Promise<Float32Array> {
  const bytes = await muxed({
    container, format: { width: 64, height: 64, fps: 1 }, title: 'T', language: 'en', segments: [picture], sound,
  });
  const folder = mkdtempSync(join(tmpdir(), 'kinora-heard-'));
  try {
    writeFileSync(join(folder, 'film'), bytes);
    const pcm = execFileSync('ffmpeg', ['-v', 'error', '-i', 'film', '-map', '0:a', '-f', 'f32le', '-'], { cwd: folder, maxBuffer: 1e9 });
    return new Float32Array(new Uint8Array(pcm).buffer);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe.skipIf(!hasFfmpeg)('sound by ffmpeg', { timeout: 60_000 }, () => {
  test.each(['aac', 'opus'] as const)('%s has as many packets as the sounds are long', async (codec) => {
    const { sounds } = await ffmpegSound(native).encode([bursts(codec, 110), bursts(codec, 130)], { codec, signal });
    expect(sounds.map(({ length }) => length)).toEqual([110, 130]);
  });

  test.each([['aac', 'mp4'], ['opus', 'webm']] as const)('%s in %s is heard where it was mixed, to the end', async (codec, container) => {
    const mix = bursts(codec, 110);
    const decoded = await heard(await trackOf(mix, codec), container);
    expect(Math.abs(lateness(mix, decoded))).toBeLessThanOrEqual(1);
    expect(Math.abs(decoded.length - mix.length)).toBeLessThan(0.05 * 48_000);
    const end = decoded.subarray(mix.length - 5_000);
    expect(Math.max(...end)).toBeGreaterThan(0.3);
  });

  test('a sound has the same packets alone and among others', async () => {
    const [one, other] = [bursts('aac', 110), bursts('aac', 130)];
    const encode = async (...sounds: readonly Int16Array<ArrayBuffer>[]) => (await ffmpegSound(native).encode(sounds, { codec: 'aac', signal })).sounds;
    const [, between] = await encode(other, one, other);
    expect(between).toEqual((await encode(one))[0]);
  });

  test('an ADTS stream is taken apart to its last byte', async () => {
    const files = await native.run(
      ['-f', 'lavfi', '-i', 'sine=440:d=0.5:r=44100', '-ac', '2', '-c:a', 'aac', '-f', 'adts', 'a.aac'], new Map(), ['a.aac'], { signal },
    );
    const bytes = files.get('a.aac')!;
    const stream = readAdts(bytes);
    expect(stream).toMatchObject({ sampleRate: 44_100, channels: 2 });
    // AAC-LC (2), 44.1 kHz (index 4), stereo (2): 00010 0100 0010 000.
    expect([...stream.description]).toEqual([0x12, 0x10]);
    expect(stream.frames.reduce((sum, frame) => sum + frame.length + 7, 0)).toBe(bytes.length);
    expect(() => readAdts(bytes.slice(0, -1))).toThrow(/whole ADTS frames/);
  });
});

describe('sound', () => {
  test('AAC needs ffmpeg where the browser has no encoder', async () => {
    const none: FfmpegPort = { warm: () => undefined, stop: () => undefined, run: () => Promise.reject(new LibraryNotAvailableError('Left out.')) };
    await expect(ffmpegSound(none).encode([bursts('aac', 90)], { codec: 'aac', signal })).rejects.toBeInstanceOf(LibraryNotAvailableError);
  });

  test('something else than ADTS is refused', () => {
    expect(() => readAdts(new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8]))).toThrow(/byte 0/);
    expect(() => readAdts(new Uint8Array(0))).toThrow(/byte 0/);
  });

  test('nothing to encode is refused, as are broken packets, and an abort comes through', async () => {
    for (const sounds of [[], [new Int16Array(0)], [new Int16Array(1000)]]) {
      await expect(ffmpegSound(native).encode(sounds, { codec: 'aac', signal })).rejects.toMatchObject({ code: 'invalid-parameter' });
    }
    await expect(ffmpegSound(native).encode([bursts('aac', 90)], { codec: 'aac', signal: AbortSignal.abort('enough') })).rejects.toBe('enough');
  });
});
