import { describe, expect, test } from 'vitest';
import { Failure } from '../../../src/domain/failure';
import type { FfmpegPort } from '../../../src/platform/encoders/ffmpeg';
import { batchSize, encodeAnimation, probeFfmpeg } from '../../../src/platform/encoders/filmFfmpeg';

/** Takes down what it is asked, and answers every output with one byte. */
function fakeFfmpeg() {
  const calls: { command: readonly string[]; files: ReadonlyMap<string, Uint8Array> }[] = [];
  const port: FfmpegPort = {
    run: async (command, files, outputs) => {
      calls.push({ command, files });
      return new Map(outputs.map((name) => [name, Uint8Array.of(7)]));
    },
    warm: () => undefined, stop: () => undefined,
  };
  return { port, calls };
}

const signal = new AbortController().signal;

test('pictures go to ffmpeg in batches of at most 48 MB, at least one at a time', () => {
  expect(batchSize({ width: 1920, height: 1080, fps: 30 })).toBe(15);
  expect(batchSize({ width: 4096, height: 4096, fps: 30 })).toBe(1);
});

describe('an animation', () => {
  test('lists its pictures with their lengths in hundredths, the last one again as the final delay', async () => {
    const { port, calls } = fakeFfmpeg();
    const bytes = await encodeAnimation(port, 'gif', [Uint8Array.of(1), Uint8Array.of(2)], [3, 125], { signal, report: () => undefined });
    expect([...bytes]).toEqual([7]);
    const [{ command, files } = { command: [], files: new Map<string, Uint8Array>() }] = calls;
    expect(new TextDecoder().decode(files.get('pictures.txt'))).toBe(
      'ffconcat version 1.0\nfile 00000.png\noption framerate 100\nduration 0.03\nfile 00001.png\noption framerate 100\nduration 1.25\n',
    );
    expect(files.get('00001.png')).toEqual(Uint8Array.of(2));
    expect(command[command.indexOf('-final_delay') + 1]).toBe('125');
  });
});

describe('a probe', () => {
  test('that gets no film out of ffmpeg says that there is no encoder', async () => {
    await expect(probeFfmpeg(fakeFfmpeg().port, { width: 64, height: 64, fps: 30 }, 'mp4', signal)).rejects.toMatchObject({ code: 'no-encoder' });
    let patience = Infinity;
    const port: FfmpegPort = {
      ...fakeFfmpeg().port, run: (_, __, ___, { timeout = Infinity }) => Promise.reject(new Failure('timed-out', `${(patience = timeout)} ms`)),
    };
    await expect(probeFfmpeg(port, { width: 64, height: 64, fps: 30 }, 'mp4', signal)).rejects.toMatchObject({ code: 'no-encoder' });
    expect(patience).toBeLessThanOrEqual(90_000);
  });

  test.each(['av1', 'hevc'] as const)('for %s says at once that there is none: this ffmpeg cannot make it', async (codec) => {
    const { port, calls } = fakeFfmpeg();
    await expect(probeFfmpeg(port, { width: 64, height: 64, fps: 30 }, 'mp4', signal, codec)).rejects.toMatchObject({ code: 'no-encoder' });
    expect(calls).toEqual([]);
  });

  test('that is aborted rejects with the reason', async () => {
    const controller = new AbortController();
    const port: FfmpegPort = {
      run: () => {
        controller.abort('enough');
        return Promise.reject(new Failure('encoder-failed', 'broken'));
      },
      warm: () => undefined, stop: () => undefined,
    };
    await expect(probeFfmpeg(port, { width: 64, height: 64, fps: 30 }, 'webm', controller.signal)).rejects.toBe('enough');
  });
});
