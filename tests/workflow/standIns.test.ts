import { describe, expect, test } from 'vitest';
import { Failure, LibraryNotAvailableError } from '../../src/domain/failure';
import type { ExportSettings } from '../../src/domain/film/video';
import type { FilmPorts } from '../../src/workflow/filmPorts';
import type { Production } from '../../src/workflow/results';
import { fakePorts, statements } from '../support/fakePorts';
import { fakeBrowser, openTab } from '../support/fakeEngine';

const settings: ExportSettings = { container: 'mp4', captions: 'burn', voice: 'auto' };
const watch = { signal: new AbortController().signal, progress: () => undefined };
const ports = fakePorts([]);

/** Codecs that nobody can encode, by container and by sound. */
function portsWithout(...missing: readonly ('mp4' | 'webm' | 'aac' | 'opus')[]): FilmPorts {
  return {
    ...ports,
    pictures: {
      ...ports.pictures,
      probe: async (format, container, signal) => {
        if (missing.some((one) => one === container)) throw new Failure('no-encoder', `nobody encodes ${container}`);
        return { ...(await ports.pictures.probe(format, container, signal)), codec: container === 'mp4' ? 'avc1.640028' : 'vp8' };
      },
    },
    sound: {
      encode: async (sounds, options) => {
        if (missing.includes(options.codec)) throw new LibraryNotAvailableError(`nobody encodes ${options.codec}`);
        return ports.sound.encode(sounds, options);
      },
    },
  };
}

function produced(team: FilmPorts, container: 'mp4' | 'webm' = 'mp4', exact?: true): Promise<Production> {
  const wished = { ...settings, container, ...(exact === undefined ? {} : { exact }) };
  return openTab(fakeBrowser(), team).session.produce(statements(['Water bends.', 'Sand settles.']), wished, watch);
}

describe('a film', () => {
  test.each([
    [[], 'mp4', 'avc1.640028', 'mp4a.40.2'],
    [['opus'], 'mp4', 'avc1.640028', 'mp4a.40.2'],
    [['aac'], 'webm', 'vp8', 'opus'],
    [['mp4'], 'webm', 'vp8', 'opus'],
    [['aac', 'opus'], 'mp4', 'avc1.640028', undefined],
    [['aac', 'webm'], 'mp4', 'avc1.640028', undefined],
    [['mp4', 'opus'], 'webm', 'vp8', undefined],
  ] as const)('where nobody can make [%s] becomes %s of %s with %s', async (missing, container, picture, sound) => {
    const { video, loudness, fellBack } = await produced(portsWithout(...missing));
    expect(video.container).toBe(container);
    // It is said why, wherever it is not what was wished, its sound included.
    expect(fellBack === undefined).toBe(container === 'mp4' && sound !== undefined);
    expect(video.codecs).toEqual(sound === undefined ? [picture] : [picture, sound]);
    expect(loudness === null).toBe(sound === undefined);
  });

  test('wished as WebM stays one, silent if need be', async () => {
    const { video } = await produced(portsWithout('opus'), 'webm');
    expect(video).toMatchObject({ container: 'webm', codecs: ['vp8'] });
  });

  test('wished as exactly that is that with its sound, or the failure that says what is missing', async () => {
    expect((await produced(portsWithout('opus', 'webm'), 'mp4', true)).video.codecs).toEqual(['avc1.640028', 'mp4a.40.2']);
    for (const missing of ['aac', 'mp4'] as const) {
      await expect(produced(portsWithout(missing), 'mp4', true)).rejects.toMatchObject({ message: expect.stringContaining(missing) });
    }
  });

  test('that nobody can encode is refused with what was wished first', async () => {
    await expect(produced(portsWithout('mp4', 'webm'))).rejects.toMatchObject({ code: 'no-encoder', message: 'nobody encodes mp4' });
  });

  test('whose voice cannot be had is silent, and timed by reading', async () => {
    const mute: FilmPorts = { ...ports, voice: { voices: [], speak: () => Promise.reject(new LibraryNotAvailableError('no voice here')) } };
    const silent = await produced(mute);
    expect(silent.loudness).toBeNull();
    expect(silent.video.duration).toBeGreaterThan(0);
    expect(silent.srt).toContain('Water bends.');
  });

  test('fails with any other trouble at once', async () => {
    const broken: FilmPorts = { ...ports, sound: { encode: () => Promise.reject(new Failure('encoder-failed', 'broken')) } };
    await expect(produced(broken)).rejects.toMatchObject({ code: 'encoder-failed' });
  });
});
