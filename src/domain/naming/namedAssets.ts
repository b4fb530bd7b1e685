import type { AssetId } from '../assets';
import { inlineFile } from '../dataUrl';
import { bytesDigestLater } from '../digest';
import { Failure } from '../failure';
import type { Storyboard } from '../storyboard';

const utf8 = new TextEncoder();

/**
 * Gives a storyboard whose files are named by the digests of their bytes, whatever they were named before: people write names like `picture-1`, earlier builds
 * wrote other digests, and what is cached under a name must be that file.
 *
 * @param breathe lets others come first, if it is their turn
 */
export async function withNamedAssets(storyboard: Storyboard, breathe?: () => Promise<void>): Promise<Storyboard> {
  const { assets } = storyboard;
  if (assets === undefined) return storyboard;
  const names = new Map<AssetId, AssetId>();
  for (const [id, url] of Object.entries(assets)) {
    // What is broken is shown or heard by nobody, and named by what is there.
    names.set(id, await bytesDigestLater(inlineFile(url)?.bytes ?? utf8.encode(url), breathe));
    await breathe?.();
  }
  return [...names].every(([before, after]) => before === after) ? storyboard : renamed(storyboard, assets, names);
}

/**
 * Checks that all files are pictures or sounds, as far as their addresses tell.
 *
 * @throws Failure `invalid-storyboard`
 */
export function checkAssets({ assets = {} }: Pick<Storyboard, 'assets'>): void {
  for (const [id, url] of Object.entries(assets)) {
    if (/^data:(?:image\/|audio\/|video\/|application\/ogg)/i.test(url) && (inlineFile(url)?.bytes.length ?? 0) > 0) continue;
    const [path, rule, value] = [`assets.${id}`, 'must be a data: URL of a picture or a sound', url.slice(0, 80)];
    throw new Failure('invalid-storyboard', `${path} ${rule}, got ${JSON.stringify(value)}.`, { path, rule, value });
  }
}

function renamed(storyboard: Storyboard, assets: Readonly<Record<AssetId, string>>, names: ReadonlyMap<AssetId, AssetId>): Storyboard {
  const name = (id: AssetId): AssetId => names.get(id) ?? id;
  const { music } = storyboard;
  return {
    ...storyboard,
    ...(music !== undefined && 'asset' in music.source ? { music: { ...music, source: { asset: name(music.source.asset) } } } : {}),
    assets: Object.fromEntries(Object.entries(assets).map(([id, url]) => [name(id), url])),
    scenes: storyboard.scenes.map((scene) => {
      const { recording } = scene;
      const heard = recording === undefined ? scene : { ...scene, recording: { ...recording, asset: name(recording.asset) } };
      return heard.layout === 'picture' ? { ...heard, picture: name(heard.picture) } : heard;
    }),
  };
}
