import { pageGlobal } from '../../src/cli/browser/pageGlobal';
import type { Storyboard } from '../../src/domain/storyboard';
import { launchChromium } from '../support/browser';
import { buildPage } from '../support/buildPage';
import { serveFolder } from '../support/server';
import type { SoundPage } from '../support/soundPage';
import type { Figure } from './figure';

declare const soundPage: SoundPage;

type Run = Awaited<ReturnType<SoundPage['again']>>[number];

const sentences = [
  'Paving a tenth of a valley can double the height of its floods, because water that once soaked in now runs off at once.',
  'Most of the damage came in the first ninety minutes, long before any warning had been issued.',
  'The river gauge had stood at two metres all night.',
  'Nobody upstream had thought to telephone.',
];

/** Twenty scenes, one of them edited. */
function board(edit: string | undefined, music: boolean): Storyboard {
  return {
    version: 1, title: 'Floods', language: 'en', source: {
      name: 'floods.md', link: '',
    }, format: { width: 64, height: 64, fps: 30 }, theme: 'paper', seed: 1, seconds: 0,
    ...(music ? { music: { source: { bed: 'lamplight' }, under: 18 } } : {}),
    scenes: Array.from({ length: 20 }, (_, index) => ({
      id: `s${index}`, layout: 'statement', text: 'x', emphasis: '', anchors: [], frames: 30, chapter: '',
      // Every scene says something else.
      speech: [index === 9 && edit !== undefined ? edit : `Number ${index + 1}. ${sentences[index % sentences.length] ?? ''}`],
    })),
  };
}

/** The sound of a film of twenty scenes: made whole, and made again after one scene was edited, everything loaded. */
export async function bench(): Promise<readonly Figure[]> {
  const built = await buildPage('tests/support/soundPage.ts');
  const server = await serveFolder(built.folder, '/');
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    await page.goto(server.url);
    await pageGlobal(page, 'soundPage');
    const figures: Figure[] = [];
    for (const codec of ['aac', 'opus'] as const) {
      for (const music of [false, true]) {
        const boards = [board(undefined, music), board('The gauge stood at two metres.', music)];
        await page.evaluate(([list, kind]) => soundPage.again(list, kind), [boards, codec] as const);
        const runs: Awaited<ReturnType<SoundPage['again']>>[] = [];
        for (let run = 0; run < 3; run++) runs.push(await page.evaluate(([list, kind]) => soundPage.again(list, kind), [boards, codec] as const));
        // Two storyboards, three runs.
        const [whole, again] = [0, 1].map((at) => runs.map((run) => run[at]!).sort((a, b) => a.ms - b.ms)[1]!) as [Run, Run];
        const name = `${codec}${music ? ' with music' : ''}`;
        figures.push(
          {
            name: `sound of a film, ${name}`, value: whole.ms / 1000, unit: 's', ratio: (whole.seconds * 1000) / whole.ms, anchor: 'times faster than it plays',
          },
          {
            name: `  its encoding alone`, value: whole.encode / 1000, unit: 's', ratio: (whole.seconds * 1000) / whole.encode,
            anchor: 'times faster than it plays',
          },
          { name: `  again after one scene of twenty (${again.made} made)`, value: again.ms / whole.ms, unit: 'of the whole' },
        );
      }
    }
    return figures;
  } finally {
    await browser.close();
    await server.close();
    await built.remove();
  }
}
