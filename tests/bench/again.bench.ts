import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Figure } from './figure';
import { documentFor, inFolder, median, rendered, storyboardBeside } from './rendering';
import type { RenderedLine } from './rendering';

/** A film of twenty scenes, 1080p30 and narrated, made again: unchanged, after an edit of one scene, upright. Each as a share of its making from nothing. */
export async function bench(): Promise<readonly Figure[]> {
  return inFolder(async (folder) => {
    const planned = storyboardBeside(folder, await rendered(documentFor(150, folder), folder, ['--seconds', '150', '--size', '320x180', '--voice', 'none']));
    const storyboard = { ...planned, format: { width: 1920, height: 1080, fps: 30 }, scenes: planned.scenes.slice(0, 20) };
    if (storyboard.scenes.length < 20) throw new Error(`The bench needs twenty scenes, got ${storyboard.scenes.length}.`);
    const made = async (name: string, board: object, cache: string): Promise<RenderedLine> => {
      const file = join(folder, `${name}.json`);
      writeFileSync(file, JSON.stringify(board));
      return rendered(file, join(folder, 'out'), ['--cache', join(folder, cache)]);
    };
    const upright = { ...storyboard, format: { width: 1080, height: 1920, fps: 30 } };
    const full = await made('full', storyboard, 'kept');
    const same = await made('same', storyboard, 'kept');
    const edits: RenderedLine[] = [];
    for (const scene of [6, 11, 16]) edits.push(await made(`edit${scene}`, { ...storyboard, scenes: storyboard.scenes.map((one, index) => (index === scene ? edited(one) : one)) }, 'kept'));
    const second = await made('second', upright, 'kept');
    const alone = await made('alone', upright, 'fresh');
    const share = (line: RenderedLine, of: RenderedLine): number => line.wallMs / of.wallMs;
    return [
      { name: `film of twenty scenes, ${full.seconds.toFixed(0)} s, from nothing`, value: full.wallMs / 1000, unit: 's', ratio: (full.seconds * 1000) / full.wallMs, anchor: 'times faster than it plays' },
      { name: 'the same again', value: share(same, full), unit: 'of the whole', ratio: 1 / share(same, full), anchor: 'times faster than from nothing' },
      { name: 'after one edited scene', value: share(median(edits), full), unit: 'of the whole', ratio: 1 / share(median(edits), full), anchor: 'times faster than from nothing (at most 0.12 of the whole)' },
      { name: 'upright after wide', value: share(second, alone), unit: 'of the whole', ratio: 1 / share(second, alone), anchor: 'times faster than upright from nothing' },
    ];
  });
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
