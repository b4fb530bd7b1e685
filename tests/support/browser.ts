import { existsSync } from 'node:fs';
import { chromium } from 'playwright';
import type { Browser } from 'playwright';

/**
 * Starts a headless Chromium: the one named by `KINORA_CHROMIUM`, else one installed on the system, else Playwright's own.
 *
 * @throws Error that says what to install if there is none
 */
export async function launchChromium(): Promise<Browser> {
  const path = findChromium();
  return chromium.launch({
    ...(path === undefined ? {} : { executablePath: path }),
    headless: true,
    args: [
      // A container has no user namespaces for the sandbox; the pages are our own.
      '--no-sandbox',
      '--headless=new',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      // Films are played in tests without a click.
      '--autoplay-policy=no-user-gesture-required',
    ],
  });
}

/** Path of a Chromium on this system; undefined: leave it to Playwright. */
export function findChromium(): string | undefined {
  const named = process.env['KINORA_CHROMIUM'];
  if (named !== undefined && named !== '') return named;
  return [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ].find((path) => existsSync(path));
}
