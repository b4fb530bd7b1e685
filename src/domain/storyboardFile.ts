import * as v from 'valibot';
import { Failure } from './failure';
import { checkFormat, placements, themeNames, tones } from './storyboard';
import type { Storyboard } from './storyboard';

/**
 * Reads a storyboard back from its JSON file.
 *
 * @throws Failure `invalid-storyboard`, whose details name the `path` in the file, the broken `rule` and the `value` found
 */
export function parseStoryboard(text: string): Storyboard {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new Failure('invalid-storyboard', 'A storyboard file must be JSON.', { path: '', rule: 'must be JSON', value: text.slice(0, 80) }, { cause });
  }
  const result = v.safeParse(storyboardSchema, json, { abortEarly: true });
  if (!result.success) {
    const issue = result.issues[0];
    throw invalid(v.getDotPath(issue) ?? '', ruleOf(issue), issue.input);
  }
  const storyboard: Storyboard = result.output;
  checkTogether(storyboard);
  return storyboard;
}

/** Gives the storyboard as a file: JSON, indented, with a final line break; equal storyboards give equal files. */
export function storyboardJson(storyboard: Storyboard): string {
  return `${JSON.stringify(v.parse(storyboardSchema, storyboard), null, 2)}\n`;
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
    if (storyboard.assets?.[id] === undefined) throw invalid(path, 'must be one of the assets', id);
  };
  if (storyboard.music !== undefined && 'asset' in storyboard.music.source) needAsset('music.source.asset', storyboard.music.source.asset);
  const ids = new Set<string>();
  for (const [index, scene] of storyboard.scenes.entries()) {
    if (ids.has(scene.id)) throw invalid(`scenes.${index}.id`, 'must be unique', scene.id);
    ids.add(scene.id);
    if (scene.recording !== undefined) needAsset(`scenes.${index}.recording.asset`, scene.recording.asset);
    // A film sent without its files shows its words instead; one that has files must have this one.
    if (scene.layout === 'picture' && storyboard.assets !== undefined) needAsset(`scenes.${index}.picture`, scene.picture);
    if (scene.layout === 'list' && scene.speech.length > 0 && scene.speech.length < scene.entries.length) {
      throw invalid(`scenes.${index}.speech`, `must have a line for each of the ${scene.entries.length} entries, or none`, scene.speech.length);
    }
    if (scene.layout === 'table' && (scene.highlight < -1 || scene.highlight >= scene.rows.length)) {
      throw invalid(`scenes.${index}.highlight`, 'must be a row of the table or -1', scene.highlight);
    }
    if (scene.layout === 'chart' && (scene.highlight < -1 || scene.highlight >= scene.points.length)) {
      throw invalid(`scenes.${index}.highlight`, 'must be a point of the chart or -1', scene.highlight);
    }
  }
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

const whole = (low: number, high = Number.MAX_SAFE_INTEGER): v.GenericSchema<number, number> =>
  v.pipe(v.number(), v.integer('must be a whole number'), v.minValue(low, `must be at least ${low}`), v.maxValue(high, `must be at most ${high}`));
/** Ten hours at 30 frames a second: beyond it a file is a mistake, not a film. */
const mostFrames = 1_080_000;
const seconds = (low: number, high: number): v.GenericSchema<number, number> =>
  v.pipe(v.number(), v.minValue(low, `must be at least ${low}`), v.maxValue(high, `must be at most ${high}`));
/** px: what no picture that can be decoded has more of. */
const longestSide = 65_535;
const words = v.string();
const lines = v.array(v.string());

const anchor = v.pipe(
  v.object({ block: whole(0), sentence: v.optional(whole(0)) }),
  // A key that is absent stays absent.
  v.transform(({ block, sentence }) => (sentence === undefined ? { block } : { block, sentence })),
);

const base = {
  id: v.pipe(v.string(), v.minLength(1, 'must not be empty')),
  anchors: v.array(anchor),
  frames: whole(1, mostFrames),
  speech: lines,
  chapter: words,
  recording: v.exactOptional(v.pipe(
    v.object({ asset: words, start: seconds(0, 36_000), end: seconds(0, 36_000), said: v.exactOptional(words) }),
    v.check(({ start, end }) => end > start, 'must end after its start'),
  )),
};

const scene = v.variant('layout', [
  v.object({ ...base, layout: v.literal('title'), kicker: words, title: words, byline: words }),
  v.object({ ...base, layout: v.literal('section'), title: words, number: whole(1) }),
  v.object({ ...base, layout: v.literal('statement'), text: words, emphasis: words }),
  v.object({ ...base, layout: v.literal('list'), title: words, ordered: v.boolean(), entries: lines }),
  v.object({ ...base, layout: v.literal('quote'), text: words, attribution: words }),
  v.object({
    ...base, layout: v.literal('code'), code: words, language: words, title: words,
    focus: v.exactOptional(v.array(v.pipe(
      v.object({ line: whole(0), first: whole(0), end: whole(1) }),
      v.check(({ first, end }) => end > first, 'must end after its first line'),
    ))),
  }),
  v.object({ ...base, layout: v.literal('table'), title: words, header: lines, rows: v.array(lines), highlight: whole(-1) }),
  v.object({
    ...base, layout: v.literal('picture'), placement: v.picklist(placements), picture: words, width: whole(1, longestSide), height: whole(1, longestSide),
    alt: words, caption: words, text: words, drifts: v.boolean(),
  }),
  v.object({
    ...base, layout: v.literal('chart'), kind: v.picklist(['bar', 'line', 'share']), title: words, measure: words, highlight: whole(-1),
    points: v.array(v.object({ label: words, value: v.pipe(v.number(), v.finite('must be finite'), v.minValue(0, 'must be at least 0')), text: words })),
  }),
  v.object({ ...base, layout: v.literal('number'), before: words, figure: words, after: words }),
  v.object({ ...base, layout: v.literal('definition'), term: words, note: words, text: words }),
  v.object({ ...base, layout: v.literal('formula'), title: words, tex: words, legend: v.array(v.object({ symbol: words, meaning: words })) }),
  v.object({ ...base, layout: v.literal('outro'), title: words, source: words, link: words }),
]);

const storyboardSchema = v.object({
  version: v.literal(1),
  title: words,
  language: words,
  source: v.object({ name: words, link: words }),
  format: v.object({ width: whole(1), height: whole(1), fps: whole(1) }),
  theme: v.picklist(themeNames),
  seed: v.number(),
  seconds: seconds(0, 36_000),
  tone: v.exactOptional(v.picklist(tones)),
  music: v.exactOptional(v.object({
    source: v.union([v.object({ bed: words }), v.object({ asset: words })]),
    under: v.pipe(v.number(), v.minValue(6, 'must be at least 6'), v.maxValue(40, 'must be at most 40')),
  })),
  pronunciations: v.exactOptional(v.array(v.object({ written: v.pipe(words, v.minLength(1, 'must not be empty')), said: words }))),
  assets: v.exactOptional(v.record(words, v.pipe(words, v.startsWith('data:', 'must be a data: URL')))),
  scenes: v.pipe(v.array(scene), v.minLength(1, 'must have at least one scene')),
});
