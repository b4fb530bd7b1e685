import { soundRate } from '../../../domain/film/video';
import type { Sound, SoundFileCoder } from '../../../engine/ports';

/** Makes WAV: nothing is encoded. */
export const wavCoder: SoundFileCoder = {
  path: 'kinora',
  codec: 'pcm_s16le',
  encode: async (sound) => wav(sound, soundRate),
};

/**
 * Gives sound as a WAV file: mono, 16 bits, plain samples.
 *
 * Source: Microsoft & IBM, Multimedia Programming Interface 1.0 (RIFF WAVE).
 */
export function wav(samples: Int16Array, sampleRate: number): Uint8Array<ArrayBuffer> {
  const file = new Uint8Array(headBytes + samples.length * sampleBytes);
  const view = new DataView(file.buffer);
  const name = (offset: number, text: string): void => {
    for (let at = 0; at < text.length; at++) file[offset + at] = text.charCodeAt(at);
  };
  name(0, 'RIFF');
  view.setUint32(4, file.byteLength - 8, true);
  name(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, plainSamples, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, sampleRate * sampleBytes, true);
  view.setUint16(32, sampleBytes, true);
  view.setUint16(34, sampleBytes * 8, true);
  name(36, 'data');
  view.setUint32(40, samples.length * sampleBytes, true);
  samples.forEach((sample, index) => view.setInt16(headBytes + index * sampleBytes, sample, true));
  return file;
}

/** Gives the sound of a WAV file as `wav` writes it, whatever else it holds; undefined for other files. */
export function readWav(file: Uint8Array): Sound | undefined {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const nameAt = (offset: number): string => String.fromCharCode(...file.subarray(offset, offset + 4));
  if (file.byteLength < headBytes || nameAt(0) !== 'RIFF' || nameAt(8) !== 'WAVE') return undefined;
  let sampleRate = 0;
  for (let at = 12; at + 8 <= file.byteLength; at += 8 + view.getUint32(at + 4, true) + (view.getUint32(at + 4, true) % 2)) {
    const bytes = Math.min(view.getUint32(at + 4, true), file.byteLength - at - 8);
    if (nameAt(at) === 'fmt ' && bytes >= 16) {
      const isOurs = view.getUint16(at + 8, true) === plainSamples && view.getUint16(at + 10, true) === 1 && view.getUint16(at + 22, true) === sampleBytes * 8;
      if (!isOurs) return undefined;
      sampleRate = view.getUint32(at + 12, true);
    }
    if (nameAt(at) === 'data' && sampleRate > 0) {
      const samples = new Float32Array(Math.floor(bytes / sampleBytes));
      for (let index = 0; index < samples.length; index++) samples[index] = view.getInt16(at + 8 + index * sampleBytes, true) / 32768;
      return { samples, sampleRate };
    }
  }
  return undefined;
}

const headBytes = 44;
const sampleBytes = 2;
/** WAVE_FORMAT_PCM. */
const plainSamples = 1;
