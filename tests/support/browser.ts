import { chromium } from 'playwright';
import type { Browser } from 'playwright';
import { chromiumFlags, findChromium } from '../../src/cli/chromium.mjs';

/**
 * Starts a headless Chromium, found as the command line finds it.
 *
 * @param flags beside the usual ones
 * @throws Error that says what to install if there is none
 */
export async function launchChromium(flags: readonly string[] = []): Promise<Browser> {
  const executablePath = await findChromium();
  return chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    // Films are played in tests without a click.
    args: [...chromiumFlags, '--disable-gpu', '--autoplay-policy=no-user-gesture-required', ...flags],
  });
}
