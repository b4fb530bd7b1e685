import { expect, test } from 'vitest';
import { wav } from '../../../src/stages/video/files/wav';
import type { ExportSettings } from '../../../src/domain/film/video';
import { fakePorts, statements, type PortLog } from '../../support/fakePorts';
import { fakeBrowser, openTab } from '../../support/fakeEngine';
import { evenMumbler, mumble } from '../../support/mumble';

const settings: ExportSettings = { container: 'mp4', captions: 'burn', voice: 'auto' };
const film = statements(['Rivers carry sand.', 'Banks grow by it.', 'So bends move on.', 'Towns move with them.']);
const watch = () => ({ signal: new AbortController().signal, progress: () => undefined });
const { signal } = new AbortController();

test('a look ahead encodes a sample in each lane, once for a size, and speaks nothing', async () => {
  const log: PortLog = [];
  const { session } = openTab(fakeBrowser(), fakePorts(log));
  expect(session.predict(film, settings).isMeasured).toBe(false);
  await session.preflight(film, settings, signal);
  await session.preflight(film, { ...settings, captions: 'none' }, signal);
  expect(log).toEqual(['sample 2 times']);
  expect(session.predict(film, settings)).toMatchObject({ isMeasured: true, path: 'webcodecs', kept: 0 });
});

test('it tells what is there from before: all after an export, the rest after an edit', async () => {
  const log: PortLog = [];
  const { session } = openTab(fakeBrowser(), fakePorts(log));
  const { predicted } = await session.produce(film, settings, watch());
  expect(predicted.kept).toBe(0);
  await session.preflight(film, settings, signal);
  expect(session.predict(film, settings).kept).toBe(1);
  const edited = {
    ...film, scenes: film.scenes.map((scene, index) => (index === 2 ? { ...scene, speech: ['So bends go on.'], text: 'So bends go on.' } : scene)),
  };
  await session.preflight(edited, settings, signal);
  const { kept } = session.predict(edited, settings);
  expect(kept).toBeGreaterThan(0.6);
  expect(kept).toBeLessThan(0.9);
});

test('a sound alone has no pictures to look at', async () => {
  const log: PortLog = [];
  const { session } = openTab(fakeBrowser(), fakePorts(log));
  await session.preflight(film, { ...settings, container: 'wav' }, signal);
  expect(log).toEqual([]);
  expect(session.predict(film, { ...settings, container: 'wav' }).bytes).toBeGreaterThan(90_000);
});

test('it knows how long recorded scenes last, though nobody speaks', async () => {
  const { session } = openTab(fakeBrowser(), fakePorts([]));
  const { sound } = mumble('Rivers carry sand, and sand again, for years. '.repeat(6), evenMumbler);
  const seconds = sound.samples.length / sound.sampleRate;
  const url = `data:audio/wav;base64,${Buffer.from(wav(Int16Array.from(sound.samples, (sample) => 20_000 * sample), sound.sampleRate)).toString('base64')}`;
  const recorded = { ...film, assets: { own: url }, scenes: film.scenes.map(
    (scene, index) => (index === 0 ? { ...scene, recording: { asset: 'own', start: 0, end: seconds, said: 'Rivers carry sand.' } } : scene),
  ) };
  const bytes = async (planned: typeof film): Promise<number> => {
    await session.preflight(planned, { ...settings, container: 'wav' }, signal);
    return session.predict(planned, { ...settings, container: 'wav' }).bytes;
  };
  expect(await bytes(recorded)).toBeGreaterThan(await bytes(film));
});

test('it ends when it is told to', async () => {
  const { session } = openTab(fakeBrowser(), fakePorts([]));
  await expect(session.preflight(film, settings, AbortSignal.abort('enough'))).rejects.toBe('enough');
});

test('an export that nobody looked ahead of looks ahead itself: it knows what is kept, and measures encoders that nobody measured', async () => {
  const log: PortLog = [];
  const { session } = openTab(fakeBrowser(), fakePorts(log));
  await session.produce(film, settings, watch());
  expect(log.filter((line) => line.startsWith('sample'))).toHaveLength(1);
  // The same film as another object, as the command line reads it: it finds everything, and says so before it begins.
  const { predicted } = await session.produce({ ...film }, settings, watch());
  expect(predicted.kept).toBe(1);
});
