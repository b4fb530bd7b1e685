import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serve } from '../../src/cli/serve.mjs';

let folder = '';
let server: Awaited<ReturnType<typeof serve>>;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kinora-serve-'));
  mkdirSync(join(folder, 'site'));
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  writeFileSync(join(folder, 'site', 'index.html'), '<meta http-equiv="Content-Security-Policy" content="default-src \'self\'" /><p>Page');
  writeFileSync(join(folder, 'site', 'a.js'), '1');
  symlinkSync(join(folder, 'secret.txt'), join(folder, 'site', 'out.txt'));
  symlinkSync(join(folder, 'site', 'a.js'), join(folder, 'site', 'in.js'));
  server = await serve(join(folder, 'site'), { hosts: ['own.localhost'] });
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

/** As `fetch`, which sets these headers itself and mends addresses. */
function ask(path: string, headers: Readonly<Record<string, string>> = {}, method = 'GET'): Promise<{ readonly status: number; readonly policy: string | undefined }> {
  const { port, host } = new URL(server.url);
  return new Promise((resolve, reject) => {
    request({ host: 'localhost', port, path, method, headers: { host, ...headers } }, (response) => {
      response.resume().on('end', () => {
        resolve({ status: response.statusCode ?? 0, policy: response.headers['content-security-policy'] as string | undefined });
      });
    }).on('error', reject).end();
  });
}

test.each([['evil.test', 403], ['evil.test:80', 403], ['localhost.evil.test', 403], ['own.localhost', 200], ['127.0.0.1:1', 200]])(
  'asked by the name %j it answers %i', async (host, status) => {
    expect((await ask('/', { host })).status).toBe(status);
  },
);

test('a page of somebody else gets nothing', async () => {
  expect((await ask('/', { origin: 'http://evil.test' })).status).toBe(403);
  expect((await ask('/', { origin: 'null' })).status).toBe(403);
  expect((await ask('/', { origin: `http://${new URL(server.url).host}` })).status).toBe(200);
});

test.each(['/%', '/%ff', '/a%2', '//'])('what is no address is a bad request, not a fault: %s', async (path) => {
  expect([400, 404]).toContain((await ask(path)).status);
});

test('links are followed within the folder alone', async () => {
  expect((await ask('/out.txt')).status).toBe(404);
  expect((await ask('/in.js')).status).toBe(200);
});

test('a page comes with its policy as a header, and with who may frame it; other files come without', async () => {
  expect((await ask('/')).policy).toBe("default-src 'self'; frame-ancestors 'self'");
  expect((await ask('/a.js')).policy).toBeUndefined();
});

test.each(['PUT', 'POST', 'DELETE'])('nothing is taken: %s', async (method) => {
  expect((await ask('/a.js', {}, method)).status).toBe(405);
});
