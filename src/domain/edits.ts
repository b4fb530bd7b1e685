import { Failure } from './failure';
import type { AssetId } from './assets';
import type { Recording } from './scenes/scene';
import type { Format, Music, Pronunciation, Scene, Storyboard, ThemeName, Tone } from './storyboard';
import { given } from './given';

/** Gives the storyboard without one scene; the last scene of a film cannot go. */
export function removeScene(storyboard: Storyboard, id: string): Storyboard {
  indexOf(storyboard, id);
  if (storyboard.scenes.length === 1) {
    throw new Failure('invalid-storyboard', 'A film must keep at least one scene.', { id });
  }
  return withoutUnusedAssets({ ...storyboard, scenes: storyboard.scenes.filter((scene) => scene.id !== id) });
}

/**
 * Gives the storyboard with one scene at another place.
 *
 * @param to index after the move, clamped to the film
 */
export function moveScene(storyboard: Storyboard, id: string, to: number): Storyboard {
  const from = indexOf(storyboard, id);
  const scenes = [...storyboard.scenes];
  scenes.splice(Math.max(0, Math.min(to, scenes.length)), 0, ...scenes.splice(from, 1));
  return { ...storyboard, scenes };
}

/**
 * Gives the storyboard with more scenes, where their first passage stands in the document: behind every scene that begins before it.
 *
 * @param scenes one after the other; one whose id is taken gets another
 */
export function insertScenes(storyboard: Storyboard, scenes: readonly Scene[]): Storyboard {
  const place = placeOf(scenes[0]);
  const before = storyboard.scenes.findLastIndex((scene) => scene.layout === 'title' || (scene.layout !== 'outro' && isBefore(placeOf(scene), place)));
  return scenes.reduce((film, scene, index) => insertScene(film, scene, before + 1 + index), storyboard);
}

/**
 * Gives the storyboard with one more scene.
 *
 * @param scene gets another id if its own is taken
 * @param at    its index
 */
export function insertScene(storyboard: Storyboard, scene: Scene, at: number): Storyboard {
  const isTaken = (id: string): boolean => storyboard.scenes.some((other) => other.id === id);
  let id = scene.id;
  for (let number = 2; isTaken(id); number += 1) id = `${scene.id}-${number}`;
  return { ...storyboard, scenes: storyboard.scenes.toSpliced(at, 0, { ...scene, id }) };
}

/** Block and sentence that a scene stands on first; a whole block begins before its sentences. */
function placeOf(scene: Scene | undefined): readonly [number, number] {
  const [anchor] = scene?.anchors ?? [];
  return anchor === undefined ? [-1, -1] : [anchor.block, anchor.sentence ?? -1];
}

function isBefore([block, sentence]: readonly [number, number], [otherBlock, otherSentence]: readonly [number, number]): boolean {
  return block < otherBlock || (block === otherBlock && sentence <= otherSentence);
}

/** Gives the storyboard with one scene exchanged for another of the same id. */
export function replaceScene(storyboard: Storyboard, replacement: Scene): Storyboard {
  const at = indexOf(storyboard, replacement.id);
  return withoutUnusedAssets({ ...storyboard, scenes: storyboard.scenes.map((scene, index) => (index === at ? replacement : scene)) });
}

/**
 * Gives the storyboard with one more file to make the film with.
 *
 * @param url `data:` URL of the file; nobody refers to it yet, so what refers to it must be put in by the very next edit
 */
export function withAsset(storyboard: Storyboard, id: AssetId, url: string): Storyboard {
  return storyboard.assets?.[id] === url ? storyboard : { ...storyboard, assets: { ...storyboard.assets, [id]: url } };
}

/** Ids of all the files that a storyboard refers to, each once. */
function assetsUsed(storyboard: Storyboard): ReadonlySet<AssetId> {
  const used = new Set(soundsUsed(storyboard));
  for (const scene of storyboard.scenes) if (scene.layout === 'picture') used.add(scene.picture);
  return used;
}

/** Gives the storyboard without the files that nothing in it refers to; the very same one if there are none. */
export function withoutUnusedAssets(storyboard: Storyboard): Storyboard {
  return withAssetsOf(storyboard, assetsUsed(storyboard));
}

/** Gives the storyboard the files of the pictures it shows, out of all that its document has. */
export function withPictures(storyboard: Storyboard, pictures: Readonly<Record<AssetId, string>> = {}): Storyboard {
  return withoutUnusedAssets(Object.entries(pictures).reduce((before, [id, url]) => withAsset(before, id, url), storyboard));
}

/** Gives the storyboard without the files of its pictures, for whoever only hears it; the very same one if it has none. */
export function withoutPictures(storyboard: Storyboard): Storyboard {
  return withAssetsOf(storyboard, soundsUsed(storyboard));
}

function soundsUsed({ scenes, music }: Storyboard): ReadonlySet<AssetId> {
  const used = new Set<AssetId>();
  if (music !== undefined && 'asset' in music.source) used.add(music.source.asset);
  for (const scene of scenes) if (scene.recording !== undefined) used.add(scene.recording.asset);
  return used;
}

function withAssetsOf(storyboard: Storyboard, ids: ReadonlySet<AssetId>): Storyboard {
  const { assets, ...rest } = storyboard;
  if (assets === undefined) return storyboard;
  const kept = Object.entries(assets).filter(([id]) => ids.has(id));
  if (kept.length === Object.keys(assets).length) return storyboard;
  return kept.length === 0 ? rest : { ...rest, assets: Object.fromEntries(kept) };
}

/** Gives the storyboard in another theme. */
export function withTheme(storyboard: Storyboard, theme: ThemeName): Storyboard {
  return { ...storyboard, theme };
}

/** Gives the storyboard in the light or dark set of its theme; `undefined`: in the one the theme is known by. */
export function withTone(storyboard: Storyboard, tone: Tone | undefined): Storyboard {
  const { tone: _before, ...rest } = storyboard;
  return tone === undefined ? rest : { ...rest, tone };
}

/**
 * Gives the storyboard with a scene spoken by a person.
 *
 * @param url `data:` URL of the recording's file
 */
export function withRecording(storyboard: Storyboard, id: string, recording: Recording, url: string): Storyboard {
  const scene = storyboard.scenes[indexOf(storyboard, id)];
  // indexOf throws unless it is there.
  return replaceScene(withAsset(storyboard, recording.asset, url), { ...(scene as Scene), recording });
}

/** Gives the storyboard with a scene spoken by the voice again. */
export function withoutRecording(storyboard: Storyboard, id: string): Storyboard {
  const scene = storyboard.scenes[indexOf(storyboard, id)];
  if (scene?.recording === undefined) return storyboard;
  const { recording: _, ...rest } = scene;
  // The same scene without an optional property.
  return replaceScene(storyboard, rest as Scene);
}

/** Gives the storyboard with the recordings of another one, for those of its scenes that say the same. */
export function withRecordingsOf(storyboard: Storyboard, { scenes, assets = {} }: Storyboard): Storyboard {
  const recorded = new Map(scenes.flatMap(({ speech, recording }) => (recording === undefined ? [] : [[speech.join(' '), recording] as const])));
  return storyboard.scenes.reduce((before, { id, speech }) => {
    const recording = recorded.get(speech.join(' '));
    const url = assets[recording?.asset ?? ''];
    return recording === undefined || url === undefined ? before : withRecording(before, id, recording, url);
  }, storyboard);
}

/** Whether a scene says something else than when it was recorded. */
export function isOutspoken({ recording, speech }: Pick<Scene, 'recording' | 'speech'>): boolean {
  return recording?.said !== undefined && recording.said !== speech.join(' ');
}

/** Music with the file that it is in, a `data:` URL; our own has none. */
export interface FilmMusic extends Music {
  readonly file?: string;
}

/** Gives the storyboard with other music, or with none. */
export function withMusic(storyboard: Storyboard, chosen: FilmMusic | undefined): Storyboard {
  const { music: _before, ...others } = storyboard;
  if (chosen === undefined) return withoutUnusedAssets(others);
  const { file, ...music } = chosen;
  const scored = { ...others, music };
  return withoutUnusedAssets(file === undefined || 'bed' in music.source ? scored : withAsset(scored, music.source.asset, file));
}

/** Gives the music of a storyboard as `withMusic` takes it. */
export function musicOf({ music, assets }: Storyboard): FilmMusic | undefined {
  const file = music === undefined || 'bed' in music.source ? undefined : assets?.[music.source.asset];
  return music && { ...music, ...given({ file }) };
}

/** Gives the storyboard with other pronunciations; those without a written form are left out. */
export function withPronunciations(storyboard: Storyboard, pronunciations: readonly Pronunciation[]): Storyboard {
  const kept = pronunciations.map(({ written, said }) => ({ written: written.trim(), said: said.trim() })).filter(({ written }) => written !== '');
  const { pronunciations: before, ...others } = storyboard;
  if (kept.length === 0) return before === undefined ? storyboard : others;
  return { ...others, pronunciations: kept };
}

/** Gives the storyboard in another format; lengths keep their seconds, each scene at least one frame. */
export function withFormat(storyboard: Storyboard, format: Format): Storyboard {
  const scale = format.fps / storyboard.format.fps;
  const scenes = storyboard.scenes.map((scene) => ({ ...scene, frames: Math.max(1, Math.round(scene.frames * scale)) }));
  return { ...storyboard, format, scenes };
}

function indexOf(storyboard: Storyboard, id: string): number {
  const index = storyboard.scenes.findIndex((scene) => scene.id === id);
  if (index < 0) throw new Failure('invalid-storyboard', `A scene to edit must be in the storyboard, got "${id}".`, { id });
  return index;
}
