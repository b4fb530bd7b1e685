import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { LibraryNotAvailableError } from '../../../src/domain/failure';
import { fetchProgram, programAddress, voiceAddresses } from '../../../src/platform/page/programs';
import { gplPrograms } from '../../../vite.gpl';

const text = new TextEncoder().encode('program');
const files: Readonly<Record<string, { readonly status?: number; readonly headers: Record<string, string>; readonly body: Uint8Array }>> = {
  '/program.gz': { headers: { 'Content-Type': 'application/octet-stream' }, body: gzipSync(text) },
  '/encoded.gz': { headers: { 'Content-Type': 'application/gzip', 'Content-Encoding': 'gzip' }, body: gzipSync(text) },
  '/plain.gz': { headers: { 'Content-Type': 'application/octet-stream' }, body: text },
  '/damaged.gz': { headers: { 'Content-Type': 'application/octet-stream' }, body: gzipSync(text).subarray(0, 15) },
  '/front-page.gz': { headers: { 'Content-Type': 'text/html; charset=utf-8' }, body: text },
  '/missing.gz': { status: 404, headers: { 'Content-Type': 'text/plain' }, body: text },
};
const signal = new AbortController().signal;

let server: Server;
let url: string;
beforeAll(async () => {
  server = createServer((request, response) => {
    const file = files[request.url ?? ''];
    // One address never answers.
    if (file === undefined) return;
    response.writeHead(file.status ?? 200, file.headers).end(file.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
afterEach(() => vi.unstubAllEnvs());

describe('a program', () => {
  test.each(['program', 'encoded', 'plain'])('is inflated if it needs to be (%s)', async (name) => {
    expect(await fetchProgram(`${url}/${name}.gz`, signal)).toEqual(text);
  });

  test.each(['missing', 'front-page', 'damaged'])('that is not there or not whole is said to be unavailable (%s)', async (name) => {
    await expect(fetchProgram(`${url}/${name}.gz`, signal)).rejects.toBeInstanceOf(LibraryNotAvailableError);
  });

  test('is given up when the signal aborts', async () => {
    const controller = new AbortController();
    const loading = fetchProgram(`${url}/never`, controller.signal);
    controller.abort('enough');
    await expect(loading).rejects.toBe('enough');
  });

  test('has no address in a build without it', () => {
    vi.stubEnv('VITE_WITHOUT_GPL', '1');
    expect(() => programAddress('ffmpeg-core.js')).toThrow(LibraryNotAvailableError);
    expect(() => voiceAddresses()).toThrow(LibraryNotAvailableError);
  });
});

describe('a build', { timeout: 60_000 }, () => {
  function emitted(): readonly string[] {
    const names: string[] = [];
    // What fits when it is packed quickly fits when it is packed well.
    const { generateBundle } = gplPrograms(1);
    const hook = typeof generateBundle === 'function' ? generateBundle : generateBundle?.handler;
    // The hook uses nothing of its context but `emitFile`.
    (hook as unknown as (this: { emitFile(file: { fileName: string; source: Uint8Array }): void }) => void).call({
      emitFile: ({ fileName, source }) => {
        expect(source.length, fileName).toBeLessThan(25 * 2 ** 20);
        names.push(fileName);
      },
    });
    return names;
  }

  test('holds the programs under names of their own, each under 25 MiB', () => {
    const names = emitted();
    expect(
      names.filter((name) => !name.endsWith('_dict.gz')),
    ).toEqual(['gpl/espeak-ng.js', 'gpl/espeak-ng/common.gz', 'gpl/ffmpeg-core.js', 'gpl/ffmpeg-core.wasm.sha256', 'gpl/ffmpeg-core.wasm.gz']);
    expect(names.filter((name) => name.startsWith('gpl/espeak-ng/') && name.endsWith('_dict.gz')).length).toBeGreaterThan(100);
  });

  test('leaves them out if told so', () => {
    vi.stubEnv('VITE_WITHOUT_GPL', '1');
    expect(emitted()).toEqual([]);
  });
});
