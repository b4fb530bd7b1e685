import type { PictureLight } from '../../domain/film/drawing';
import type { AssetId } from '../../domain/assets';
import type { Storyboard } from '../../domain/storyboard';
import type { Darkroom } from '../../engine/ports';
import { never } from '../../engine/never';
import type { Pictures } from './canvas';
import { PictureShelf } from './pictures';

/** px across that a player in the studio shows at most, and bytes of decoded pictures that the page keeps. */
const shownWidth = 1280;
const shelfBytes = 160 * 1024 * 1024;

export interface ReadyPictures {
  readonly lights: Readonly<Record<AssetId, PictureLight>>;
  readonly decoded: Pictures;
}

/** Gives what makes the pictures of films ready to be drawn on the page; those of the last few films stay decoded. */
export function previewPictures(darkroom: Darkroom): (storyboard: Storyboard) => Promise<ReadyPictures> {
  const shelf = new PictureShelf(shelfBytes);
  return async (storyboard) => {
    const lights = await darkroom.measure(storyboard, never());
    const ids = Object.keys(lights);
    // A film of very many pictures is shown a little less sharp.
    const width = Math.min(shownWidth, Math.sqrt(shelfBytes / 4 / Math.max(1, ids.length)) * 0.9);
    const lost = await shelf.ready(new Map(ids.map((id) => [id, width])), storyboard.assets ?? {});
    return { lights: Object.fromEntries(Object.entries(lights).filter(([id]) => !lost.includes(id))), decoded: shelf.images };
  };
}
