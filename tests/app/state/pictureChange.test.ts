import { describe, expect, test } from 'vitest';
import { changePicture } from '../../../src/app/state/pictureChange';
import type { PictureScene, Storyboard } from '../../../src/domain/storyboard';
import { storyboard } from '../../support/storyboards';

const scene: PictureScene = { id: 'p', anchors: [], frames: 60, speech: [], chapter: '', layout: 'picture', placement: 'full', picture: 'a', width: 4, height: 3, alt: 'A', caption: '', text: '', drifts: true };
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

  test('is the only kind that has a picture to change', () => {
    expect(changePicture(film, 'a', { drifts: false })).toBe(film);
  });
});
