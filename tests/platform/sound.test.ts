import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { LibraryNotAvailableError } from '../../src/domain/failure';
import type { Mix, Segment, SoundTrack } from '../../src/domain/video';
import { readAdts } from '../../src/platform/adts';
import type { FfmpegPort } from '../../src/platform/ffmpeg';
import { mediabunnyMuxer } from '../../src/platform/mp4';
import { ffmpegSound } from '../../src/platform/sound';
import { hasFfmpeg } from '../support/nativeFfmpeg';

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
function bursts(seconds: number): Mix {
  const samples = new Float32Array(Math.round(seconds * 48_000));
  for (const start of [0.2, 1, seconds - 0.1]) {
    for (let index = 0; index < 960; index++) samples[Math.round(start * 48_000) + index] = 0.5 * Math.sin((2 * Math.PI * 1000 * index) / 48_000);
  }
  return { samples, sampleRate: 48_000, loudness: -20, truePeak: -6 };
}

/** Samples by which the decoded sound is late: where it is most like the mix. */
function lateness(mix: Mix, decoded: Float32Array): number {
  let best = { shift: 0, likeness: -1 };
  for (let shift = -1500; shift <= 1500; shift++) {
    let likeness = 0;
    for (let index = 48_000; index < 48_960; index++) likeness += mix.samples[index]! * (decoded[index + shift] ?? 0);
    if (likeness > best.likeness) best = { shift, likeness };
  }
  return best.shift;
}

/** Something to go with the sound; nobody looks at it. */
const picture: Segment = {
  first: 0, end: 3, codec: 'vp09.00.40.08', description: new Uint8Array(0), keys: ['a'], frames: [{ frame: 0, frames: 3, isKey: true, bytes: Uint8Array.of(0x82, 0x49, 0x83, 0x42) }],
};

/** What a player hears of a track, without any picture. */
async function heard(sound: SoundTrack, container: 'mp4' | 'webm'): Promise<Float32Array> {
  const bytes = await mediabunnyMuxer().mux({
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
  test.each(['aac', 'opus'] as const)('%s packets start at 0, follow each other and are as long as the mix', async (codec) => {
    const mix = bursts(2.345);
    const track = await ffmpegSound(native).encode(mix, { codec, signal });
    expect(track).toMatchObject({ codec, sampleRate: 48_000, channels: 1 });
    let at = 0;
    for (const { start, duration } of track.packets) {
      expect(start).toBeCloseTo(at, 9);
      at = start + duration;
    }
    expect(at).toBeCloseTo(2.345, 9);
  });

  test.each([['aac', 'mp4'], ['opus', 'webm']] as const)('%s in %s is heard within 5 ms of where it was mixed, to the end', async (codec, container) => {
    const mix = bursts(2.345);
    const decoded = await heard(await ffmpegSound(native).encode(mix, { codec, signal }), container);
    expect(Math.abs(lateness(mix, decoded))).toBeLessThan(0.005 * 48_000);
    expect(Math.abs(decoded.length - mix.samples.length)).toBeLessThan(0.05 * 48_000);
    const end = decoded.subarray(Math.round(2.24 * 48_000));
    expect(Math.max(...end)).toBeGreaterThan(0.3);
  });

  test('an ADTS stream is taken apart to its last byte', async () => {
    const files = await native.run(['-f', 'lavfi', '-i', 'sine=440:d=0.5:r=44100', '-ac', '2', '-c:a', 'aac', '-f', 'adts', 'a.aac'], new Map(), ['a.aac'], { signal });
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
    await expect(ffmpegSound(none).encode(bursts(2), { codec: 'aac', signal })).rejects.toBeInstanceOf(LibraryNotAvailableError);
  });

  test('something else than ADTS is refused', () => {
    expect(() => readAdts(new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8]))).toThrow(/byte 0/);
    expect(() => readAdts(new Uint8Array(0))).toThrow(/byte 0/);
  });

  test('nothing to encode is refused, and an abort comes through', async () => {
    await expect(ffmpegSound(native).encode({ ...bursts(1), samples: new Float32Array(0) }, { codec: 'aac', signal })).rejects.toMatchObject({ code: 'invalid-parameter' });
    await expect(ffmpegSound(native).encode(bursts(1), { codec: 'aac', signal: AbortSignal.abort('enough') })).rejects.toBe('enough');
  });
});
