import { describe, expect, test } from 'vitest';
import type { SpokenTimes, Utterance } from '../../src/domain/narration';
import type { FilmCoder, NeuralPort, SpeechOptions, VoicePort } from '../../src/engine/ports';
import { Log } from '../../src/optimizers/metrics/log';
import { Registry } from '../../src/optimizers/metrics/registry';
import { TtlCache } from '../../src/optimizers/cache/store';
import type { PartCache } from '../../src/workflow/kept/partCache';
import { layered, pageCoder, pageVoice, runCoder, runVoice } from '../../src/workflow/layers';
import { Workarounds } from '../../src/workflow/monitor/workarounds';
import { voiceAround } from '../../src/workflow/voiceAround';
import { fakePictures } from '../support/fakePorts';
import { sampleFilm } from '../support/sampleFilm';

const { signal } = new AbortController();
const options: SpeechOptions = { voice: 'auto', language: 'en', rate: 165 };
const utterance: Utterance = { text: 'One.', samples: new Float32Array(80), sampleRate: 8000, duration: 0.01, words: [] };
const times: SpokenTimes = { text: 'One.', sampleRate: 8000, duration: 0.01, words: [] };

/** A voice that has every member of its port, and says what was asked of it. */
function wholeVoice(asked: string[]): Required<VoicePort> {
  return {
    names: ['en-us'],
    byLine: ['many'],
    voices: async () => { asked.push('voices'); return []; },
    speak: async () => { asked.push('speak'); return utterance; },
    time: async () => { asked.push('time'); return times; },
  };
}

/** A coder that has every member of its port. */
function wholeCoder(asked: string[]): Required<FilmCoder> {
  const coder = fakePictures([]);
  return {
    ...coder,
    warm: () => void asked.push('warm'),
    outline: (job, stop) => { asked.push('outline'); return (coder as Required<FilmCoder>).outline(job, stop); },
    sample: async () => { asked.push('sample'); return { picture: 1, keyBytes: 1, deltaBytes: 1 }; },
    distrust: () => void asked.push('distrust'),
    cover: async () => { asked.push('cover'); return Uint8Array.of(1); },
  };
}

const cacheOf = (): PartCache => {
  const cache = new TtlCache({ clock: Date });
  return { cache: () => cache, note: () => undefined };
};
const workarounds = (): Workarounds => new Workarounds({ log: new Log({ clock: Date }), registry: new Registry() });
const neural: NeuralPort = {
  describe: async () => ({ name: 'n', bytes: 1, voices: [] }), load: async () => undefined, speak: async () => ({
    samples: new Float32Array(8), sampleRate: 8000,
  }),
};

describe('the layers round a voice', () => {
  test.each([['alone', undefined], ['beside a neural one', neural]] as const)('pass on all members of its port, %s', async (_, other) => {
    const asked: string[] = [];
    let readied = 0;
    let spoken = 0;
    const page = pageVoice(wholeVoice(asked), { ...(other && { neural: other }), ready: () => (readied += 1), workarounds: workarounds() }) as VoicePort;
    const voice = runVoice(page, { cache: cacheOf(), heard: (inner) => voiceAround(inner, (work) => { spoken += 1; return work(); }) });
    expect([voice.names?.[0], voice.byLine?.[0]]).toEqual(['en-us', 'many']);
    await voice.voices();
    // Only times are asked for: the voice need not give its sound, and each layer that counts what is asked learns of it.
    expect(await voice.time?.('One.', options, signal)).toMatchObject(times);
    expect([asked, readied, spoken]).toEqual([['voices', 'time'], 1, 1]);
    // Found in the cache: nothing is asked.
    await voice.time?.('One.', options, signal);
    expect([asked.length, readied, spoken]).toEqual([2, 1, 1]);
    expect(await voice.speak('One.', options, signal)).toEqual(utterance);
    expect([asked, readied, spoken]).toEqual([['voices', 'time', 'speak'], 2, 2]);
  });

  test('leave absent what the voice does not have', () => {
    const { time: _, names: __, byLine: ___, ...poor } = wholeVoice([]);
    const page = pageVoice(poor, { ready: () => undefined, workarounds: workarounds() }) as VoicePort;
    expect(['time' in page, 'names' in page, 'byLine' in page]).toEqual([false, false, false]);
  });
});

describe('the layers round a coder of pictures', () => {
  test('pass on all members of its port', async () => {
    const asked: string[] = [];
    const page = pageCoder(wholeCoder(asked), { clock: { now: () => 0 }, note: () => undefined, count: () => undefined });
    const scenes: number[] = [];
    const { coder } = runCoder(page, { cache: cacheOf(), stowage: undefined, spare: () => undefined, note: (scene) => void scenes.push(scene) });
    const film = sampleFilm({ width: 320, height: 180, fps: 30 });
    const coding = { path: 'webcodecs', codec: 'avc1', bitrate: 1 } as const;
    coder.warm?.(film.storyboard);
    await coder.sample?.({ film, coding }, []);
    coder.distrust?.(coding, film.storyboard.format, 'mp4', undefined);
    await coder.cover?.(film, 0, signal);
    expect(asked).toEqual(['warm', 'sample', 'distrust', 'cover']);
    const first = await coder.encodeScene({ film, scene: 0, coding }, signal, () => undefined);
    // From the cache it is the same, counted again, and outlined by nobody once more.
    const outlines = asked.filter((name) => name === 'outline').length;
    expect(await coder.encodeScene({ film, scene: 0, coding }, signal, () => undefined)).toEqual(first);
    expect([scenes, asked.filter((name) => name === 'outline').length]).toEqual([[0, 0], outlines]);
  });
});

test('layers lie from the outside in', () => {
  const around = (name: string) => (inner: string): string => `${name}(${inner})`;
  expect(layered('port', [around('outer'), undefined, around('inner')])).toBe('outer(inner(port))');
});
