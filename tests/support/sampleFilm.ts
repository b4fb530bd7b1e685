import type { Caption } from '../../src/domain/captions';
import type { SpokenLine } from '../../src/domain/narration';
import { sceneStarts } from '../../src/domain/storyboard';
import type { Format, Scene, Storyboard } from '../../src/domain/storyboard';
import type { FilmScript } from '../../src/engine/ports';

/** A small film with a title, a statement and a list, spoken at three words a second and captioned. */
export function sampleFilm(format: Format, seconds = 6): FilmScript {
  const frames = Math.round((seconds * format.fps) / 3);
  const base = { anchors: [], frames, chapter: '' };
  const scenes: readonly Scene[] = [
    { ...base, id: 'a', layout: 'title', kicker: 'A sample', title: 'Bees that dance', byline: 'By nobody', speech: ['Bees that dance.'] },
    {
      ...base, id: 'b', layout: 'statement', text: 'A bee that found food dances the way there.', emphasis: 'dances',
      speech: ['A bee that found food dances the way there.'],
    },
    { ...base, id: 'c', layout: 'list', title: 'What the dance tells', ordered: false, entries: ['How far', 'Which way'], speech: ['How far.', 'Which way.'] },
  ];
  const storyboard: Storyboard = {
    version: 1,
    title: 'Bees that dance',
    language: 'en',
    source: { name: 'bees.md', link: '' },
    format,
    theme: 'paper',
    seed: 1,
    seconds: 0,
    scenes,
  };
  const starts = sceneStarts(storyboard);
  const lines = scenes.flatMap(spokenLines);
  const captions = lines.map((line): Caption => {
    const offset = (starts[scenes.findIndex(({ id }) => id === line.scene)] ?? 0) / format.fps + line.start;
    return {
      start: offset,
      end: offset + line.duration,
      lines: [{ text: line.text, words: line.words.map((word) => ({ ...word, start: word.start + offset, end: word.end + offset })) }],
    };
  });
  return { storyboard, lines, captions, burn: true };
}

/** Sentences one after the other, each word a third of a second long. */
function spokenLines(scene: Scene): readonly SpokenLine[] {
  let start = 0;
  return scene.speech.map((text) => {
    const words = [...text.matchAll(/\S+/g)].map((match, index) => ({ offset: match.index, length: match[0].length, start: index / 3, end: (index + 1) / 3 }));
    const line = { scene: scene.id, text, start, duration: words.length / 3, words };
    start += line.duration;
    return line;
  });
}
