import { expect, test } from 'vitest';
import { openFilmHost } from '../support/filmHost';
import { smallFilm } from '../support/studioPage';
import { openWebKit, webkitProgram } from '../support/webkit';

const document = '# What a river does\n\nThe river shelters a chain of small lakes wherever the slope is gentle.\n';

// Without WebCodecs: WebKitGTK's own encoder ends the process of the page on machines whose GStreamer does not fit it, which no page can catch.
test.skipIf(
  webkitProgram === undefined,
)('in WebKit the studio plans the sample, and a film is spoken, drawn and encoded by ffmpeg.wasm', { timeout: 180_000 }, async () => {
  const host = await openFilmHost(document);
  // Only run where there is one.
  const webkit = await openWebKit(webkitProgram as string);
  try {
    await webkit.goto(`${host.url}?without=webcodecs`);
    expect(
      await webkit.evaluate(
        `new Promise((resolve) => { const look = () => { const cards = document.querySelectorAll('[data-testid=scene-card]').length; if (cards > 5) resolve([cards > 5, document.querySelectorAll('.alert').length]); else setTimeout(look, 100); }; look(); })`,
      ),
    ).toEqual([true, 0]);
    const lines = await webkit.evaluate(`(async () => {
      const lines = [];
      globalThis.kinoraLine = async ({ result }) => void lines.push(result);
      globalThis.kinoraProgress = async () => undefined;
      await kinora.run('render', [{ name: 'river.md', output: 'river' }], ${JSON.stringify({ ...smallFilm, width: 320, height: 180, fps: 10, seconds: 8 })});
      return lines;
    })()`, 150_000);
    expect(lines).toMatchObject([{ output: 'river.mp4', path: 'ffmpeg', codecs: [expect.stringMatching(/^avc1/u), 'mp4a.40.2'] }]);
    expect(host.films.at(-1)?.subarray(4, 8).toString()).toBe('ftyp');
  } finally {
    await webkit.close();
    await host.close();
  }
});
