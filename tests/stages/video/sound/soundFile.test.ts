import { expect, test } from 'vitest';
import { containers, containersOf, fileForms, type SoundTrack } from '../../../../src/domain/film/video';
import type { SoundFileCoder } from '../../../../src/engine/ports';
import { referenceKernels } from '../../../../src/kernels/reference';
import { wav, wavCoder } from '../../../../src/stages/video/files/wav';
import { soundFileWith } from '../../../../src/stages/video/sound/soundFile';
import { sampleFilm } from '../../../support/sampleFilm';

const { storyboard } = sampleFilm({ width: 320, height: 180, fps: 30 });
const samples = Int16Array.of(1, -2, 3);
const track: SoundTrack = { codec: 'aac', sampleRate: 48_000, channels: 1, description: new Uint8Array(0), packets: [] };
const mp3: SoundFileCoder = { path: 'ffmpeg', codec: 'mp3', encode: async (sound, { title }) => new TextEncoder().encode(`${title} ${sound.join(' ')}`) };
const step = soundFileWith({ mp3, wav: wavCoder }, { muxSound: async () => Uint8Array.of(4) });
const context = { kernels: referenceKernels, signal: new AbortController().signal, report: () => undefined };

test.each([
  ['m4a', Uint8Array.of(4), 'ffmpeg', 'mp4a.40.2'],
  ['mp3', new TextEncoder().encode(`${storyboard.title} 1 -2 3`), 'ffmpeg', 'mp3'],
  ['wav', wav(samples, 48_000), 'kinora', 'pcm_s16le'],
] as const)('a %s is made by what makes its form', async (container, bytes, path, codec) => {
  const sound = fileForms[container].from === 'packets' ? { track } : { samples };
  expect(await step.run({ storyboard, sound }, { container }, context))
    .toMatchObject({ bytes, container, mediaType: fileForms[container].mediaType, path, codecs: [codec], distinctFrames: 0 });
});

test('a file of sound is one of the forms that are only heard, and each form is of one kind', () => {
  expect(step.ranges.container).toMatchObject({ choices: containersOf('sound') });
  expect(containersOf('sound')).toEqual(expect.arrayContaining(['m4a', 'mp3', 'wav']));
  const kinds = ['video', 'animation', 'sound', 'stills'] as const;
  expect(kinds.flatMap((kind) => containersOf(kind))).toEqual([...containers]);
});
