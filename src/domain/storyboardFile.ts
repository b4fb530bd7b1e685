import * as v from 'valibot';
import { Failure } from './failure';
import { checkAssets, withNamedAssets } from './naming/namedAssets';
import { layoutNames, sceneSchemas } from './scenes/scenes';
import { assetName, lines, most, whole, words } from './scenes/sceneSchema';
import type { SceneSchema } from './scenes/sceneSchema';
import { checkFormat, themeNames, tones, totalFrames } from './storyboard';
import type { Scene, Storyboard } from './storyboard';

/** Reads a storyboard back from the bytes of its file, as `parseStoryboard` does; Windows editors write a byte order mark, or UTF-16. */
export function readStoryboard(bytes: Uint8Array, breathe?: () => Promise<void>): Promise<Storyboard> {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  return parseStoryboard(new TextDecoder(encoding).decode(bytes), breathe);
}

/**
 * Reads a storyboard back from its JSON file; its files come out named by the digests of their bytes.
 *
 * @param breathe lets others come first, if it is their turn
 * @throws Failure `invalid-storyboard`, whose details name the `path` in the file, the broken `rule` and the `value` found
 */
export async function parseStoryboard(text: string, breathe?: () => Promise<void>): Promise<Storyboard> {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (cause) {
    throw new Failure('invalid-storyboard', 'A storyboard file must be JSON.', { path: '', rule: 'must be JSON', value: text.slice(0, 80) }, { cause });
  }
  const storyboard = checked(json);
  checkTogether(storyboard);
  checkAssets(storyboard);
  return withNamedAssets(storyboard, breathe);
}

/**
 * Gives the storyboard as a file: JSON, indented, with a final line break; equal storyboards give equal files.
 *
 * @throws Failure `invalid-storyboard`, as `parseStoryboard` does, if a property breaks its rule
 */
export function storyboardJson(storyboard: Storyboard): string {
  return `${JSON.stringify(checked(storyboard), null, 2)}\n`;
}

/** What the schema makes of a storyboard: its properties in the order they are written, nothing else. */
function checked(unknown: unknown): Storyboard {
  const result = v.safeParse(storyboardSchema, unknown, { abortEarly: true });
  if (result.success) return result.output;
  const issue = result.issues[0];
  throw invalid(v.getDotPath(issue) ?? '', ruleOf(issue), issue.input);
}

/** What no single field can tell: unique ids, a line for each entry, assets that are there, a format a film can have. */
function checkTogether(storyboard: Storyboard): void {
  try {
    checkFormat(storyboard.format);
  } catch (cause) {
    throw new Failure(
      'invalid-storyboard', cause instanceof Error ? cause.message : String(cause), { path: 'format', rule: 'must be a format', value: storyboard.format },
      { cause },
    );
  }
  const needAsset = (path: string, id: string): void => {
    if (storyboard.assets === undefined || !Object.hasOwn(storyboard.assets, id)) throw invalid(path, 'must be one of the assets', id);
  };
  if (storyboard.music !== undefined && 'asset' in storyboard.music.source) needAsset('music.source.asset', storyboard.music.source.asset);
  const frames = totalFrames(storyboard);
  if (frames > mostFrames) throw invalid('scenes', `must last at most ${mostFrames} frames together`, frames);
  const ids = new Set<string>();
  let spoken = 0;
  for (const [index, scene] of storyboard.scenes.entries()) {
    if (ids.has(scene.id)) throw invalid(`scenes.${index}.id`, 'must be unique', scene.id);
    ids.add(scene.id);
    const said = scene.speech.reduce((sum, line) => sum + line.length, 0);
    if (said > longestSpeech) throw invalid(`scenes.${index}.speech`, `must have at most ${longestSpeech} characters`, said);
    spoken += said;
    if (scene.recording !== undefined) needAsset(`scenes.${index}.recording.asset`, scene.recording.asset);
    // A film sent without its files shows its words instead; one that has files must have this one.
    if (scene.layout === 'picture' && storyboard.assets !== undefined) needAsset(`scenes.${index}.picture`, scene.picture);
    // A scene is looked up by its own layout, so its schema takes it.
    const flaw = (sceneSchemas[scene.layout] as SceneSchema<Scene>).flaw?.(scene);
    if (flaw !== undefined) throw invalid(`scenes.${index}.${flaw.property}`, flaw.rule, flaw.value);
  }
  if (spoken > mostSpoken) throw invalid('scenes', `must say at most ${mostSpoken} characters together`, spoken);
}

function invalid(path: string, rule: string, value: unknown): Failure {
  const shown = value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 80);
  return new Failure('invalid-storyboard', `${path || 'A storyboard'} ${rule}, got ${shown}.`, { path, rule, value });
}

function ruleOf(issue: v.BaseIssue<unknown>): string {
  if (issue.kind === 'validation') return issue.message;
  if (issue.received === 'undefined') return 'must be there';
  const expected = issue.expected ?? 'something else';
  return /^(string|number|boolean)$/.test(expected)
    ? `must be a ${expected}`
    : `must be ${expected.replace(/^Object$/, 'an object').replace(/^Array$/, 'a list')}`;
}

/** Ten hours at 30 frames a second: beyond it a file is a mistake, not a film. */
const mostFrames = 1_080_000;
const mostScenes = 5000;
/** Characters that are said in a film: ten hours of them. */
const mostSpoken = 1_000_000;
/** Characters that are said in one scene: a quarter of an hour of them, which is as much as a voice gives in one go. */
const longestSpeech = 20_000;
const mostPronunciations = 2000;
const seconds = (low: number, high: number): v.GenericSchema<number, number> =>
  v.pipe(v.number(), v.minValue(low, `must be at least ${low}`), v.maxValue(high, `must be at most ${high}`));

const anchor = v.pipe(
  v.object({ block: whole(0), sentence: v.optional(whole(0)) }),
  // A key that is absent stays absent.
  v.transform(({ block, sentence }) => (sentence === undefined ? { block } : { block, sentence })),
);

/** A program in an address is never run here; but whoever shows the file elsewhere should not run it either. */
const link = v.pipe(words, v.transform((address) => (/^\s*(?:javascript|vbscript|data):/i.test(address) ? '' : address)));

const base = {
  id: v.pipe(v.string(), v.minLength(1, 'must not be empty')),
  anchors: v.pipe(v.array(anchor), most(10_000, 'anchors')),
  frames: whole(1, mostFrames),
  speech: lines,
  chapter: words,
  recording: v.exactOptional(v.pipe(
    v.object({ asset: assetName, start: seconds(0, 36_000), end: seconds(0, 36_000), said: v.exactOptional(words) }),
    v.check(({ start, end }) => end > start, 'must end after its start'),
  )),
};

// A row of the table names exactly its scene's properties, which is more than inference keeps of a list made of them.
const scene = v.variant('layout', layoutNames.map((layout) => v.object({
  ...base, layout: v.literal(layout), ...sceneSchemas[layout].properties,
}))) as unknown as v.GenericSchema<unknown, Scene>;

const storyboardSchema = v.object({
  version: v.literal(1),
  title: words,
  language: words,
  source: v.object({ name: words, link }),
  format: v.object({ width: whole(1), height: whole(1), fps: whole(1) }),
  theme: v.picklist(themeNames),
  seed: v.pipe(v.number(), v.finite('must be finite')),
  seconds: seconds(0, 36_000),
  tone: v.exactOptional(v.picklist(tones)),
  music: v.exactOptional(v.object({
    source: v.union([v.object({ bed: words }), v.object({ asset: assetName })]),
    under: v.pipe(v.number(), v.minValue(6, 'must be at least 6'), v.maxValue(40, 'must be at most 40')),
  })),
  pronunciations: v.exactOptional(v.pipe(
    v.array(v.object({ written: v.pipe(words, v.minLength(1, 'must not be empty')), said: words })), most(mostPronunciations, 'entries'),
  )),
  assets: v.exactOptional(v.record(words, v.string())),
  scenes: v.pipe(v.array(scene), v.minLength(1, 'must have at least one scene'), most(mostScenes, 'scenes')),
});
