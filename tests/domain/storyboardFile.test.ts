import { describe, expect, test } from 'vitest';
import { Failure } from '../../src/domain/failure';
import type { Scene, Storyboard } from '../../src/domain/storyboard';
import { parseStoryboard, storyboardJson } from '../../src/domain/storyboardFile';

const base = { anchors: [{ block: 0, sentence: 2 }], frames: 66, speech: ['A'], chapter: '' };
const scenes: readonly Scene[] = [
  { ...base, id: 'a', layout: 'title', kicker: '', title: 'T', byline: 'a.md' },
  { ...base, id: 'b', layout: 'section', title: 'S', number: 1, anchors: [{ block: 1 }] },
  { ...base, id: 'c', layout: 'statement', text: 'A', emphasis: '' },
  { ...base, id: 'd', layout: 'list', title: 'L', ordered: true, entries: ['A', 'B'], speech: ['Intro', 'A', 'B'] },
  { ...base, id: 'e', layout: 'quote', text: 'Q', attribution: '' },
  { ...base, id: 'f', layout: 'code', code: 'x', language: 'ts', title: '' },
  { ...base, id: 'g', layout: 'table', title: '', header: ['H'], rows: [['1']], highlight: 0 },
  { ...base, id: 'h', layout: 'outro', title: 'T', source: 'a.md', link: '', speech: [] },
  { ...base, id: 'i', layout: 'chart', kind: 'share', title: '', measure: 'Share', points: [{ label: 'L', value: 0.5, text: '0.5' }], highlight: -1 },
  { ...base, id: 'j', layout: 'number', before: '', figure: '4 %', after: 'of it' },
  { ...base, id: 'l', layout: 'picture', placement: 'full', picture: 'p', width: 1600, height: 900, alt: 'A', caption: '', text: '', drifts: true },
  { ...base, id: 'k', layout: 'definition', term: 'T', note: '', text: 'D' },
];
const film: Storyboard = {
  version: 1, title: 'T', language: 'en', source: {
    name: 'a.md', link: '',
  }, format: { width: 1920, height: 1080, fps: 30 }, theme: 'ink', seed: 7, seconds: 60, scenes,
};

describe('a storyboard file', () => {
  test('gives back the storyboard it was written from, with every layout', () => {
    expect(parseStoryboard(storyboardJson(film))).toEqual(film);
  });

  test('keeps tone, music, pronunciations, recordings and the files they need', () => {
    const rich: Storyboard = {
      ...film,
      tone: 'dark',
      music: { source: { asset: 'm' }, under: 18 },
      pronunciations: [{ written: 'SQL', said: 'sequel' }],
      assets: { p: 'data:image/png;base64,AA==', m: 'data:audio/wav;base64,AA==', r: 'data:audio/wav;base64,AA==' },
      scenes: scenes.map((scene, index) => (index === 2 ? { ...scene, recording: { asset: 'r', start: 0.5, end: 2 } } : scene)),
    };
    expect(parseStoryboard(storyboardJson(rich))).toEqual(rich);
  });

  test('ends with a line break', () => {
    expect(storyboardJson(film).endsWith('}\n')).toBe(true);
  });
});

/** A copy of the film with one value changed, as JSON. */
function broken(path: readonly (string | number)[], value: unknown): string {
  const copy: unknown = JSON.parse(JSON.stringify(film));
  let at = copy as Record<string | number, unknown>;
  for (const key of path.slice(0, -1)) at = at[key] as Record<string | number, unknown>;
  at[path.at(-1) ?? ''] = value;
  return JSON.stringify(copy);
}

describe('a broken storyboard file', () => {
  test.each([
    [['version'], 2, 'version', 'version must be 1, got 2.'],
    [['title'], undefined, 'title', 'title must be there, got nothing.'],
    [['theme'], 'neon', 'theme', 'theme must be ("paper" | "ink" | "swiss" | "lecture" | "terminal" | "gazette" | "bloom" | "signal"), got "neon".'],
    [['seconds'], -1, 'seconds', 'seconds must be at least 0, got -1.'],
    [['scenes'], [], 'scenes', 'scenes must have at least one scene, got [].'],
    [['scenes', 0, 'frames'], 0, 'scenes.0.frames', 'scenes.0.frames must be at least 1, got 0.'],
    [['scenes', 0, 'frames'], 1.5, 'scenes.0.frames', 'scenes.0.frames must be a whole number, got 1.5.'],
    [['scenes', 0, 'frames'], 'long', 'scenes.0.frames', 'scenes.0.frames must be a number, got "long".'],
    [['scenes', 2, 'id'], 'a', 'scenes.2.id', 'scenes.2.id must be unique, got "a".'],
    [['scenes', 3, 'speech'], ['A'], 'scenes.3.speech', 'scenes.3.speech must have a line for each of the 2 entries, or none, got 1.'],
    [['scenes', 6, 'highlight'], 1, 'scenes.6.highlight', 'scenes.6.highlight must be a row of the table or -1, got 1.'],
    [['scenes', 8, 'highlight'], 1, 'scenes.8.highlight', 'scenes.8.highlight must be a point of the chart or -1, got 1.'],
    [['scenes', 8, 'points', 0, 'value'], -1, 'scenes.8.points.0.value', 'scenes.8.points.0.value must be at least 0, got -1.'],
    [['scenes', 2, 'recording'], { asset: 'r', start: 0, end: 1 }, 'scenes.2.recording.asset', 'scenes.2.recording.asset must be one of the assets, got "r".'],
    [
      ['scenes', 2, 'recording'], { asset: 'r', start: 1, end: 1 }, 'scenes.2.recording',
      'scenes.2.recording must end after its start, got {"asset":"r","start":1,"end":1}.',
    ],
    [['music'], { source: { asset: 'm' }, under: 18 }, 'music.source.asset', 'music.source.asset must be one of the assets, got "m".'],
    [['assets'], { other: 'data:image/png;base64,AA==' }, 'scenes.10.picture', 'scenes.10.picture must be one of the assets, got "p".'],
    [['scenes', 10, 'placement'], 'over', 'scenes.10.placement', 'scenes.10.placement must be ("full" | "beside"), got "over".'],
    [['scenes', 10, 'width'], 0, 'scenes.10.width', 'scenes.10.width must be at least 1, got 0.'],
    [['music'], { source: { bed: 'dawn' }, under: 3 }, 'music.under', 'music.under must be at least 6, got 3.'],
    [['assets'], { a: 'https://example.org/a.png' }, 'assets.a', 'assets.a must be a data: URL, got "https://example.org/a.png".'],
    [['format', 'width'], 33, 'format', 'Width and height must be even numbers from 64 to 4096, got 33x1080.'],
  ])('is refused by path, rule and value: %s', (path, value, where, message) => {
    const attempt = (): Storyboard => parseStoryboard(broken(path, value));
    expect(attempt).toThrow(message);
    try {
      attempt();
    } catch (error) {
      expect(error).toBeInstanceOf(Failure);
      expect((error as Failure).code).toBe('invalid-storyboard');
      expect((error as Failure).details['path']).toBe(where);
    }
  });

  test.each(['', '{', 'null', '[]', '"film"', '\u0000\u0001'])('that is no storyboard at all is refused: %j', (text) => {
    expect(() => parseStoryboard(text)).toThrow(Failure);
  });
});
