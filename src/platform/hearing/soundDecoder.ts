import { Failure } from '../../domain/failure';
import type { SoundDecoder } from '../../engine/ports';

/** Hz; what most microphones give, and what is resampled least. */
const sampleRate = 48_000;

/** Opens sound files with the browser's own decoders: WAV, MP3, AAC, Ogg, WebM, FLAC, as it knows them. Only on a page: workers have no decoder. */
export function browserSoundDecoder(): SoundDecoder {
  return {
    async decode(file) {
      try {
        const context = new OfflineAudioContext({ numberOfChannels: 1, length: 1, sampleRate });
        // The decoder takes the buffer away from its caller.
        const buffer = await context.decodeAudioData(file.slice().buffer);
        return { samples: mono(buffer), sampleRate: buffer.sampleRate };
      } catch (cause) {
        throw new Failure(
          'damaged-file', `A sound file must be one that this browser can play, got ${file.byteLength} bytes that are not: ${String(cause)}`,
          { bytes: file.byteLength }, { cause },
        );
      }
    },
  };
}

/** All channels to one. In plain loops: minutes of music are ten millions of samples. */
function mono(buffer: AudioBuffer): Float32Array {
  const samples = buffer.getChannelData(0).slice();
  if (buffer.numberOfChannels === 1) return samples;
  for (let channel = 1; channel < buffer.numberOfChannels; channel++) {
    const other = buffer.getChannelData(channel);
    for (let index = 0; index < samples.length; index++) samples[index] = (samples[index] as number) + (other[index] as number);
  }
  for (let index = 0; index < samples.length; index++) samples[index] = (samples[index] as number) / buffer.numberOfChannels;
  return samples;
}
