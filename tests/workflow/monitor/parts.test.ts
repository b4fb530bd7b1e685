import { describe, expect, test } from 'vitest';
import { LibraryNotAvailableError } from '../../../src/domain/failure';
import { exposeText } from '../../../src/optimizers/metrics/exposition';
import { Log } from '../../../src/optimizers/metrics/log';
import { Registry } from '../../../src/optimizers/metrics/registry';
import { partsOf, type PortFacts } from '../../../src/workflow/monitor/parts';
import { Workarounds, watchedFfmpeg, watchedSound, watchedVoice } from '../../../src/workflow/monitor/workarounds';

const facts: PortFacts = { without: new Set(), hasGplPrograms: true, hasWebCodecs: true, lanes: 2, noWorkers: '', troubleOf: () => '' };
const lines = (
  changes: Partial<PortFacts>,
): readonly string[] => partsOf([], { ...facts, ...changes }).map(({ name, state, standsIn }) => `${name} ${state}: ${standsIn}`);

describe('the status of the parts', () => {
  test('says what does the work', () => {
    expect(lines({})).toEqual(['video ready: WebCodecs, 2 workers', 'sound ready: ffmpeg (AAC)', 'voice ready: espeak-ng']);
  });

  test.each<[string, Partial<PortFacts>, string]>([
    ['without workers', { without: new Set(['workers']) }, "video degraded: WebCodecs, the page's own thread"],
    ['where workers fail', { noWorkers: 'It could not be loaded.' }, "video degraded: WebCodecs, the page's own thread"],
    ['without WebCodecs', { hasWebCodecs: false }, 'video degraded: ffmpeg, 2 workers'],
    ['without any encoder', { hasWebCodecs: false, hasGplPrograms: false }, 'video unavailable: no encoder: no films are made'],
    ['without ffmpeg', { without: new Set(['ffmpeg']) }, "sound degraded: the browser's own encoders (AAC, or WebM with Opus)"],
    [
      'with an ffmpeg that does not load', { troubleOf: (part) => (part === 'sound' ? 'HTTP 404' : '') },
      "sound degraded: the browser's own encoders (AAC, or WebM with Opus)",
    ],
    ['without a voice', { hasGplPrograms: false }, 'voice degraded: silent films, timed by reading'],
  ])('%s it says what stands in', (_, changes, line) => {
    expect(lines(changes)).toContain(line);
  });

  test('gives the reason', () => {
    const [video] = partsOf([], { ...facts, hasWebCodecs: false, troubleOf: (part) => (part === 'video' ? 'A typeface is missing.' : '') });
    expect(video?.reason).toBe('This browser has no WebCodecs. A typeface is missing.');
  });
});

describe('trouble that was worked around', () => {
  function watched() {
    const registry = new Registry();
    const log = new Log({ clock: { now: () => 0 } });
    const troubles = new Workarounds({ registry, log });
    const counted = (): string => exposeText(registry.collect());
    return { troubles, log, counted };
  }

  const missing = new LibraryNotAvailableError('HTTP 404');
  const { signal } = new AbortController();

  test('is counted, logged and remembered until the part works again', async () => {
    const { troubles, log, counted } = watched();
    let isThere = false;
    const voice = watchedVoice(
      {
        voices: [],
        speak: (text) => (isThere ? Promise.resolve({ text, samples: new Float32Array(0), sampleRate: 0, duration: 0, words: [] }) : Promise.reject(missing)),
      },
      troubles,
    );
    const speak = (): Promise<unknown> => voice.speak('One.', { voice: 'auto', language: 'en', rate: 165 }, signal);
    await expect(speak()).rejects.toBe(missing);
    expect(troubles.of('voice')).toBe('HTTP 404');
    expect(counted()).toContain('kinora_workarounds_total{part="voice",kind="unavailable"} 1');
    expect(log.entries().map(({ level, message }) => [level, message])).toEqual([['warn', 'HTTP 404']]);
    isThere = true;
    await speak();
    expect(troubles.of('voice')).toBe('');
  });

  test('is only that a part is missing: a job that fails is its caller\'s', async () => {
    const { troubles } = watched();
    const failing = { run: () => Promise.reject(new Error('bad command')), warm: () => undefined, stop: () => undefined };
    await expect(watchedFfmpeg(failing, troubles).run([], new Map(), [], { signal })).rejects.toThrow('bad command');
    const sound = watchedSound({ encode: () => Promise.reject(new Error('bad mix')) }, troubles);
    await expect(sound.encode([new Int16Array(1024)], { codec: 'aac', signal })).rejects.toThrow('bad mix');
    expect(troubles.of('sound')).toBe('');
  });
});
