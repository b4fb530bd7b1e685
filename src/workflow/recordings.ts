import { inlineFile } from '../domain/dataUrl';
import { Failure } from '../domain/failure';
import type { Storyboard } from '../domain/storyboard';
import type { RecordingPort, Sound, SoundDecoder } from '../engine/ports';
import { readWav } from '../stages/video/files/wav';

/**
 * Gives the recordings of a film, each file opened once.
 *
 * @param decoder for files that we did not write ourselves; absent: only those that we did
 */
export function recordingsOf(assets: Storyboard['assets'] = {}, decoder?: SoundDecoder): RecordingPort {
  const opened = new Map<string, Promise<Sound>>();
  const open = async (id: string): Promise<Sound> => {
    const file = inlineFile(assets[id] ?? '');
    if (file === undefined) throw new Failure('invalid-storyboard', `A recording must be among the storyboard's files, got "${id}".`, { id });
    const own = readWav(file.bytes);
    if (own !== undefined) return own;
    if (decoder === undefined) throw new Failure('damaged-file', `A recording must be a WAV file here, got ${file.mediaType || 'something else'}.`, { id });
    return decoder.decode(file.bytes);
  };
  return {
    async sound({ asset, start, end }) {
      let sound = opened.get(asset);
      if (sound === undefined) opened.set(asset, (sound = open(asset)));
      const { samples, sampleRate } = await sound;
      const first = Math.round(start * sampleRate);
      // A view: megabytes, and nobody changes them.
      return { samples: samples.subarray(first, Math.max(first, Math.round(end * sampleRate))), sampleRate };
    },
  };
}
