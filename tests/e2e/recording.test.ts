import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { words } from '../../src/app/words/words';
import { root } from '../../src/cli/install.mjs';
import { inlineFile } from '../../src/domain/dataUrl';
import { parseStoryboard } from '../../src/domain/storyboardFile';
import { speechActivity } from '../../src/stages/video/recording/speechActivity';
import { readWav, wav } from '../../src/stages/video/files/wav';
import { launchChromium } from '../support/browser';
import { kinora } from '../support/commandLine';
import { evenMumbler, inRoom, mumble } from '../support/mumble';
import { hasFfmpeg, loudness } from '../support/nativeFfmpeg';
import { serveFolder, type FolderServer } from '../support/server';

const line = 'At the bend the current slows, and drops its sand.';
/** Said again and again, as long as the microphone is open. */
const said = mumble(line, { ...evenMumbler, pitch: 170, sampleRate: 48_000 });

let browser: Browser;
let server: FolderServer;
let folder = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kinora-recording-'));
  writeFileSync(join(folder, 'bends.md'), `# Bends\n\n${line}\n`);
  const { recording } = inRoom([said.sound], 0.6, 0.0005, 3);
  writeFileSync(join(folder, 'voice.wav'), wav(Int16Array.from(recording.samples, (sample) => Math.round(sample * 30_000)), 48_000));
  browser = await launchChromium([
    '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', `--use-file-for-fake-audio-capture=${join(folder, 'voice.wav')}`,
  ]);
  server = await serveFolder(join(root, 'dist'), '/some/where/');
});
afterAll(async () => {
  await browser.close();
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

async function studio(): Promise<{ readonly page: Page; readonly trouble: string[] }> {
  const trouble: string[] = [];
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 }, acceptDownloads: true })).newPage();
  page.on('pageerror', (error) => trouble.push(String(error)));
  page.on('console', (message) => { if (message.type() === 'error') trouble.push(message.text()); });
  await page.goto(server.url);
  await page.getByTestId('scene-card').first().waitFor();
  await page.getByTestId('file-picker').setInputFiles(join(folder, 'bends.md'));
  await page.getByTestId('scene-pick').filter({ hasText: 'At the bend' }).click();
  return { page, trouble };
}

async function storyboardOf(page: Page) {
  if (!await page.getByTestId('save-storyboard').isVisible()) await page.getByTestId('export-more').click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId('save-storyboard').click()]);
  return await parseStoryboard(readFileSync(await download.path(), 'utf8'));
}

test('a scene is recorded, judged, kept, heard in the film of a voiceless export, and taken back', async () => {
  const { page, trouble } = await studio();
  await page.getByTestId('scene-record').click();
  const recorder = page.getByTestId('recorder');
  await recorder.getByTestId('recorder-line').filter({ hasText: line }).waitFor();
  await recorder.getByTestId('recorder-record').click();
  await recorder.getByText(words.storyboard.recorder.runs('0:05')).waitFor({ timeout: 30_000 });
  await recorder.getByTestId('recorder-stop').click();
  await recorder.getByTestId('take-placed').waitFor({ timeout: 60_000 });
  await recorder.getByTestId('take-end').press('ArrowLeft');
  await recorder.getByTestId('recorder-keep').click();
  await page.getByTestId('scene-record').getByText(words.storyboard.recording, { exact: true }).waitFor();

  const recorded = await storyboardOf(page);
  const scene = recorded.scenes.find(({ recording }) => recording !== undefined);
  expect(scene?.recording?.said).toBe(line);
  // Encoded and opened again on its way: it is a voice with pauses over a quiet room.
  const sound = readWav(inlineFile(recorded.assets?.[scene?.recording?.asset ?? ''] ?? '')?.bytes ?? new Uint8Array());
  expect(sound?.sampleRate).toBe(24_000);
  const activity = sound === undefined ? undefined : speechActivity(sound);
  expect(activity?.floor).toBeLessThan(-45);
  expect(activity?.pauses.length).toBeGreaterThan(0);
  // The scene lasts as long as its recording now.
  expect((scene?.frames ?? 0) / recorded.format.fps).toBeGreaterThan(4);

  // What a person changed since is told.
  await page.getByTestId('scene-edit').click();
  await page.getByTestId('field-text').fill('At the bend the current sleeps.');
  await page.getByTestId('editor-done').click();
  await page.getByTestId('scene-says-other').waitFor();
  await page.getByTestId('undo').click();
  await page.getByTestId('undo').click();
  await page.getByTestId('scene-record').getByText(words.storyboard.record, { exact: true }).waitFor();
  expect((await storyboardOf(page)).assets).toBeUndefined();
  expect(trouble).toEqual([]);

  // The same film on the command line, where nobody else speaks.
  writeFileSync(join(folder, 'film.json'), JSON.stringify(recorded));
  const { lines } = await kinora('render', join(folder, 'film.json'), '--out', join(folder, 'out'), '--voice', 'none', '--size', '320x180');
  expect(lines[0]).not.toHaveProperty('error');
  if (hasFfmpeg) expect(loudness(join(folder, 'out', 'film.mp4')).integrated).toBeCloseTo(-16, 0);
});

test('a refused microphone is explained, and a sound file does as well', async () => {
  const { page } = await studio();
  await page.evaluate(() => { navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError')); });
  await page.getByTestId('scene-record').click();
  const recorder = page.getByTestId('recorder');
  await recorder.getByTestId('recorder-record').click();
  await page.getByText(words.failures['no-microphone'].title).first().waitFor();
  await recorder.getByTestId('recorder-file').setInputFiles(join(folder, 'voice.wav'));
  await recorder.getByTestId('take-placed').waitFor({ timeout: 60_000 });
  await recorder.getByTestId('recorder-keep').click();
  const { scenes } = await storyboardOf(page);
  const { recording } = scenes.find((scene) => scene.recording !== undefined) ?? {};
  // The quiet at both ends is off, but for a little air.
  expect((recording?.end ?? 0) - (recording?.start ?? 0)).toBeCloseTo(said.duration + 0.3, 1);
});
