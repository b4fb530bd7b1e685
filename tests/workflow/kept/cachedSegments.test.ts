import { describe, expect, test } from 'vitest';
import type { ExportSettings } from '../../../src/domain/film/video';
import type { Session } from '../../../src/workflow/session';
import type { Production } from '../../../src/workflow/results';
import { type PortLog, fakePorts, statements } from '../../support/fakePorts';
import { fakeBrowser, openTab } from '../../support/fakeEngine';

const settings: ExportSettings = { container: 'mp4', captions: 'burn', voice: 'auto' };
const watch = { signal: new AbortController().signal, progress: () => undefined };
const texts = ['Water bends where it slows.', 'Sand settles in the bend.', 'The bank grows year by year.', 'In the end the river moves.'];
const longer = 'Sand settles in the bend, layer upon layer, as long as the water is slow enough to let it go and rest there.';

const encodes = (log: PortLog): readonly string[] => log.filter((line) => line.startsWith('encode')).sort();

async function exported(session: Session, ...film: Parameters<typeof statements>): Promise<Production> {
  return session.produce(statements(...film), settings, watch);
}

describe('kept segments', () => {
  test('a film made again is not encoded, spoken or mixed again, and is the same', async () => {
    const log: PortLog = [];
    const { session } = openTab(fakeBrowser(), fakePorts(log));
    const first = await exported(session, texts);
    // Four lines, four scenes, one sound, and a look at what encoding takes here.
    expect(log).toHaveLength(10);
    const second = await exported(session, texts);
    expect(log).toHaveLength(10);
    expect(second.video).toEqual(first.video);
    expect(first.cache.hits).toBe(0);
    // The pictures and the sound of four scenes, and the narration.
    expect(second.cache).toEqual({ hits: 9, misses: 0 });
    expect(second.loudness).toBe(first.loudness);
  });

  test('manifest and outline are the same with one lane or two, cold or kept, at a constant rate or not', async () => {
    const browser = fakeBrowser();
    const { session } = openTab(browser, fakePorts([]));
    const { manifest } = await exported(session, texts);
    const kept = await exported(session, texts);
    const alone = await exported(openTab(fakeBrowser(), { ...fakePorts([]), lanes: 1 }).session, texts);
    expect([kept.manifest, alone.manifest]).toEqual([manifest, manifest]);
    const constant = await session.produce(statements(texts), { ...settings, frames: 'constant' }, watch);
    expect(constant.manifest.pictures).toBe(manifest.pictures);
    expect(constant.keys.length).toBeGreaterThan(kept.keys.length);
    const { scenes, ...outline } = await session.outline(kept.storyboard, settings, watch);
    expect(manifest).toMatchObject(outline);
    expect(scenes).toHaveLength(4);
  });

  test('an edit of one scene encodes and speaks that scene alone, even if it becomes longer', async () => {
    const log: PortLog = [];
    const { session } = openTab(fakeBrowser(), fakePorts(log));
    const before = await exported(session, texts);
    log.length = 0;
    const edited = texts.with(1, longer);
    const after = await exported(session, edited);
    expect(encodes(log)).toEqual([`encode ${longer}`]);
    expect(log.filter((line) => line.startsWith('speak'))).toEqual([`speak ${longer}`]);
    expect(log.filter((line) => line.startsWith('sound'))).toEqual(['sound of 1']);
    expect(after.storyboard.scenes[1]?.frames).toBeGreaterThan(before.storyboard.scenes[1]?.frames ?? 0);

    const fresh = await exported(openTab(fakeBrowser(), fakePorts([])).session, edited);
    expect(after.video).toEqual(fresh.video);
    expect(after.keys).toEqual(fresh.keys);
  });

  test('an edit encodes one scene even where a wished length makes all others shorter', async () => {
    const log: PortLog = [];
    const { session } = openTab(fakeBrowser(), fakePorts(log));
    const before = await exported(session, texts, 14);
    log.length = 0;
    const edited = texts.with(1, longer);
    const after = await exported(session, edited, 14);
    expect(after.storyboard.scenes[3]?.frames).not.toBe(before.storyboard.scenes[3]?.frames);
    expect(encodes(log)).toEqual([`encode ${longer}`]);
    expect(log.filter((line) => line.startsWith('sound'))).toEqual(['sound of 1']);
    expect(after.video).toEqual((await exported(openTab(fakeBrowser(), fakePorts([])).session, edited, 14)).video);
  });

  test('another format or theme is another picture', async () => {
    const log: PortLog = [];
    const { session } = openTab(fakeBrowser(), fakePorts(log));
    await exported(session, texts);
    log.length = 0;
    await session.produce({ ...statements(texts), theme: 'ink' }, settings, watch);
    await session.produce({ ...statements(texts), format: { width: 180, height: 320, fps: 10 } }, settings, watch);
    expect(encodes(log)).toHaveLength(8);
  });

  test('a later page finds what an earlier one encoded', async () => {
    const browser = fakeBrowser();
    const first = openTab(browser, fakePorts([]));
    await exported(first.session, texts);
    await first.session.stop();
    const log: PortLog = [];
    const { cache } = await exported(openTab(browser, fakePorts(log)).session, texts);
    expect(log).toEqual([]);
    expect(cache.misses).toBe(0);
  });

  test('pictures other than the outline foretold are used, once drawn, but not kept', async () => {
    const log: PortLog = [];
    const ports = fakePorts(log);
    const { pictures } = ports;
    // One worker lacks a typeface.
    const encodeScene: typeof pictures.encodeScene = async (job, ...rest) => {
      const segment = await pictures.encodeScene(job, ...rest);
      return job.scene === 1 ? { ...segment, keys: segment.keys.map((key) => `${key} without Film Fraunces`) } : segment;
    };
    const { session } = openTab(fakeBrowser(), { ...ports, pictures: { ...pictures, encodeScene } });
    const first = await exported(session, texts);
    expect(encodes(log)).toHaveLength(4);
    expect(first.keys.some((key) => key.endsWith('Fraunces'))).toBe(true);
    log.length = 0;
    await exported(session, texts);
    expect(encodes(log)).toEqual([`encode ${texts[1] ?? ''}`]);
  });
});
