import { insertScene, replaceScene, withAsset } from '../../domain/edits';
import type { PictureScene, Placement } from '../../domain/scenes/picture';
import { kindOf } from '../../domain/scenes/scenes';
import type { Scene, Storyboard } from '../../domain/storyboard';
import { given } from '../../domain/given';
import type { StoredPicture } from '../../workflow/session';

/** One change of a scene's picture, as its buttons ask for it; `picture: 'none'` takes it off. */
export type PictureChange = { readonly placement: Placement } | { readonly drifts: boolean } | { readonly picture: 'none' } | { readonly file: File };

/**
 * Gives the storyboard with one scene's picture changed; the very same one if that is not possible.
 *
 * A scene of one text gets a picture beside its words, any other one a scene with the picture behind it.
 *
 * @param change with the picture that a file holds in place of the file
 */
export function changePicture(storyboard: Storyboard, id: string, change: Exclude<PictureChange, { readonly file: File }> | StoredPicture): Storyboard {
  const scene = storyboard.scenes.find((candidate) => candidate.id === id);
  if (scene === undefined) return storyboard;
  if ('asset' in change) return withPicture(storyboard, scene, change);
  if (scene.layout !== 'picture') return storyboard;
  if (!('picture' in change)) return replaceScene(storyboard, { ...scene, ...change });
  const words = wordsWithout(scene);
  return words === '' ? storyboard : replaceScene(storyboard, { ...baseOf(scene), layout: 'statement', text: words, emphasis: '' });
}

/** Whether a scene's picture can be taken off: then its words stand alone. */
export function canLosePicture(scene: PictureScene): boolean {
  return wordsWithout(scene) !== '';
}

/** Whether a picture stands beside the scene's words rather than in a scene of its own. */
export function takesPicture(scene: Scene): boolean {
  return scene.layout === 'picture' || kindOf(scene).besidePicture !== undefined;
}

function withPicture(storyboard: Storyboard, scene: Scene, { asset, url, width, height }: StoredPicture): Storyboard {
  const held = withAsset(storyboard, asset, url);
  const shown = { layout: 'picture', picture: asset, width, height } as const;
  if (scene.layout === 'picture') return replaceScene(held, { ...scene, ...shown });
  const plain = { ...shown, placement: 'beside', alt: '', drifts: false } as const;
  const words = kindOf(scene).besidePicture?.(scene);
  if (words !== undefined) return replaceScene(held, { ...baseOf(scene), ...plain, ...words });
  const { anchors, chapter } = scene;
  const added: Scene = { id: `picture-${asset.slice(0, 8)}`, frames: 1, anchors, chapter, speech: [], ...plain, text: '', caption: '' };
  const at = storyboard.scenes.indexOf(scene);
  // The last scene stays the last.
  return insertScene(held, added, scene.layout === 'outro' ? at : at + 1);
}

function wordsWithout({ text, caption, speech }: PictureScene): string {
  return text || speech.join(' ') || caption;
}

/** What every scene has, whatever it shows. */
function baseOf({ id, anchors, frames, speech, chapter, recording }: Scene): Pick<Scene, 'id' | 'anchors' | 'frames' | 'speech' | 'chapter' | 'recording'> {
  return { id, anchors, frames, speech, chapter, ...given({ recording }) };
}
