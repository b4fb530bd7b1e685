import { replaceScene, withAsset } from '../../domain/edits';
import type { Placement, Storyboard } from '../../domain/storyboard';
import type { StoredPicture } from '../../workflow/session';

/** One change of a picture scene, as its buttons ask for it. */
export type PictureChange = { readonly placement: Placement } | { readonly drifts: boolean } | { readonly file: File };

/**
 * Gives the storyboard with one of its picture scenes changed; the very same one if there is no such scene.
 *
 * @param change with the picture that a file holds in place of the file
 */
export function changePicture(storyboard: Storyboard, id: string, change: Exclude<PictureChange, { readonly file: File }> | StoredPicture): Storyboard {
  const scene = storyboard.scenes.find((candidate) => candidate.id === id);
  if (scene?.layout !== 'picture') return storyboard;
  if (!('asset' in change)) return replaceScene(storyboard, { ...scene, ...change });
  const { asset, url, width, height } = change;
  return replaceScene(withAsset(storyboard, asset, url), { ...scene, picture: asset, width, height });
}
