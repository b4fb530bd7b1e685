import { describe, expect, test } from 'vitest';
import { sizeOf } from '../../src/domain/bytes';
import { LibraryNotAvailableError } from '../../src/domain/failure';
import type { SpokenTimes, Utterance } from '../../src/domain/narration';
import type { FilmCoder, SpeechOptions, Stowage, VoicePort } from '../../src/engine/ports';
import { Log } from '../../src/optimizers/metrics/log';
import { Registry } from '../../src/optimizers/metrics/registry';
import { TtlCache } from '../../src/optimizers/cache/store';
import { memoryStowage } from '../../src/platform/storage/memoryStowage';
import type { PartCache } from '../../src/workflow/kept/partCache';
import { layered, pageCoder, pageVoice, runCoder, runVoice } from '../../src/workflow/layers';
import { Workarounds } from '../../src/workflow/monitor/workarounds';
import { voiceAround } from '../../src/workflow/voiceAround';
import { fakePictures } from '../support/fakePorts';
import { sampleFilm } from '../support/sampleFilm';
import { enUs } from '../support/sampleVoices';

const { signal } = new AbortController();
const options: SpeechOptions = { voice: 'auto', language: 'en', rate: 165 };
const utterance: Utterance = { text: 'One.', samples: new Float32Array(80), sampleRate: 8000, duration: 0.01, words: [] };
const times: SpokenTimes = { text: 'One.', sampleRate: 8000, duration: 0.01, words: [] };

/** A voice that has every member of its port, and says what was asked of it. */
function wholeVoice(asked: string[]): Required<VoicePort> {
  return {
    voices: [enUs],
    speak: async () => { asked.push('speak'); return utterance; },
    time: async () => { asked.push('time'); return times; },
  };
}

/** A coder that has every member of its port, and says what was asked of it. */
function wholeCoder(asked: string[]): Required<FilmCoder> {
  const coder = fakePictures([]) as Required<Pick<FilmCoder, 'outline'>> & FilmCoder;
  return {
    probe: (...call) => { asked.push('probe'); return coder.probe(...call); },
    warm: () => void asked.push('warm'),
    outline: (...call) => { asked.push('outline'); return coder.outline(...call); },
    encodeScene: (...call) => { asked.push('encodeScene'); return coder.encodeScene(...call); },
    sample: async () => { asked.push('sample'); return { picture: 1, keyBytes: 1, deltaBytes: 1 }; },
    distrust: () => void asked.push('distrust'),
    still: async () => { asked.push('still'); return Uint8Array.of(1); },
    cover: async () => { asked.push('cover'); return Uint8Array.of(1); },
    stills: async () => { asked.push('stills'); return []; },
    animate: async () => { asked.push('animate'); return { bytes: Uint8Array.of(1), width: 2, height: 2, distinctFrames: 1, path: 'canvas' }; },
  };
}

const cacheOf = (): PartCache => {
  const cache = new TtlCache({ clock: Date });
  return { cache: () => cache, note: () => undefined };
};
const workarounds = (): Workarounds => new Workarounds({ log: new Log({ clock: Date }), registry: new Registry() });

describe('the layers round a voice', () => {
  test('pass on all members of its port', async () => {
    const asked: string[] = [];
    let readied = 0;
    let spoken = 0;
    const page = pageVoice(wholeVoice(asked), { ready: () => (readied += 1), workarounds: workarounds() });
    const voice = runVoice(page, { cache: cacheOf(), heard: (inner) => voiceAround(inner, (work) => { spoken += 1; return work(); }) });
    expect(Object.keys(voice).sort()).toEqual(Object.keys(wholeVoice([])).sort());
    expect(voice.voices).toEqual([enUs]);
    // Only times are asked for: the voice need not give its sound, and each layer that counts what is asked learns of it.
    expect(await voice.time?.('One.', options, signal)).toMatchObject(times);
    expect([asked, readied, spoken]).toEqual([['time'], 1, 1]);
    // Found in the cache: nothing is asked.
    await voice.time?.('One.', options, signal);
    expect([asked.length, readied, spoken]).toEqual([1, 1, 1]);
    expect(await voice.speak('One.', options, signal)).toEqual(utterance);
    expect([asked, readied, spoken]).toEqual([['time', 'speak'], 2, 2]);
  });

  test('note a voice that cannot be had whichever way it is asked', async () => {
    const troubles = workarounds();
    const refuse = (): Promise<never> => Promise.reject(new LibraryNotAvailableError('HTTP 404'));
    const page = pageVoice({ ...wholeVoice([]), time: refuse }, { ready: () => undefined, workarounds: troubles });
    await expect(page.time?.('One.', options, signal)).rejects.toMatchObject({ code: 'library-not-available' });
    expect(troubles.of('voice')).toBe('HTTP 404');
  });

  test('leave absent what the voice does not have', () => {
    const { time: _, ...poor } = wholeVoice([]);
    expect('time' in pageVoice(poor, { ready: () => undefined, workarounds: workarounds() })).toBe(false);
  });
});

describe('the layers round a coder of pictures', () => {
  const film = sampleFilm({ width: 320, height: 180, fps: 30 });
  const coding = { path: 'webcodecs', codec: 'avc1', bitrate: 1 } as const;
  const nothing = (): void => undefined;

  test('pass on all members of its port, and note all that is drawn', async () => {
    const asked: string[] = [];
    const traced: string[] = [];
    const page = pageCoder(wholeCoder(asked), { clock: { now: () => 0 }, note: ({ name }) => void traced.push(name), count: nothing });
    const { coder } = runCoder(page, { cache: cacheOf(), stowage: memoryStowage, spare: nothing, note: nothing });
    await coder.probe(film.storyboard.format, 'mp4', signal);
    coder.warm?.(film.storyboard);
    await coder.sample?.({ film, coding }, []);
    coder.distrust?.(coding, film.storyboard.format, 'mp4', undefined);
    await coder.still(film, 0, signal);
    await coder.cover?.(film, 0, signal);
    await coder.stills(film, [0], signal, nothing);
    await coder.animate(film, 'gif', signal, nothing);
    expect(asked).toEqual(['probe', 'warm', 'sample', 'distrust', 'still', 'cover', 'stills', 'animate']);
    expect(traced).toEqual(['still', 'cover', 'stills', 'animate']);
    // Nothing of the port is lost on the way in.
    expect(Object.keys(wholeCoder([])).filter((name) => !(name in coder))).toEqual([]);
  });

  test('encode a scene once, outline a film once, count each scene and put each segment away', async () => {
    const asked: string[] = [];
    const scenes: number[] = [];
    const put: number[] = [];
    const dropped: number[] = [];
    const stowage: Stowage = {
      ...memoryStowage,
      put: async (bytes) => { put.push(bytes.byteLength); return bytes; },
      drop: (bytes) => void dropped.push(sizeOf(bytes)),
    };
    const page = pageCoder(wholeCoder(asked), { clock: { now: () => 0 }, note: nothing, count: nothing });
    const cache = cacheOf();
    const run = () => runCoder(page, { cache, stowage, spare: nothing, note: (scene) => void scenes.push(scene) });
    const first = run();
    const segment = await first.coder.encodeScene({ film, scene: 0, coding }, signal, nothing);
    const outlines = asked.filter((name) => name === 'outline').length;
    // From the cache, in another run: it is the same, counted and put away again, and outlined by nobody once more.
    const second = run();
    expect(await second.coder.encodeScene({ film, scene: 0, coding }, signal, nothing)).toEqual(segment);
    expect(asked.filter((name) => name === 'outline').length).toBe(outlines);
    expect(asked.filter((name) => name === 'encodeScene').length).toBe(1);
    expect(scenes).toEqual([0, 0]);
    first.release();
    second.release();
    expect([put.length, dropped]).toEqual([2, put]);
  });
});

test('layers lie from the outside in', () => {
  const around = (name: string) => (inner: string): string => `${name}(${inner})`;
  expect(layered('port', [around('outer'), undefined, around('inner')])).toBe('outer(inner(port))');
});
