import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../src/cli/install.mjs';
import { serve } from '../../src/cli/serve.mjs';
import { launchChromium } from '../support/browser';

test('over plain http from another machine the page says what it needs, and nothing fails', async () => {
  const server = await serve(join(root, 'dist'), { hosts: ['kinora.test'] });
  const browser = await launchChromium([`--host-resolver-rules=MAP kinora.test ${new URL(server.url).host}`]);
  try {
    const page = await browser.newPage();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    await page.goto('http://kinora.test/?theme=ink');
    expect(await page.getByRole('heading').textContent()).toContain('safe connection');
    expect(await page.getByRole('link').getAttribute('href')).toBe('https://kinora.test/?theme=ink');
    expect(errors).toEqual([]);
  } finally {
    await browser.close();
    await server.close();
  }
});
