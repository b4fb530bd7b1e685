import { describe, expect, test } from 'vitest';
import { changePicture } from '../../../src/app/storyboard/pictureChange';
import type { PictureScene } from '../../../src/domain/scenes/picture';
import type { Storyboard } from '../../../src/domain/storyboard';
import { storyboard } from '../../support/storyboards';

const scene: PictureScene = {
  id: 'p', anchors: [], frames: 60, speech: [], chapter: '', layout: 'picture', placement: 'full', picture: 'a', width: 4, height: 3, alt: 'A', caption: '',
  text: '', drifts: true,
};
const film: Storyboard = { ...storyboard, scenes: [...storyboard.scenes, scene], assets: { a: 'data:image/png,a' } };
const changed = (...change: [Parameters<typeof changePicture>[2]]): Storyboard => changePicture(film, 'p', ...change);

describe('a picture scene', () => {
  test('is placed otherwise, and held still', () => {
    expect(changed({ placement: 'beside' }).scenes.at(-1)).toEqual({ ...scene, placement: 'beside' });
    expect(changed({ drifts: false }).scenes.at(-1)).toEqual({ ...scene, drifts: false });
  });

  test('takes another picture, and lets the one before go', () => {
    const other = changed({ asset: 'b', url: 'data:image/png,b', width: 8, height: 6 });
    expect(other.scenes.at(-1)).toEqual({ ...scene, picture: 'b', width: 8, height: 6 });
    expect(other.assets).toEqual({ b: 'data:image/png,b' });
  });

  test('without its picture is the statement of its words', () => {
    const spoken = { ...film, scenes: [{ ...scene, speech: ['Said.'] }] };
    expect(changePicture(spoken, 'p', { picture: 'none' }).scenes[0]).toMatchObject({ layout: 'statement', text: 'Said.', id: 'p' });
    expect(changed({ picture: 'none' })).toBe(film);
  });
});

describe('a scene of another kind', () => {
  const picture = { asset: 'b', url: 'data:image/png,b', width: 8, height: 6 };

  test('shows a picture beside its one text', () => {
    const { scenes, assets } = changePicture(film, 'b', picture);
    expect(scenes.map(({ id }) => id)).toEqual(film.scenes.map(({ id }) => id));
    expect(
      scenes[1],
    ).toMatchObject({ layout: 'picture', placement: 'beside', picture: 'b', text: 'It carries 6.2 tons of sand.', speech: film.scenes[1]?.speech });
    expect(assets).toEqual({ a: 'data:image/png,a', b: 'data:image/png,b' });
  });

  test('of several texts is followed by a scene with the picture', () => {
    const { scenes } = changePicture(film, 'a', picture);
    expect(scenes.map(({ layout }) => layout).slice(0, 2)).toEqual(['title', 'picture']);
    expect(changePicture(film, 'a', { drifts: false })).toBe(film);
  });
});
