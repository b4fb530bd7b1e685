import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FirefoxPage } from './firefox';

/** WebKit's small browser, which Debian's packages put beside its library; its driver and a display come from packages of their own. */
const browser = ['4.1', '6.0', '4.0']
  .map((version) => `/usr/lib/${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu/webkit2gtk-${version}/MiniBrowser`)
  .find(existsSync);
const hasAll = browser !== undefined && ['WebKitWebDriver', 'Xvfb'].every((name) => spawnSync('which', [name]).status === 0);

/** The WebKit of this machine; tests that need one skip with this reason where there is none. */
export const webkitProgram = hasAll ? browser : undefined;

if (webkitProgram === undefined) console.warn('Skipped: checks in WebKit, which is not installed here (Debian packages webkit2gtk-driver and xvfb).');

/** Starts WebKit on a display of its own, driven by WebDriver. */
export async function openWebKit(program: string): Promise<FirefoxPage> {
  const home = mkdtempSync(join(tmpdir(), 'kinora-webkit-'));
  const port = await freePort();
  const display = `:${port % 30_000}`;
  const screen = spawn('Xvfb', [display, '-screen', '0', '1280x800x24', '-nolisten', 'tcp'], { stdio: 'ignore' });
  const driver = spawn('WebKitWebDriver', [`--port=${port}`], {
    stdio: 'ignore',
    // Its own sandbox needs rights that containers lack.
    env: {
      ...process.env, DISPLAY: display, HOME: home, XDG_RUNTIME_DIR: home, LIBGL_ALWAYS_SOFTWARE: '1', WEBKIT_DISABLE_COMPOSITING_MODE: '1',
      WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
    },
  });
  const call = async (method: string, path: string, body?: object): Promise<unknown> => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    const { value } = (await answer.json()) as { value: unknown };
    if (!answer.ok) throw new Error(`WebKit must ${method} ${path}, got ${JSON.stringify(value).slice(0, 400)}.`);
    return value;
  };
  const close = async (): Promise<void> => {
    const ended = [driver, screen].map((child) => new Promise((resolve) => child.once('exit', resolve)));
    driver.kill();
    screen.kill();
    await Promise.all(ended);
    rmSync(home, { recursive: true, force: true, maxRetries: 3 });
  };
  try {
    const {
      sessionId,
    } = (await patiently(
      () => call('POST', '/session', { capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': { binary: program, args: ['--automation'] } } } }),
    )) as { sessionId: string };
    const session = `/session/${sessionId}`;
    return {
      goto: async (url) => void (await call('POST', `${session}/url`, { url })),
      async evaluate(expression, patience = 60_000) {
        await call('POST', `${session}/timeouts`, { script: patience });
        const script =
          `const done = arguments[0]; (async () => (${expression}))().then((value) => done(JSON.stringify({ value })), (error) => done(JSON.stringify({ error: String(error) })));`;
        const {
          value, error,
        } = JSON.parse(String(await call('POST', `${session}/execute/async`, { script, args: [] }))) as { value?: unknown; error?: string };
        if (error !== undefined) throw new Error(error);
        return value;
      },
      async close() {
        await call('DELETE', session).catch(() => undefined);
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The driver and the display take a moment until they listen. */
async function patiently<Value>(work: () => Promise<Value>): Promise<Value> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt === 40) throw error;
      await new Promise((resolve) => { setTimeout(resolve, 250); });
    }
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => { resolve(typeof address === 'object' && address !== null ? address.port : 0); });
    });
  });
}
