import { describe, expect, test } from 'vitest';
import { Failure } from '../../src/domain/failure';
import type { ExportSettings } from '../../src/domain/film/video';
import { type PortLog, fakePorts, statements } from '../support/fakePorts';
import { fakeBrowser, openTab } from '../support/fakeEngine';

const settings: ExportSettings = { container: 'mp4', captions: 'burn', voice: 'none' };
const watch = { signal: new AbortController().signal, progress: () => undefined };
const film = statements(['Water bends.', 'Sand settles.', 'The river moves.']);

describe('an export', () => {
  test('survives workers that are lost again and again, encodes each scene once, and says how often it was tried', async () => {
    const log: PortLog = [];
    let losses = 6;
    const encode = async (): Promise<void> => {
      if (losses-- > 0) throw new Failure('worker-lost', 'gone');
    };
    const { session } = openTab(fakeBrowser(), fakePorts(log, { encode }));
    const { steps, video } = await session.produce(film, settings, watch);
    expect(video.frames).toBeGreaterThan(0);
    expect(log.filter((line) => line.startsWith('encode')).sort()).toEqual(['encode Sand settles.', 'encode The river moves.', 'encode Water bends.']);
    const { retried = [], state } = steps.find(({ step }) => step === 'encode') ?? {};
    expect(state).toBe('succeeded');
    expect(retried.length).toBeGreaterThan(0);
    expect(new Set(retried)).toEqual(new Set(['worker-lost']));
  });

  test('gives up what cannot pass at once', async () => {
    let runs = 0;
    const encode = async (): Promise<void> => {
      runs += 1;
      throw new Failure('too-large', 'too large');
    };
    await expect(openTab(fakeBrowser(), fakePorts([], { encode })).session.produce(film, settings, watch)).rejects.toMatchObject({ code: 'too-large' });
    // Two scenes are at work at a time.
    expect(runs).toBeLessThanOrEqual(2);
  });
});
