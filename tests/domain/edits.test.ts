import { describe, expect, test } from 'vitest';
import {
  insertScenes, isOutspoken, moveScene, musicOf, removeScene, replaceScene, withAsset, withFormat, withMusic, withoutRecording, withoutUnusedAssets,
  withPronunciations, withRecording, withRecordingsOf, withTheme, withTone,
} from '../../src/domain/edits';
import type { Scene, Storyboard } from '../../src/domain/storyboard';

const scene = (id: string): Scene => ({ id, frames: 30, layout: 'statement', anchors: [], speech: [], chapter: '', text: id, emphasis: '' });
const film: Storyboard = {
  version: 1, title: 'T', language: 'en', source: { name: '', link: '' }, format: { width: 640, height: 360, fps: 30 }, theme: 'paper', seed: 0, seconds: 0,
  scenes: [scene('a'), scene('b'), scene('c')],
};
const ids = (storyboard: Storyboard): string => storyboard.scenes.map(({ id }) => id).join('');

describe('an edit', () => {
  test('puts scenes where their passage stands in the document, between title and outro', () => {
    const at = (
      id: string, block: number, sentence?: number,
    ): Scene => ({ ...scene(id), anchors: [{ block, ...(sentence === undefined ? {} : { sentence }) }] });
    const outro: Scene = { id: 'o', frames: 30, layout: 'outro', anchors: [{ block: 0 }], speech: [], chapter: '', title: '', source: '', link: '' };
    const placed = { ...film, scenes: [at('t', 0), at('a', 3, 5), at('b', 9), outro] };
    expect(ids(insertScenes(placed, [at('x', 3, 7), at('y', 3, 7)]))).toBe('taxybo');
    expect(ids(insertScenes(placed, [at('x', 3)]))).toBe('txabo');
    expect(ids(insertScenes(placed, [at('x', 99)]))).toBe('tabxo');
    expect(insertScenes(placed, [at('b', 1)]).scenes.map(({ id }) => id)).toEqual(['t', 'b-2', 'a', 'b', 'o']);
  });

  test('gives a scene a recording with its file, and takes both away', () => {
    const take = { asset: 'take', start: 0, end: 2, said: 'Old.' };
    const recorded = withRecording(film, 'b', take, 'data:audio/wav;base64,');
    expect(recorded.scenes[1]?.recording).toEqual(take);
    expect(recorded.assets).toEqual({ take: 'data:audio/wav;base64,' });
    expect(withoutRecording(recorded, 'b')).toEqual(film);
    expect(withoutRecording(film, 'b')).toBe(film);
  });

  test('keeps recordings for scenes that say the same in another plan', () => {
    const spoken = { ...film, scenes: film.scenes.map((one) => ({ ...one, speech: [`Says ${one.id}.`] })) };
    const recorded = withRecording(spoken, 'b', { asset: 'take', start: 0, end: 2 }, 'data:,');
    const planned = { ...spoken, scenes: spoken.scenes.map((one) => ({ ...one, id: `new-${one.id}` })).slice(1) };
    expect(withRecordingsOf(planned, recorded).scenes.map(({ recording }) => recording?.asset)).toEqual(['take', undefined]);
    expect(withRecordingsOf(planned, spoken)).toBe(planned);
  });

  test('may leave a recording that says something else', () => {
    expect(isOutspoken({ recording: { asset: 'a', start: 0, end: 1, said: 'One two.' }, speech: ['One', 'two.'] })).toBe(false);
    expect(isOutspoken({ recording: { asset: 'a', start: 0, end: 1, said: 'One two.' }, speech: ['Three.'] })).toBe(true);
    expect(isOutspoken({ speech: ['Three.'] })).toBe(false);
  });

  test('sets the pronunciations, and takes them out when none is left', () => {
    const said = withPronunciations(film, [{ written: ' SQL ', said: 'sequel' }, { written: ' ', said: 'x' }]);
    expect(said.pronunciations).toEqual([{ written: 'SQL', said: 'sequel' }]);
    expect('pronunciations' in withPronunciations(said, [])).toBe(false);
    expect(withPronunciations(film, [])).toBe(film);
  });

  test('returns a new storyboard and leaves the old one alone', () => {
    const before = JSON.stringify(film);
    removeScene(film, 'a');
    moveScene(film, 'a', 2);
    replaceScene(film, scene('b'));
    expect(JSON.stringify(film)).toBe(before);
  });

  test('removes a scene, but not the last one', () => {
    expect(ids(removeScene(film, 'b'))).toBe('ac');
    expect(() => removeScene({ ...film, scenes: [scene('a')] }, 'a')).toThrow('A film must keep at least one scene.');
  });

  test.each([['a', 0, 'abc'], ['a', 1, 'bac'], ['a', 2, 'bca'], ['a', 9, 'bca'], ['c', -1, 'cab'], ['c', 1, 'acb']])('moves %s to %i: %s', (id, to, order) => {
    expect(ids(moveScene(film, id, to))).toBe(order);
  });

  test('replaces the scene of the same id', () => {
    const changed: Scene = { ...scene('b'), frames: 99 };
    expect(replaceScene(film, changed).scenes).toEqual([film.scenes[0], changed, film.scenes[2]]);
  });

  test.each([() => removeScene(film, 'z'), () => moveScene(film, 'z', 0), () => replaceScene(film, scene('z'))])('of a scene that is not there is refused', (
    edit,
  ) => {
    expect(edit).toThrow('A scene to edit must be in the storyboard, got "z".');
  });

  test('changes the theme', () => {
    expect(withTheme(film, 'ink').theme).toBe('ink');
  });

  test('changes the tone, and takes it away again', () => {
    expect(withTone(film, 'dark').tone).toBe('dark');
    expect(withTone(withTone(film, 'dark'), undefined)).toEqual(film);
  });

  test('changes the format and keeps the seconds', () => {
    const changed = withFormat(film, { width: 1080, height: 1920, fps: 60 });
    expect(changed.scenes.map(({ frames }) => frames)).toEqual([60, 60, 60]);
    expect(withFormat({ ...film, scenes: [{ ...scene('a'), frames: 1 }] }, { width: 64, height: 64, fps: 1 }).scenes[0]?.frames).toBe(1);
  });
});

describe('files of a storyboard', () => {
  const picture: Scene = {
    id: 'p', anchors: [], frames: 60, speech: [], chapter: '', layout: 'picture', placement: 'full', picture: 'a', width: 4, height: 3, alt: 'A', caption: '',
    text: '', drifts: true,
  };
  const illustrated = replaceScene(withAsset({ ...film, scenes: [scene('p'), ...film.scenes] }, 'a', 'data:image/png,a'), picture);

  test('come with the scene that refers to them and go with it', () => {
    expect(illustrated.assets).toEqual({ a: 'data:image/png,a' });
    expect('assets' in removeScene(illustrated, 'p')).toBe(false);
  });

  test('stay while another scene needs them', () => {
    const twice = { ...illustrated, scenes: [...illustrated.scenes, { ...picture, id: 'q' }] };
    expect(removeScene(twice, 'p').assets).toEqual({ a: 'data:image/png,a' });
    expect(removeScene(removeScene(twice, 'p'), 'q').assets).toBeUndefined();
  });

  test('leave a storyboard that needs them all as it is', () => {
    expect(withoutUnusedAssets(illustrated)).toBe(illustrated);
    expect(withAsset(illustrated, 'a', 'data:image/png,a')).toBe(illustrated);
  });

  test('come and go with the music that is in them', () => {
    const own = { source: { asset: 'm' }, under: 12, file: 'data:audio/mpeg,m' };
    const scored = withMusic(illustrated, own);
    expect(scored.music).toEqual({ source: { asset: 'm' }, under: 12 });
    expect(Object.keys(scored.assets ?? {})).toEqual(['a', 'm']);
    expect(musicOf(scored)).toEqual(own);
    expect(withMusic(scored, undefined)).toEqual(illustrated);
    expect(withMusic(scored, { source: { bed: 'drift' }, under: 18 }).assets).toEqual({ a: 'data:image/png,a' });
  });
});
