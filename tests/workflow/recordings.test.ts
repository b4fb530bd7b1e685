import { describe, expect, test } from 'vitest';
import { dataUrl } from '../../src/domain/dataUrl';
import { wav } from '../../src/stages/video/files/wav';
import { recordingsOf } from '../../src/workflow/recordings';

const second = dataUrl('audio/wav', wav(Int16Array.from({ length: 100 }, (_, index) => index * 300), 100));

describe('recordings of a film', () => {
  test('give the part that is used', async () => {
    const { samples, sampleRate } = await recordingsOf({ take: second }).sound({ asset: 'take', start: 0.25, end: 0.75 });
    expect(sampleRate).toBe(100);
    expect(samples).toHaveLength(50);
    expect(samples[0]).toBeCloseTo((25 * 300) / 32768, 6);
  });

  test('are opened by the browser where we did not write them, once', async () => {
    let opened = 0;
    const decoder = { decode: async () => ({ samples: Float32Array.of(0, ++opened), sampleRate: 1 }) };
    const port = recordingsOf({ take: dataUrl('audio/mpeg', Uint8Array.of(1, 2, 3)) }, decoder);
    await port.sound({ asset: 'take', start: 0, end: 2 });
    expect((await port.sound({ asset: 'take', start: 0, end: 2 })).samples[1]).toBe(1);
  });

  test('must be there, and must be opened by somebody', async () => {
    await expect(recordingsOf({}).sound({ asset: 'take', start: 0, end: 1 })).rejects.toMatchObject({ code: 'invalid-storyboard' });
    await expect(recordingsOf({ take: dataUrl('audio/mpeg', Uint8Array.of(1)) }).sound({ asset: 'take', start: 0, end: 1 })).rejects.toMatchObject({
      code: 'damaged-file',
    });
  });
});
