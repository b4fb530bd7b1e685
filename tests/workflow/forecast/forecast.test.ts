import { describe, expect, test } from 'vitest';
import type { ExportSettings } from '../../../src/domain/film/video';
import { narrowTakes } from '../../../src/engine/progress';
import { deviceStore } from '../../../src/workflow/forecast/deviceStore';
import { Forecast } from '../../../src/workflow/forecast/forecast';
import type { Production } from '../../../src/workflow/results';
import { statements } from '../../support/fakePorts';
import { memoryStore } from '../../support/memoryStore';

const settings: ExportSettings = { container: 'mp4', captions: 'burn', voice: 'auto' };
/** Two scenes of 2 s, 1000 px by 1000. */
const film = { ...statements(['One.', 'Two.']), format: { width: 1000, height: 1000, fps: 10 } };
const figures = { path: 'webcodecs', codec: 'avc1.640028', picture: 20, keyBytes: 10_000, deltaBytes: 1000 } as const;
const survey = { seconds: 4, pictures: 100, keptPictures: 0, keptLines: 0 };

/** An export whose encoding took so many ms beside a sound of so many; nothing else took any time. */
function made(encode: number, sound: number, changes: Partial<Production> = {}): Production {
  const step = (name: string, took: number) => ({ stage: 'video', step: name, state: 'succeeded', started: 10, ended: 10 + took });
  return {
    video: {
      container: 'mp4', format: film.format, duration: 4, distinctFrames: 100, bytes: new Uint8Array(170_000), path: 'webcodecs', codecs: ['avc1.640028'],
    },
    storyboard: film,
    steps: [step('encode', encode), step('sound', sound)],
    cache: { hits: 0, misses: 2 },
    loudness: -16,
    ...changes,
  } as unknown as Production;
}

/** Workers start in 400 ms, and look four seconds through in 8. */
const start = 408;

const weightOf = (forecast: Forecast, step: string): number | undefined => forecast.weights(film, settings).find((share) => share.step === step)?.weight;

describe('the forecast of this device', () => {
  test('is that of an ordinary one until something was measured: seven pictures a second, 7.5 ms a megapixel, 400 ms and 2 ms a second to begin', () => {
    const forecast = new Forecast(() => 0);
    expect(weightOf(forecast, 'encode')).toBeCloseTo(start + 4 * 7 * 7.5);
    expect(forecast.predict(film, settings)).toMatchObject({ isMeasured: false, kept: 0 });
  });

  test('is what really encoding some pictures took, for as many as the film has', () => {
    const forecast = new Forecast(() => 0);
    forecast.calibrate(film.format, settings, figures);
    forecast.learnPreflight(film, settings, survey);
    expect(weightOf(forecast, 'encode')).toBe(start + 100 * 20);
    const { bytes, codec, isMeasured } = forecast.predict(film, settings);
    // Two first pictures, 98 others, and the sound.
    expect([bytes, codec, isMeasured]).toEqual([2 * 10_000 + 98 * 1000 + 4 * 12_000, 'avc1.640028', true]);
  });

  test('of another size goes by its pixels', () => {
    const forecast = new Forecast(() => 0);
    forecast.calibrate({ width: 500, height: 500, fps: 10 }, settings, figures);
    forecast.learnPreflight(film, settings, survey);
    expect(weightOf(forecast, 'encode')).toBe(start + 100 * 80);
  });

  test('counts what is there from before as hardly any work', () => {
    const forecast = new Forecast(() => 0);
    forecast.calibrate(film.format, settings, figures);
    forecast.learnPreflight(film, settings, survey);
    const before = forecast.predict(film, settings);
    forecast.learnPreflight(film, settings, { ...survey, keptPictures: 1, keptLines: 1 });
    const after = forecast.predict(film, settings);
    expect(after.seconds).toBeLessThan(before.seconds / 5);
    expect(after).toMatchObject({ kept: 1, bytes: before.bytes });
  });

  test('follows the newest export by half, the pictures without what the sound took from them', () => {
    const forecast = new Forecast(() => 0);
    forecast.learnPreflight(film, settings, survey);
    const beside = 200 * narrowTakes;
    forecast.learn(settings, made(start + 2000 + beside, 200), 0);
    // Its workers run now.
    const warm = start * 0.05;
    expect(weightOf(forecast, 'encode')).toBeCloseTo(warm + 2000);
    forecast.learn(settings, made(warm + 1000 + beside, 200), 0);
    expect(weightOf(forecast, 'encode')).toBeCloseTo(warm + 1500);
  });

  test('learns nothing from what was kept from before', () => {
    const forecast = new Forecast(() => 0);
    const before = forecast.weights(film, settings);
    forecast.learn(settings, made(1, 1, { cache: { hits: 3, misses: 0 }, video: { ...made(1, 1).video, distinctFrames: 28 } }), 1);
    expect(forecast.weights(film, settings)).toEqual(before);
  });

  test('is measured again after a fortnight', () => {
    let now = 0;
    const forecast = new Forecast(() => now);
    expect(forecast.isStale(film.format, settings)).toBe(true);
    forecast.calibrate(film.format, settings, figures);
    expect([forecast.isStale(film.format, settings), forecast.isStale(film.format, { ...settings, codec: 'av1' })]).toEqual([false, true]);
    now = 15 * 24 * 3600 * 1000;
    expect(forecast.isStale(film.format, settings)).toBe(true);
  });

  test('is known to a later visit of the same browser on the same machine', async () => {
    const store = memoryStore();
    new Forecast(() => 0, deviceStore(store, 'a laptop')).calibrate(film.format, settings, figures);
    const [same, other] = ['a laptop', 'a phone'].map((device) => new Forecast(() => 0, deviceStore(store, device)));
    await Promise.all([same?.ready, other?.ready]);
    expect([same?.isStale(film.format, settings), other?.isStale(film.format, settings)]).toEqual([false, true]);
  });
});
