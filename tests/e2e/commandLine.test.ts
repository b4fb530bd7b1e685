import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../../src/cli/install.mjs';
import { sceneStarts, totalSeconds } from '../../src/domain/storyboard';
import { parseStoryboard } from '../../src/domain/storyboardFile';
import { chapterMarks } from '../../src/stages/video/files/chapterMarks';
import { longText } from '../bench/longText';
import { kinora } from '../support/commandLine';
import { decodingErrors, hasFfmpeg, loudness, pixelsAt, probe } from '../support/nativeFfmpeg';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kinora-e2e-'));
  writeFileSync(join(folder, 'long.txt'), longText(20_000));
  writeFileSync(join(folder, 'page.html'), page);
  writeFileSync(join(folder, 'empty.md'), '');
  writeFileSync(join(folder, 'garbage.md'), Buffer.from(Array.from({ length: 4096 }, (_, index) => (index * 197 + (index >> 3)) % 256)));
  writeFileSync(join(folder, 'table.md'), '| River | Source | Sea |\n|---|---|---|\n| Rhine | Alps | North Sea |\n| Oder | Sudetes | Baltic Sea |\n');
  writeFileSync(join(folder, 'huge.txt'), longText(20_000).repeat(40).slice(0, 5_000_000));
  writeFileSync(join(folder, 'maths.md'), maths);
  writeFileSync(join(folder, 'short.md'), '# Bends\n\nAt the bend the current slows on the inner side. The bank grows and the river moves.\n');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = (name: string): string => join(folder, name);

describe('extract and suggest', () => {
  test('print a JSON line a file, as it finishes', async () => {
    const { code, lines } = await kinora('extract', file('short.md'), file('page.html'));
    expect(code).toBe(0);
    expect(lines.map((line) => line['source']).sort()).toEqual([file('page.html'), file('short.md')]);
    expect(lines.find((line) => line['source'] === file('short.md'))).toMatchObject({ title: 'Bends', language: 'en', blocks: [{ type: 'heading', text: 'Bends' }, { type: 'paragraph' }] });
  });

  test('choose as many key sentences as were asked for, verbatim', async () => {
    const { code, lines } = await kinora('suggest', file('long.txt'), '--sentences', '7', '--seconds', '40');
    expect(code).toBe(0);
    const sentences = lines[0]?.['sentences'] as { rank: number; text: string }[];
    expect(sentences.map(({ rank }) => rank)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    const source = readFileSync(file('long.txt'), 'utf8');
    expect(sentences.filter(({ text }) => !source.includes(text))).toEqual([]);
  });
});

describe('the voice', () => {
  test('speaks at the pace and in the words that were asked for', async () => {
    const options = ['--size', '320x180', '--fps', '10', '--captions', 'file'];
    await kinora('render', file('short.md'), '--out', file('slow'), '--rate', '120', '--say', 'bend=bend, and bend, and bend', ...options);
    await kinora('render', file('short.md'), '--out', file('fast'), '--rate', '240', ...options);
    const seconds = async (
      folder: string,
    ) => { const board = await parseStoryboard(readFileSync(file(`${folder}/short.json`), 'utf8')); return { board, total: totalSeconds(board) }; };
    const [slow, fast] = [await seconds('slow'), await seconds('fast')];
    expect(slow.board.pronunciations).toEqual([{ written: 'bend', said: 'bend, and bend, and bend' }]);
    expect(slow.total).toBeGreaterThan(fast.total + 3);
    // What is written stays as it is.
    expect(readFileSync(file('slow/short.srt'), 'utf8')).not.toContain('and bend');
  });
});

describe('measuring', () => {
  test('writes the metrics and the trace of a run in which every optimizer works', async () => {
    await kinora('suggest', file('short.md'), '--metrics', file('run.txt'), '--trace', file('run.json'));
    const metrics = readFileSync(file('run.txt'), 'utf8');
    for (const optimizer of ['metrics', 'cache', 'pool', 'numeric']) expect(metrics).toContain(`kinora_optimizer_up{optimizer="${optimizer}"} 1.0`);
    expect(metrics).toContain('kinora_tasks_total{task="read",outcome="succeeded"} 1.0');
    expect(metrics.endsWith('# EOF\n')).toBe(true);
    const { traceEvents } = JSON.parse(readFileSync(file('run.json'), 'utf8')) as { traceEvents: { ph: string; name: string }[] };
    expect(traceEvents.filter(({ ph }) => ph === 'X').map(({ name }) => name)).toEqual(expect.arrayContaining(['read', 'split', 'score', 'select', 'plan']));
  });
});

describe('render', () => {
  test.each([
    ['README.md', () => join(root, 'README.md'), []],
    ['page.html', () => file('page.html'), ['--theme', 'ink', '--captions', 'file']],
    ['long.txt', () => file('long.txt'), ['--seconds', '60']],
  ])('makes a film of %s at 1080p', async (_, source, options) => {
    const { code, lines } = await kinora('render', source(), '--out', file('films'), ...options);
    expect(lines[0]).not.toHaveProperty('error');
    expect(code).toBe(0);
    const line = lines[0] as { output: string; seconds: number; frames: number; distinctFrames: number; bytes: number; width: number };
    const base = line.output.replace(/\.mp4$/, '');
    const storyboard = await parseStoryboard(readFileSync(`${base}.json`, 'utf8'));
    expect(line.width).toBe(1920);
    expect(line.seconds).toBeCloseTo(totalSeconds(storyboard), 6);
    expect(line.frames).toBe(sceneStarts(storyboard).at(-1));
    expect(line.distinctFrames).toBeLessThan(line.frames);
    expect(statSync(line.output).size).toBe(line.bytes);
    if (options.includes('--seconds')) expect(Math.abs(line.seconds - 60)).toBeLessThanOrEqual(6);
    expect(wordsOf(captionText(readFileSync(`${base}.srt`, 'utf8')))).toEqual(wordsOf(storyboard.scenes.flatMap((scene) => scene.speech).join(' ')));
    expect(readFileSync(`${base}.poster.png`).subarray(1, 4).toString()).toBe('PNG');
    if (!hasFfmpeg) return;
    expect(decodingErrors(line.output)).toBe('');
    const { streams, duration, chapters, texts, hasCover } = probe(line.output);
    expect(streams.map((stream) => stream.codec_name)).toEqual(['h264', 'aac']);
    expect(streams[1]?.profile).toBe('LC');
    expect(streams[0]?.color_space).toBe('bt709');
    for (const length of [duration, ...streams.map((stream) => Number(stream.duration))]) expect(Math.abs(length - line.seconds)).toBeLessThan(1 / 30);
    expect([hasCover, texts]).toEqual([true, options.includes('file') ? ['mov_text'] : []]);
    const marks = chapterMarks(storyboard);
    expect(chapters.map(({ title }) => title)).toEqual(marks.map(({ title }) => title));
    for (const [index, { frame }] of marks.entries()) expect(Math.abs((chapters[index]?.start ?? 0) - frame / 30)).toBeLessThan(1 / 30);
    const { integrated, truePeak } = loudness(line.output);
    expect(Math.abs(integrated + 16)).toBeLessThanOrEqual(0.5);
    expect(truePeak).toBeLessThanOrEqual(-1);
  });

  test('sets formulas as outlines in the middle of the page, and lights code in its colours', async () => {
    const { code, lines } = await kinora('render', file('maths.md'), '--out', file('maths'), '--size', '640x360', '--voice', 'none', '--captions', 'none');
    expect(code).toBe(0);
    const { output } = lines[0] as { output: string };
    const storyboard = await parseStoryboard(readFileSync(output.replace(/\.mp4$/, '.json'), 'utf8'));
    const formula = storyboard.scenes.findIndex(({ layout }) => layout === 'formula');
    const program = storyboard.scenes.findIndex(({ layout }) => layout === 'code');
    expect(storyboard.scenes[formula]).toMatchObject({
      tex: 'E = m \\, c^2', legend: [{ symbol: 'E', meaning: 'energy' }, { symbol: 'm', meaning: 'mass' }, { symbol: 'c', meaning: 'speed of light' }],
    });
    expect(storyboard.scenes[program]).toMatchObject({ language: 'ts', focus: [{ line: 0, first: 2, end: 5 }] });
    if (!hasFfmpeg) return;
    const starts = sceneStarts(storyboard);
    const at = (scene: number): number => ((starts[scene] ?? 0) + ((starts[scene + 1] ?? 0) - (starts[scene] ?? 0)) * 0.85) / storyboard.format.fps;
    const drawn = inkOf(pixelsAt(output, at(formula), 640, 360), 640, { top: 60, bottom: 170 });
    // Wider than high, and as far from one side as from the other; TeX in letters of code would begin at the margin.
    expect(drawn.right - drawn.left).toBeGreaterThan(120);
    expect(Math.abs(drawn.left - (640 - drawn.right))).toBeLessThan(12);
    expect(drawn.left).toBeGreaterThan(100);
    // Keywords are red on Paper, strings green.
    const pixels = pixelsAt(output, at(program), 640, 360);
    const count = (is: (red: number, green: number, blue: number) => boolean): number => Array.from(
      { length: pixels.length / 3 }, (_, index) => is(pixels[index * 3] ?? 0, pixels[index * 3 + 1] ?? 0, pixels[index * 3 + 2] ?? 0),
    ).filter(Boolean).length;
    expect(count((red, green, blue) => red > green + 60 && red > blue + 60)).toBeGreaterThan(40);
    expect(count((red, green, blue) => green > red + 15 && green > blue + 15)).toBeGreaterThan(20);
  });

  test('takes a storyboard in place of a document, and gives the same storyboard back', async () => {
    await kinora('render', file('short.md'), '--out', file('once'), '--size', '320x180', '--voice', 'none');
    const { code } = await kinora('render', file('once/short.json'), '--out', file('twice'), '--voice', 'none');
    expect(code).toBe(0);
    expect(readFileSync(file('twice/short.json'), 'utf8')).toBe(readFileSync(file('once/short.json'), 'utf8'));
  });

  test('says by a manifest what a film is, and finds out whether it still is', async () => {
    const render = (...more: string[]) => kinora('render', file('short.md'), '--out', file('sealed'), '--size', '320x180', '--fps', '10', ...more);
    const verify = (...more: string[]) => kinora('verify', file('sealed/short.mp4'), ...more);
    const manifest = () => JSON.parse(readFileSync(file('sealed/short.manifest.json'), 'utf8')) as { pictures: string; storyboard: string };
    await render('--constant-rate', '--without', 'workers');
    const elsewhere = manifest();
    await render();
    expect(manifest()).toMatchObject({ pictures: elsewhere.pictures, storyboard: elsewhere.storyboard });
    const { code, lines } = await verify('--decode');
    expect(lines[0]).toMatchObject({
      ok: true, checks: expect.arrayContaining([{ check: 'sha256', ok: true }, { check: 'picture keys', ok: true }, { check: 'decode', ok: true }]),
    });
    expect(code).toBe(0);

    const bytes = readFileSync(file('sealed/short.mp4'));
    writeFileSync(file('sealed/short.mp4'), bytes.subarray(0, bytes.length - 5000));
    writeFileSync(file('sealed/other.json'), readFileSync(file('sealed/short.json'), 'utf8').replaceAll('The bank grows', 'The bank shrinks'));
    const broken = await verify('--storyboard', file('sealed/other.json'));
    expect(broken.code).toBe(1);
    const checks = broken.lines[0]?.['checks'] as { check: string; ok: boolean }[];
    expect(checks.filter(({ ok }) => !ok).map(({ check }) => check)).toEqual(expect.arrayContaining(['bytes', 'sha256', 'seal', 'storyboard', 'picture keys']));
    expect((await verify('--manifest', file('none.json'))).code).toBe(2);
  });

  test('makes nothing twice that an earlier call made, and two calls at once both work', async () => {
    const render = () => kinora('render', file('short.md'), '--out', file('kept'), '--cache', file('cache'), '--size', '320x180', '--fps', '10');
    const first = await render();
    expect(first.lines[0]).toMatchObject({ cache: { hits: 0 } });
    const both = await Promise.all([render(), render()]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    const without = both.filter(({ stderr }) => stderr.includes('Another kinora uses the cache'));
    const [kept] = both.filter((ran) => !without.includes(ran));
    expect(without).toHaveLength(1);
    expect(kept?.lines[0]).toMatchObject({ cache: { misses: 0 }, bytes: first.lines[0]?.['bytes'], loudness: first.lines[0]?.['loudness'] });
  });

  test.each([
    ['webm', '\u001aE\u00df\u00a3'], ['gif', 'GIF8'], ['webp', 'RIFF'], ['m4a', 'ftyp'], ['mp3', 'ID3'], ['wav', 'RIFF'], ['stills', 'PK'],
  ])('makes %s', async (format, head) => {
    const { code, lines } = await kinora('render', file('short.md'), '--out', file('formats'), '--format', format, '--size', '320x180', '--fps', '10');
    expect(lines[0]).not.toHaveProperty('error');
    expect(code).toBe(0);
    const { output, seconds } = lines[0] as { output: string; seconds: number };
    expect(readFileSync(output).subarray(0, 8).toString('latin1')).toContain(head);
    if (hasFfmpeg && ['m4a', 'mp3', 'wav'].includes(format)) expect(Math.abs(probe(output).duration - seconds)).toBeLessThan(0.06);
  });

  test('says of a silent film that there is nothing to hear', async () => {
    const { code, lines } = await kinora('render', file('short.md'), '--out', file('formats'), '--format', 'mp3', '--voice', 'none');
    expect(code).toBe(1);
    expect(lines[0]).toMatchObject({ error: { code: 'no-sound' } });
  });

  test('tells what is wrong with each bad file and still makes the others', async () => {
    const { code, lines } = await kinora(
      'render', file('empty.md'), file('garbage.md'), file('missing.md'), file('table.md'), '--out', file('mixed'), '--size', '320x180', '--fps', '10',
    );
    expect(code).toBe(1);
    expect(Object.fromEntries(lines.map(({ source, error }) => [source, (error as { code: string } | undefined)?.code]))).toEqual({
      [file('empty.md')]: 'empty-source', [file('garbage.md')]: expect.stringMatching(/unsupported-file|damaged-file/), [file('missing.md')]: 'not-found',
      [file('table.md')]: undefined,
    });
    for (const { error } of lines) if (error !== undefined) expect((error as { advice: string }).advice).not.toBe('');
    expect((await parseStoryboard(readFileSync(file('mixed/table.json'), 'utf8'))).scenes.map((scene) => scene.layout)).toContain('table');
  });

  test('reads a text of 5 MB', async () => {
    const { code, lines } = await kinora('suggest', file('huge.txt'), '--seconds', '60');
    expect(lines[0]).not.toHaveProperty('error');
    expect(code).toBe(0);
  });

  test('ends with 2 on wrong usage', async () => {
    const { code, stderr } = await kinora('render', file('short.md'));
    expect(code).toBe(2);
    expect(stderr).toContain('render needs --out DIR.');
  });
});

function captionText(srt: string): string {
  return srt.split('\n').filter((line) => line !== '' && !/^\d+$/.test(line) && !line.includes(' --> ')).join(' ');
}

function wordsOf(text: string): readonly string[] {
  return text.split(/\s+/).filter(Boolean);
}

const page = `<!doctype html><html lang="en"><head><title>Room for the river | Valley News</title><meta name="author" content="A. Writer"></head><body>
<nav><a href="/">Home</a> <a href="/news">News</a></nav>
<article><h1>Room for the river</h1><p class="byline">By A. Writer</p>
${[
    'For a century engineers raised walls beside the river, and for a century the water rose with them.',
    'A new plan does the opposite: it moves three dikes back by four hundred metres and lets the meadows flood each winter.',
    'The meadows hold eleven million cubic metres, which lowers the peak in the town by 35 centimetres.',
    'Farmers were paid for the land they lose, and most of them still graze their cattle there in summer.',
    'The plan cost 31 million euros, less than half the price of higher walls.',
  ].map((sentence) => `<p>${sentence} ${sentence.replace(/^\w+/, 'Also')}</p>`).join('\n')}
<h2>What was done</h2><ul><li>Dikes were moved back</li><li>Two channels were dug again</li><li>Poplars made way for willows</li></ul>
<blockquote><p>We did not straighten the river. We shortened our own patience.</p></blockquote>
<script>document.title = 'never';</script></article><footer>Subscribe to our newsletter</footer></body></html>`;

const maths = `# Energy

Mass is energy at rest. What they have to do with each other is said by one line:

$$
E = m \\, c^2
$$

Here $E$ is the energy, $m$ is the mass and $c$ is the speed of light.

## In a program

The function energyOf says the same.

\`\`\`ts
const light: number = 299_792_458;

export function energyOf(mass: number): string {
  return \`\${mass * light ** 2} joules, and no less\`;
}
\`\`\`
`;

/** Edges of what stands out from the corner of a picture, px, between two rows. */
function inkOf(
  pixels: Uint8Array, width: number, { top, bottom }: { readonly top: number; readonly bottom: number },
): { readonly left: number; readonly right: number } {
  const ground = pixels[0] ?? 0;
  const columns = Array
    .from({ length: width }, (_, x) => x)
    .filter(
      (x) => Array.from({ length: bottom - top }, (_, row) => pixels[((top + row) * width + x) * 3] ?? ground).some((value) => Math.abs(value - ground) > 60),
    );
  return { left: columns[0] ?? 0, right: (columns.at(-1) ?? 0) + 1 };
}
