// Finds a Chromium, or gets one: the system's, else Playwright's own, else the Debian package.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const systemPaths = [
  '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** How every Chromium of this project is started: nothing leaves the machine. */
export const quietFlags = [
  '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run', '--disable-quic', '--mute-audio',
];

/** The same for our own pages in tests and benches, which run as root. */
export const chromiumFlags = ['--no-sandbox', ...quietFlags];

/**
 * Gives the path of a Chromium that is there, or undefined.
 *
 * @returns {Promise<string | undefined>}
 */
export async function findChromium() {
  const wished = process.env['KINORA_CHROMIUM'];
  if (wished) return wished;
  const found = systemPaths.find((path) => existsSync(path));
  if (found) return found;
  const { chromium } = await import('playwright');
  const own = chromium.executablePath();
  return own && existsSync(own) ? own : undefined;
}

/**
 * Gives the path of a Chromium, installing one if none is there.
 *
 * @returns {Promise<string>}
 * @throws Error with advice if none can be had
 */
export async function ensureChromium() {
  const there = await findChromium();
  if (there) return there;
  process.stderr.write('Installing Chromium...\n');
  spawnSync('npx', ['--no-install', 'playwright', 'install', 'chromium'], { stdio: ['ignore', 2, 2], timeout: 300_000 });
  const own = await findChromium();
  if (own) return own;
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  for (const parameters of [['update', '-qq'], ['install', '-y', '-qq', 'chromium']]) {
    const [program = 'apt-get', ...others] = [...asRoot, 'apt-get', ...parameters];
    spawnSync(program, others, { stdio: ['ignore', 2, 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
  }
  const packaged = await findChromium();
  if (packaged) return packaged;
  throw new Error('No Chromium found and none could be installed. Install Chromium or Chrome, or set KINORA_CHROMIUM to its path.');
}
