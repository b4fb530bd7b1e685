// A plain static file server: what any CDN does, on localhost. Also used by the command line and the tests.
import { createReadStream } from 'node:fs';
import { readFile, realpath, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { pipeline } from 'node:stream';

/** @type {Readonly<Record<string, string>>} */
const mediaTypes = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8', '.json': 'application/json; charset=utf-8', '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml', '.png': 'image/png', '.jpg': 'image/jpeg', '.woff2': 'font/woff2',
  '.md': 'text/markdown; charset=utf-8', '.txt': 'text/plain; charset=utf-8', '.vtt': 'text/vtt; charset=utf-8',
  '.mp4': 'video/mp4', '.webm': 'video/webm', '.gif': 'image/gif',
};

/**
 * Serves a folder on the loopback.
 *
 * @param {string} folder
 * @param {object} [options]
 * @param {number} [options.port]   0 (the default) takes a free one; a taken port moves on to the next free one
 * @param {string} [options.prefix] sub-path the folder is served under, e.g. `/some/where/`; `/` by default
 * @param {readonly string[]} [options.hosts] names beside `localhost` under which it is asked; by any other name it is none of ours, but a page of somebody
 *   else whose name leads here
 * @param {boolean} [options.isFinal] whether no file will ever be another one at the same address, so that a browser may keep them all
 * @param {(request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse) => boolean | Promise<boolean>} [options.handle]
 *   asked first; true means it answered
 * @returns {Promise<{ url: string, close: () => Promise<void> }>}
 */
export async function serve(folder, { port = 0, prefix = '/', hosts = [], isFinal = false, handle } = {}) {
  const server = createServer((request, response) => {
    void (async () => {
      try {
        const refusal = refused(request, hosts);
        if (refusal !== 0) {
          response.writeHead(refusal, { 'content-type': 'text/plain; charset=utf-8' }).end(refusal === 400 ? 'Bad request' : 'Forbidden');
          return;
        }
        if (handle && (await handle(request, response))) return;
        await answer(folder, prefix, isFinal, request, response);
      } catch (error) {
        if (!response.headersSent) response.writeHead(500, { 'content-type': 'text/plain' });
        response.end(String(error));
      }
    })();
  });
  const taken = await listen(server, port);
  return {
    url: `http://localhost:${taken}${prefix}`,
    close: () => new Promise((resolve) => {
      server.close(() => resolve(undefined));
      server.closeAllConnections();
    }),
  };
}

/**
 * Gives the status that a request is refused with, 0 if it is not: one by a name that is not ours, from a page of somebody else, or for no address at all.
 *
 * @param {import('node:http').IncomingMessage} request
 * @param {readonly string[]} hosts
 */
function refused({ headers, url = '/' }, hosts) {
  const { host = '', origin } = headers;
  const name = host.replace(/:\d+$/, '');
  if (!['localhost', '127.0.0.1', '[::1]', ...hosts].includes(name)) return 403;
  if (origin !== undefined && origin !== `http://${host}`) return 403;
  try {
    decodeURIComponent(new URL(url, 'http://localhost').pathname);
    return 0;
  } catch {
    return 400;
  }
}

/**
 * @param {string} folder
 * @param {string} prefix
 * @param {boolean} isFinal
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 */
async function answer(folder, prefix, isFinal, request, response) {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { allow: 'GET, HEAD' }).end();
    return;
  }
  const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
  const relative = path.startsWith(prefix) ? path.slice(prefix.length) : undefined;
  const file = relative === undefined ? undefined : normalize(join(folder, relative === '' || relative.endsWith('/') ? `${relative}index.html` : relative));
  // Links are followed only within the folder.
  const real = file === undefined ? undefined : await realpath(file).catch(() => undefined);
  const facts = real?.startsWith((await realpath(folder)) + sep) ? await stat(real).catch(() => undefined) : undefined;
  if (file === undefined || !facts?.isFile()) {
    response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('Not found');
    return;
  }
  /** @type {Record<string, string>} */
  const headers = {
    'content-type': mediaTypes[extname(file).toLowerCase()] ?? 'application/octet-stream',
    'accept-ranges': 'bytes',
    'cache-control': isFinal ? 'max-age=31536000, immutable' : 'no-cache',
    'x-content-type-options': 'nosniff',
    ...(file.endsWith('.html') ? await policyOf(file) : {}),
  };
  const range = /^bytes=(\d*)-(\d*)$/.exec(request.headers.range ?? '');
  let first = 0;
  let last = facts.size - 1;
  if (range && (range[1] || range[2])) {
    first = range[1] ? Number(range[1]) : Math.max(0, facts.size - Number(range[2]));
    last = range[1] && range[2] ? Math.min(last, Number(range[2])) : last;
    if (first > last) {
      response.writeHead(416, { 'content-range': `bytes */${facts.size}` }).end();
      return;
    }
    headers['content-range'] = `bytes ${first}-${last}/${facts.size}`;
  }
  response.writeHead(headers['content-range'] ? 206 : 200, { ...headers, 'content-length': Math.max(0, last - first + 1) });
  if (request.method === 'HEAD' || facts.size === 0) response.end();
  else pipeline(createReadStream(file, { start: first, end: last }), response, () => undefined);
}

/**
 * Gives a page's own policy as a header, which is stronger: it also says who may frame the page.
 *
 * @param {string} file
 * @returns {Promise<Record<string, string>>}
 */
async function policyOf(file) {
  const policy = /<meta http-equiv="Content-Security-Policy" content="([^"]*)"/u.exec(await readFile(file, 'utf8'))?.[1];
  return policy === undefined ? {} : { 'content-security-policy': `${policy}; frame-ancestors 'self'` };
}

/**
 * Listens on a port or, if it is taken, on the next free one.
 *
 * @param {import('node:http').Server} server
 * @param {number} port
 * @returns {Promise<number>} the port taken
 */
async function listen(server, port) {
  for (let next = port; ; next += 1) {
    /** @type {number | undefined} */
    const taken = await new Promise((resolve, reject) => {
      server.once('error', (/** @type {NodeJS.ErrnoException} */ error) => {
        if (error.code === 'EADDRINUSE' && port !== 0 && next < port + 50) resolve(undefined);
        else reject(error);
      });
      server.listen(next, 'localhost', () => {
        server.removeAllListeners('error');
        const address = server.address();
        resolve(typeof address === 'object' && address !== null ? address.port : next);
      });
    });
    if (taken !== undefined) return taken;
    server.removeAllListeners('error');
  }
}
