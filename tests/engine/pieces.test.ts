import { describe, expect, test } from 'vitest';
import { inPieces, type Pieces } from '../../src/engine/pieces';

/** Writes down three pieces of work. */
function* work(log: string[]): Pieces<string> {
  log.push('one');
  yield;
  log.push('two');
  yield;
  log.push('three');
  return 'done';
}

describe('work in pieces', () => {
  test('is done at once where nobody shares the thread', () => {
    const log: string[] = [];
    expect(inPieces(work(log), undefined)).toBe('done');
    expect(log).toEqual(['one', 'two', 'three']);
  });

  test('lets others come first between its pieces, where they do', async () => {
    const log: string[] = [];
    expect(await inPieces(work(log), async () => void log.push('breath'))).toBe('done');
    expect(log).toEqual(['one', 'breath', 'two', 'breath', 'three']);
  });

  test('ends with what a breath throws', async () => {
    const log: string[] = [];
    await expect(inPieces(work(log), () => Promise.reject(new Error('aborted')))).rejects.toThrow('aborted');
    expect(log).toEqual(['one']);
  });
});
