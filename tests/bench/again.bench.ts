import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { launchChromium } from '../support/browser';
import { openStudio } from '../support/studioPage';
import type { Figure } from './figure';
import { documentFor, inFolder, median, rendered, storyboardBeside } from './rendering';
import type { RenderedLine } from './rendering';

/**
 * A film of twenty scenes, 1080p30 and narrated, made again: unchanged, after an edit of one scene, upright. Each as a share of its making
 * from nothing; in one studio, as people edit, from the storyboard to the finished file, and by a command line that starts anew each time,
 * from its first word to its last.
 */
export async function bench(): Promise<readonly Figure[]> {
  return inFolder(async (folder) => {
    const planned = storyboardBeside(folder, await rendered(documentFor(150, folder), folder, ['--seconds', '150', '--size', '320x180', '--voice', 'none']));
    const storyboard = { ...planned, format: { width: 1920, height: 1080, fps: 30 }, scenes: planned.scenes.slice(0, 20) };
    if (storyboard.scenes.length < 20) throw new Error(`The bench needs twenty scenes, got ${storyboard.scenes.length}.`);
    const edit = (scene: number): object => ({ ...storyboard, scenes: storyboard.scenes.map((one, index) => (index === scene ? edited(one) : one)) });
    const boards = {
      full: storyboard, same: storyboard, first: edit(6), second: edit(11), third: edit(16),
      upright: { ...storyboard, format: { width: 1080, height: 1920, fps: 30 } },
    };
    const made = async (name: keyof typeof boards): Promise<RenderedLine> => {
      const file = join(folder, `${name}.json`);
      writeFileSync(file, JSON.stringify(boards[name]));
      return rendered(file, join(folder, 'out'), ['--cache', join(folder, 'kept')]);
    };
    const [full, , first, second, third] = [await made('full'), await made('same'), await made('first'), await made('second'), await made('third')];
    const studio = await inOneStudio(boards);
    const alone = (await inOneStudio({ upright: boards.upright })).upright;
    const share = (
      name: string, line: RenderedLine, of: RenderedLine, { aim = '', by = 'took' as 'took' | 'wallMs' } = {},
    ): Figure => ({ name, value: line[by] / of[by], unit: 'of the whole', ratio: of[by] / line[by], anchor: `times faster than from nothing${aim}` });
    return [
      {
        name: `film of twenty scenes, ${studio.full.seconds.toFixed(0)} s, from nothing`, value: studio.full.took, unit: 's',
        ratio: studio.full.seconds / studio.full.took, anchor: 'times faster than it plays',
      },
      share('the same again', studio.same, studio.full),
      share('after one edited scene', median([studio.first, studio.second, studio.third], 'took'), studio.full, { aim: ' (at most 0.12 of the whole)' }),
      share('upright after wide', studio.upright, alone),
      share('after one edited scene, by the command line', median([first, second, third], 'wallMs'), full, { by: 'wallMs' }),
    ];
  });
}

/** Makes films one after the other on one page. */
async function inOneStudio<Name extends string>(boards: Readonly<Record<Name, object>>): Promise<Readonly<Record<Name, RenderedLine>>> {
  const browser = await launchChromium();
  const studio = await openStudio(browser);
  try {
    const names = Object.keys(boards) as Name[];
    const lines = await studio.render(Object.fromEntries(names.map((name) => [`${name}.json`, JSON.stringify(boards[name])])));
    // The automation gives a line a document, in their order, with all that the command line prints.
    return Object.fromEntries(names.map((name, index) => [name, lines[index] as unknown as RenderedLine])) as Record<Name, RenderedLine>;
  } finally {
    await studio.close();
    await browser.close();
  }
}

/** The scene with another word in what it says and shows. */
function edited(scene: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const added = ', once more';
  const { speech, text, title } = scene;
  return {
    ...scene,
    speech: Array.isArray(speech) ? speech.map((line) => `${String(line)}${added}`) : speech,
    ...(typeof text === 'string' ? { text: `${text}${added}` } : typeof title === 'string' ? { title: `${title}${added}` } : {}),
  };
}
