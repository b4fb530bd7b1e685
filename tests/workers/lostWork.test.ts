import { describe, expect, test } from 'vitest';
import { Failure } from '../../src/domain/failure';
import { segmentOf } from '../../src/domain/film/segment';
import type { FrameRun, Segment } from '../../src/domain/film/video';
import { mayPass, mostLosses, unlost } from '../../src/engine/retry';
import { inHalves, joinedSegments } from '../../src/workers/lostWork';

const { signal } = new AbortController();
const spans = Array.from({ length: 8 }, (_, frame): FrameRun => ({ frame, frames: 1, key: `k${frame}` }));
const lost = (): Failure => new Failure('worker-lost', 'ended', { hasServed: true });

function encoded(part: readonly FrameRun[], description = Uint8Array.of(1)): Segment {
  const first = part[0]?.frame ?? 0;
  const frames = part.map(({ frame, frames: length }, index) => ({ frame, frames: length, isKey: index === 0, bytes: Uint8Array.of(frame, frame) }));
  return segmentOf(frames, { first, end: first + part.length, codec: 'avc1', description, keys: part.map(({ key }) => key) });
}

/** Encodes at most so many pictures before its worker is ended. */
const upTo = (most: number, tried: number[] = []) => (part: readonly FrameRun[]): Promise<Segment> => {
  tried.push(part.length);
  return part.length > most ? Promise.reject(lost()) : Promise.resolve(encoded(part));
};

describe('work that is lost with its worker', () => {
  test('is done in halves, and halves of those, in order', async () => {
    const tried: number[] = [];
    const made = await joinedSegments(await inHalves(spans, signal, upTo(2, tried), lost()));
    expect(tried).toEqual([4, 2, 2, 4, 2, 2]);
    expect(made).toMatchObject({ first: 0, end: 8, keys: spans.map(({ key }) => key), bytes: Uint8Array.from(spans.flatMap(({ frame }) => [frame, frame])) });
    expect(made.frames.filter(({ isKey }) => isKey).map(({ frame }) => frame)).toEqual([0, 2, 4, 6]);
  });

  test('is given up where a single picture ends every worker', async () => {
    const tried: number[] = [];
    const failure = await inHalves(spans, signal, upTo(0, tried), lost()).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'worker-lost', details: { isBlamed: true, history: ['ended', 'ended', 'ended', 'ended'] } });
    // A half, a quarter, then one picture on four workers in all.
    expect(tried).toEqual([4, 2, 1, 1, 1, 1]);
    expect(mayPass(failure)).toBe(false);
  });

  test('of one picture that ends its worker starts four workers, the first one with it', async () => {
    let tried = 1;
    const work = (): Promise<Segment> => { tried += 1; return Promise.reject(lost()); };
    await expect(inHalves(spans.slice(0, 1), signal, work, lost())).rejects.toMatchObject({ details: { isBlamed: true } });
    expect(tried).toBe(mostLosses);
  });

  test('is not tried again if the worker could not even be loaded, or something else went wrong', async () => {
    let calls = 0;
    const failing = (failure: Failure) => () => { calls += 1; return Promise.reject(failure); };
    await expect(unlost('A scene', signal, failing(new Failure('worker-lost', 'no file', { hasServed: false })))).rejects.toMatchObject({
      code: 'worker-lost',
    });
    await expect(inHalves(spans, signal, failing(new Failure('encoder-failed', 'broken')), lost())).rejects.toMatchObject({ code: 'encoder-failed' });
    expect(calls).toBe(2);
  });

  test('ends with whoever wants it no more', async () => {
    const controller = new AbortController();
    const work = (): Promise<Segment> => { controller.abort('enough'); return Promise.reject(lost()); };
    await expect(inHalves(spans, controller.signal, work, lost())).rejects.toBe('enough');
  });

  test('parts that are described otherwise make no scene', async () => {
    await expect(joinedSegments([encoded(spans.slice(0, 4)), encoded(spans.slice(4), Uint8Array.of(2))])).rejects.toMatchObject({ code: 'encoder-failed' });
  });
});
