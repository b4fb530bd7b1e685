import { describe, expect, test } from 'vitest';
import { Failure } from '../../../src/domain/failure';
import { ffmpeg, type FfmpegCore, type FfmpegListener } from '../../../src/platform/encoders/ffmpeg';

/** A core whose only command copies one file to another; `sleep` never ends, `break` exits with code 1. */
function fakeCores() {
  const cores: { files: Map<string, Uint8Array>; isTerminated: boolean }[] = [];
  let running = 0;
  let mostAtOnce = 0;
  const start = async (listener: FfmpegListener): Promise<FfmpegCore> => {
    const state = { files: new Map<string, Uint8Array>(), isTerminated: false };
    cores.push(state);
    return {
      writeFile: async (name, bytes) => {
        // As a transfer does: the sender's buffer is gone.
        state.files.set(name, structuredClone(bytes, { transfer: [bytes.buffer as ArrayBuffer] }));
      },
      readFile: async (name) => {
        const bytes = state.files.get(name);
        if (bytes === undefined) throw 'FS error';
        return bytes.slice();
      },
      deleteFile: async (name) => state.files.delete(name),
      exec: async ([verb, from, to]) => {
        running += 1;
        mostAtOnce = Math.max(mostAtOnce, running);
        try {
          if (verb === 'sleep') await new Promise(() => undefined);
          await Promise.resolve();
          if (verb === 'break') {
            listener.log('Unknown encoder');
            return 1;
          }
          listener.progress(1.5);
          if (verb === 'copy') state.files.set(to!, state.files.get(from!)!);
          return 0;
        } finally {
          running -= 1;
        }
      },
      terminate: () => {
        state.isTerminated = true;
      },
    };
  };
  return { start, cores, mostAtOnce: () => mostAtOnce };
}

const signal = new AbortController().signal;
const input = (): Map<string, Uint8Array> => new Map([['a', new Uint8Array([1, 2, 3])]]);

describe('ffmpeg', () => {
  test('started before it is needed serves the first job, once', async () => {
    const { start, cores } = fakeCores();
    const port = ffmpeg(start);
    port.warm();
    port.warm();
    await port.run(['copy', 'a', 'b'], input(), ['b'], { signal });
    expect(cores).toHaveLength(1);
  });

  test('that could not be started early is started by the job', async () => {
    const { start, cores } = fakeCores();
    let tries = 0;
    const port = ffmpeg((listener) => ((tries += 1) === 1 ? Promise.reject(new Error('offline')) : start(listener)));
    port.warm();
    await Promise.resolve();
    await Promise.resolve();
    await port.run(['copy', 'a', 'b'], input(), ['b'], { signal });
    expect(cores).toHaveLength(1);
  });

  test('hands back the files asked for and leaves the inputs as they were', async () => {
    const { start, cores } = fakeCores();
    const files = input();
    const results = await ffmpeg(start).run(['copy', 'a', 'b'], files, ['b'], { signal });
    expect(results.get('b')).toEqual(new Uint8Array([1, 2, 3]));
    expect(files.get('a')).toEqual(new Uint8Array([1, 2, 3]));
    expect(cores[0]?.files.size).toBe(0);
  });

  test('runs one job at a time on one core', async () => {
    const { start, cores, mostAtOnce } = fakeCores();
    const port = ffmpeg(start);
    await Promise.all([1, 2, 3].map(() => port.run(['copy', 'a', 'b'], input(), ['b'], { signal })));
    expect(mostAtOnce()).toBe(1);
    expect(cores).toHaveLength(1);
  });

  test('takes a fresh core after sixteen jobs', async () => {
    const { start, cores } = fakeCores();
    const port = ffmpeg(start);
    for (let job = 0; job < 17; job++) await port.run(['copy', 'a', 'b'], input(), ['b'], { signal });
    expect(cores).toHaveLength(2);
    expect(cores[0]?.isTerminated).toBe(true);
  });

  test('reports progress within [0, 1]', async () => {
    const seen: number[] = [];
    await ffmpeg(fakeCores().start).run(['copy', 'a', 'b'], input(), ['b'], { signal, report: (fraction) => seen.push(fraction) });
    expect(seen).toEqual([1]);
  });

  test('fails with the log when ffmpeg exits with an error, and the next job works', async () => {
    const { start } = fakeCores();
    const port = ffmpeg(start);
    const failure = await port.run(['break'], new Map(), [], { signal }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'encoder-failed', details: { log: ['Unknown encoder'] } });
    await expect(port.run(['copy', 'a', 'b'], input(), ['b'], { signal })).resolves.toBeDefined();
  });

  test('fails when an output was not written', async () => {
    await expect(ffmpeg(fakeCores().start).run(['nothing'], input(), ['b'], { signal })).rejects.toMatchObject({ code: 'encoder-failed' });
  });

  test('rejects at once with the reason of an abort and ends the busy core', async () => {
    const { start, cores } = fakeCores();
    const port = ffmpeg(start);
    const controller = new AbortController();
    const job = port.run(['sleep'], new Map(), [], { signal: controller.signal });
    const waiting = port.run(['copy', 'a', 'b'], input(), ['b'], { signal });
    await new Promise((resolve) => setTimeout(resolve, 0));
    const reason = new Failure('cancelled', 'The work was cancelled.');
    controller.abort(reason);
    await expect(job).rejects.toBe(reason);
    // The job behind it gets a fresh core.
    await expect(waiting).resolves.toBeDefined();
    expect(cores.map(({ isTerminated }) => isTerminated)).toEqual([true, false]);
  });

  test('rejects a waiting job at once when it is aborted', async () => {
    const port = ffmpeg(fakeCores().start);
    const first = new AbortController();
    const second = new AbortController();
    const job = port.run(['sleep'], new Map(), [], { signal: first.signal });
    const waiting = port.run(['sleep'], new Map(), [], { signal: second.signal });
    second.abort('no more');
    await expect(waiting).rejects.toBe('no more');
    first.abort('done');
    await expect(job).rejects.toBe('done');
  });

  test('gives up a job that takes longer than its timeout', async () => {
    const { start, cores } = fakeCores();
    await expect(ffmpeg(start).run(['sleep'], new Map(), [], { signal, timeout: 5 })).rejects.toMatchObject({ code: 'timed-out' });
    expect(cores[0]?.isTerminated).toBe(true);
  });

  test('passes on that a core cannot start, and tries again the next time', async () => {
    const { start } = fakeCores();
    let attempts = 0;
    const port = ffmpeg((listener) => {
      attempts += 1;
      return attempts === 1 ? Promise.reject(new Failure('library-not-available', 'None here.')) : start(listener);
    });
    await expect(port.run(['copy', 'a', 'b'], input(), ['b'], { signal })).rejects.toMatchObject({ code: 'library-not-available' });
    await expect(port.run(['copy', 'a', 'b'], input(), ['b'], { signal })).resolves.toBeDefined();
  });
});
