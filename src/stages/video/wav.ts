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

const headBytes = 44;
const sampleBytes = 2;
/** WAVE_FORMAT_PCM. */
const plainSamples = 1;
