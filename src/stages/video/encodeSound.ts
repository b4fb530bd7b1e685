import type { Mix, SoundTrack } from '../../domain/video';
import type { SoundCoder } from '../../engine/ports';
import type { Step } from '../../engine/step';

/** Encodes the mixed sound, AAC for MP4 and Opus for WebM. */
export function encodeSoundWith(coder: SoundCoder): Step<Mix, { codec: 'aac' | 'opus' }, SoundTrack> {
  return {
    name: 'sound',
    stage: 'video',
    version: 1,
    defaults: { codec: 'aac' },
    ranges: { codec: { kind: 'choice', choices: ['aac', 'opus'] } },
    traits: { pooled: false, cacheable: true },
    run: (mix, { codec }, { signal, report }) => coder.encode(mix, { codec, signal, report }),
  };
}
