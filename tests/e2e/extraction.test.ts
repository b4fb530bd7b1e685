import { chromium, type Browser, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumFlags, ensureChromium } from '../../src/cli/chromium.mjs';
import { extractionBundle } from '../bench/extractionBundle';

let browser: Browser;
let page: Page;
const requests: string[] = [];
const dialogs: string[] = [];

beforeAll(async () => {
  browser = await chromium.launch({ executablePath: await ensureChromium(), args: chromiumFlags });
  page = await browser.newPage();
  page.on('request', (request) => requests.push(request.url()));
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  await page.addScriptTag({ content: await extractionBundle() });
});

afterAll(async () => browser?.close());

async function outline(name: string, text: string): Promise<string[]> {
  const { content, failure } = await page.evaluate(([file, base64]) => window.extract(file ?? '', base64 ?? ''), [name, Buffer.from(text).toString('base64')]);
  return failure === undefined ? (content?.blocks ?? []).map((block) => `${block.type}: ${block.text}`) : [failure];
}

describe('extraction in a real browser', () => {
  it('runs nothing and requests nothing that a hostile page asks for', async () => {
    const attacks = [
      '<script>alert(1)</script>', '<img src="http://127.0.0.1:9/a.png" onerror="alert(2)">', '<iframe src="http://127.0.0.1:9/"></iframe>', '<svg onload="alert(3)"><script>alert(4)</script></svg>',
      '<style>@import url(http://127.0.0.1:9/a.css)</style>', '<a href="javascript:alert(5)">link</a>', '<form><input name="nodeName"><input name="attributes"></form>',
      '<math><annotation-xml encoding="text/html"><img src=x onerror=alert(6)></annotation-xml></math>', '<base href="http://127.0.0.1:9/">', '<meta http-equiv="refresh" content="0;url=http://127.0.0.1:9/">',
    ];
    for (const name of ['a.html', 'a.md']) {
      const found = (await outline(name, `<p>Words that stay here.</p>\n\n${attacks.join('\n\n')}\n\n<p>And these words too.</p>`)).filter(
        (block) => !block.startsWith('image'),
      );
      expect(found[0]).toBe('paragraph: Words that stay here.');
      expect(found.at(-1)).toBe('paragraph: And these words too.');
      expect(found.join()).not.toContain('alert');
    }
    await page.waitForTimeout(200);
    expect(requests).toEqual([]);
    expect(dialogs).toEqual([]);
  });

  it('reads pages that nest 100,000 deep', async () => {
    for (const tag of ['<div>', '<b>', '<blockquote>', '<ul><li>', '<table><tr><td>']) {
      expect((await outline('a.html', `${tag.repeat(100_000)}deep words`)).join()).toContain('deep words');
    }
  });

  it('reads a page with its tables, quotations and formulas', async () => {
    const html =
      '<title>T</title><h2>Part</h2><p>Words.</p><table><tr><th>a<th>b<tr><td>1<td>2</table><blockquote><p>All flows.</p><footer>— Heraclitus</footer></blockquote><math display="block"><semantics><mi>x</mi><annotation encoding="application/x-tex">x^2</annotation></semantics></math>';
    expect(await outline('a.html', html)).toEqual(['heading: Part', 'paragraph: Words.', 'table: a\tb\n1\t2', 'quote: All flows.', 'formula: x^2']);
  });

  it('reads five million characters of Markdown', async () => {
    const paragraph = 'Rivers carry water from high ground to the sea, and in doing so they shape the land around them.';
    expect(await outline('a.md', `${paragraph}\n\n`.repeat(50_000))).toHaveLength(50_000);
  });
});
