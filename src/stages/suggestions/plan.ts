/**
 * From ranked sentences to a storyboard: what the film shows, in the order of the document, within the wished length.
 *
 * 1. `units.ts` proposes what could be shown (statements, lists, quotes, code, tables and charts, figures, definitions, formulas), each with a value;
 * 2. the most valuable ones are taken while the predicted film stays within its length (`domain/timing.ts` predicts);
 * 3. chapters that hold enough of them get a section scene; what room is left is filled up;
 * 4. `retime` sets the frames. The voice's real lengths may differ by a few percent: narration calls `retime` again with them.
 *
 * Every word shown or said comes from the document.
 */
import type { Sentence } from '../../domain/content';
import { fingerprint } from '../../domain/naming/fingerprint';
import { Failure } from '../../domain/failure';
import { themeNames } from '../../domain/storyboard';
import type { Scene, Storyboard } from '../../domain/storyboard';
import { calmSeconds, lineSeconds, longestHold, predictLines, retime } from '../../domain/timing';
import type { Step } from '../../engine/step';
import { chaptersOf, sameWords } from './chapters';
import type { Chapter } from './chapters';
import { shortened } from './clauses';
import { titleOf, unitInputOf } from './units/unitInput';
import type { PlanInput, Title } from './units/unitInput';
import { origins } from './units/origins';
import { tableLines } from './units/readTable';
import { asStatement, lastResort, unitsOf } from './units/units';
import type { UnitInput, Unit, Draft } from './units/unit';
import { countWords } from './words';

export type PlanParameters = {
  /** Wished length; 0: by the length of the document, 30 to 300 s. */
  readonly seconds: number;
  /** Most key sentences shown; 0: as many as fit. */
  readonly count: number;
  /** Rate of the voice; 0: a silent film, timed by reading. */
  readonly wordsPerMinute: number;
};

/**
 * Proposes a film. The same input gives the same storyboard, ids and all.
 *
 * @throws Failure `nothing-to-say` if the document holds nothing that can be shown or said
 */
export const plan: Step<PlanInput, PlanParameters, Storyboard> = {
  name: 'plan',
  stage: 'suggestions',
  version: 8,
  defaults: { seconds: 0, count: 0, wordsPerMinute: 165 },
  ranges: {
    seconds: { kind: 'number', low: 0, high: 3600 },
    count: { kind: 'number', low: 0, high: 10_000, integer: true },
    wordsPerMinute: { kind: 'number', low: 0, high: 450 },
  },
  traits: { pooled: true, cacheable: true },
  async run(input, parameters) {
    const { content, sentences, format, theme, source } = input;
    const title = titleOf(input);
    const unitInput = await unitInputOf(input, title.text, parameters);
    const found = unitsOf(unitInput).filter((unit) => !repeats(unit, title.text));
    const units = found.length > 0 ? found : lastResort(unitInput);
    if (units.length === 0 && title.anchors.length === 0) {
      throw new Failure('nothing-to-say', 'A film needs at least one sentence, list, table or heading, got none.', { source, blocks: content.blocks.length });
    }
    const budget = parameters.seconds > 0 ? parameters.seconds * filling : usualSeconds(sentences);
    const cost = (
      draft: Draft,
    ): number => calmSeconds(asScene(draft), draft.speech.map((line) => lineSeconds(line, content.language, parameters.wordsPerMinute)));
    const chapters = chaptersOf(content).map((chapter) => ({ ...chapter, title: shortened(chapter.title) }));
    const frame = frameScenes(input, title, units, parameters.seconds);
    const drafts = sparing(
      filled(units, chapters, budget - [frame.title, ...frame.outro].reduce((sum, draft) => sum + cost(draft), 0), budget, cost), unitInput,
    );
    const scenes = named([{ draft: frame.title, chapter: '' }, ...drafts, ...frame.outro.map((draft) => ({ draft, chapter: '' }))]);
    const storyboard: Storyboard = {
      version: 1,
      title: title.text,
      language: content.language,
      source: { name: source, link: content.link ?? '' },
      format,
      theme: themeNames.includes(theme) ? theme : themeNames[0],
      seed: seedOf(`${source}\n${title.text}`),
      seconds: parameters.seconds,
      scenes,
    };
    return retime(storyboard, predictLines(storyboard, parameters.wordsPerMinute));
  },
};

/** Share of a wished length that is planned for: a voice slower than predicted stays within it, and holds make up the rest. */
const filling = 0.965;

export interface Placed {
  readonly draft: Draft;
  readonly chapter: string;
}

/** A sentence that only repeats the title has been said. */
function repeats(unit: Unit, title: string): boolean {
  const [first] = unit.drafts;
  if (unit.drafts.length !== 1 || first === undefined) return false;
  const origin = origins[first.layout];
  return (origin === 'sentence' || origin === 'saying') && sameWords(first.speech.join(' '), title);
}

/** Grows with the root of the length: a page gives half a minute to a minute, a hundred pages four. */
function usualSeconds(sentences: readonly Sentence[]): number {
  const words = sentences.reduce((sum, sentence) => sum + countWords(sentence.text), 0);
  return Math.min(300, 30 + Math.sqrt(words));
}

/** The first scene and the last; a film of a few seconds has no time for the last. */
function frameScenes(
  { content, source }: PlanInput, title: Title, units: readonly Unit[], seconds: number,
): { readonly title: Draft; readonly outro: readonly Draft[] } {
  const authors = content.authors.map((author) => shortened(author, 60)).filter((author) => author !== '').slice(0, 4).join(', ');
  const anchors = title.anchors.length > 0 ? title.anchors : (units[0]?.drafts[0]?.anchors ?? []);
  const host = /^https?:\/\/(?:www\.)?([^/:]+)/.exec(content.link ?? '')?.[1] ?? '';
  const isStem = sameWords(source.replace(/\.[^.]+$/, ''), title.text);
  const opening: Draft = {
    layout: 'title',
    // A file's name is no headline: where nothing better is known, the title stands alone.
    kicker: host,
    title: title.text,
    byline: authors !== '' ? authors : host !== '' || isStem ? '' : source,
    anchors,
    speech: /[\p{L}\p{N}]/u.test(title.text) ? [title.text] : [],
  };
  const closing: Draft = {
    layout: 'outro', title: title.text, source: authors !== '' ? `${authors} · ${source}` : host !== '' ? '' : source, link: content.link ?? '', anchors,
    speech: [],
  };
  return { title: opening, outro: seconds > 0 && seconds < 12 ? [] : [closing] };
}

/** Share of a film that section scenes may take, and the length below which a film has none. */
const sectionShare = 0.18;
const sectionsFrom = 40;
/** Seconds a unit may take at its full value. */
const usualUnit = 8;
/** Value below which a unit is taken only to fill a film that would end far too early. */
const worthwhile = 0.25;

/** Takes units by value while they fit, gives sections to chapters, fills what is left; in the order of the document. */
function filled(units: readonly Unit[], chapters: readonly Chapter[], room: number, budget: number, cost: (draft: Draft) => number): readonly Placed[] {
  const priced = units.map((unit) => ({ unit, seconds: unit.drafts.reduce((sum, draft) => sum + cost(draft), 0) }));
  // What takes long must be worth it: a list of half a minute shuts out four statements.
  const pull = ({ unit, seconds }: (typeof priced)[number]): number => unit.value / Math.max(1, seconds / usualUnit) ** 0.35;
  const byValue = [...priced].sort((a, b) => pull(b) - pull(a) || a.unit.block - b.unit.block || a.unit.offset - b.unit.offset);
  const chapterOf = (unit: Unit): Chapter | undefined => chapters.find((chapter) => unit.block >= chapter.heading && unit.block < chapter.end);
  const taken = new Set<Unit>();
  const said = new Set<number>();
  let left = room;
  const take = (limit: number, least: number): void => {
    for (const { unit, seconds } of byValue) {
      if (unit.value < least || taken.has(unit) || seconds > left - limit || unit.sentences.some((id) => said.has(id))) continue;
      taken.add(unit);
      for (const id of unit.sentences) said.add(id);
      left -= seconds;
    }
  };
  const hasSections = budget >= sectionsFrom && chapters.length >= 2;
  take(hasSections ? budget * sectionShare : 0, worthwhile);
  const sections = hasSections ? sectionsFor(chapters, [...taken].map(chapterOf), Math.min(left, budget * sectionShare), cost) : new Map<Chapter, Draft>();
  for (const section of sections.values()) left -= cost(section);
  take(0, worthwhile);
  // Holds make up a little time better than a weak sentence does.
  const scenes = [...taken].reduce((sum, unit) => sum + unit.drafts.length, sections.size);
  if (left > scenes * longestHold * 0.6) take(0, 0);
  // Too long by a little is nearer to the wish than too short by much.
  if (left > (scenes + 2) * longestHold) take(-0.05 * budget, 0);
  // A film says something, however little time it was given.
  const smallest = [...priced].sort((a, b) => a.seconds - b.seconds)[0];
  if (taken.size === 0 && smallest !== undefined) taken.add(smallest.unit);

  const placed: Placed[] = [];
  const opened = new Set<Chapter>();
  for (const unit of [...taken].sort((a, b) => a.block - b.block || a.offset - b.offset)) {
    const chapter = chapterOf(unit);
    const section = chapter === undefined ? undefined : sections.get(chapter);
    // A list, table or program that says its heading opens the chapter itself.
    const opens = section !== undefined
      && unit.drafts.some((draft) => draft.layout !== 'statement' && sameWords(draft.speech[0] ?? '', section.speech[0] ?? ''));
    if (chapter !== undefined && section !== undefined && !opened.has(chapter) && !opens) placed.push({ draft: section, chapter: chapter.title });
    for (const draft of unit.drafts) placed.push({
      draft: chapter !== undefined && opened.has(chapter) ? withoutEcho(draft, section) : draft, chapter: chapter?.title ?? '',
    });
    if (chapter !== undefined) opened.add(chapter);
  }
  return placed;
}

/** Figures and definitions stand out only while they are few: at most a third of the scenes, never two in a row; the others are statements. */
function sparing(placed: readonly Placed[], input: UnitInput): readonly Placed[] {
  let left = Math.floor(placed.length / 3);
  let before = false;
  return placed.map((one) => {
    const stands = origins[one.draft.layout] === 'saying' && !before && left > 0;
    before = stands;
    if (stands) left--;
    return stands ? one : { ...one, draft: asStatement(one.draft, input) };
  });
}

/** Section scenes for the chapters the film tells most of, as many as the seconds allow and at most one for two units; fewer than two would divide nothing. */
function sectionsFor(
  chapters: readonly Chapter[], used: readonly (Chapter | undefined)[], seconds: number, cost: (draft: Draft) => number,
): ReadonlyMap<Chapter, Draft> {
  const count = (chapter: Chapter): number => used.filter((one) => one === chapter).length;
  const wanted = chapters.filter((chapter) => count(chapter) > 0).sort((a, b) => count(b) - count(a) || a.heading - b.heading);
  const sections = new Map<Chapter, Draft>();
  let left = seconds;
  for (const chapter of wanted) {
    const own = /^(?:(?:chapter|kapitel|chapitre|part|teil|section)\s+)?(\d{1,2})(?:\.|:)?\s+(?=\p{L})/iu.exec(chapter.title);
    const title = own === null ? chapter.title : chapter.title.slice(own[0].length);
    const draft: Draft = {
      layout: 'section', title, number: own === null ? 0 : Math.max(1, Number(own[1])), anchors: [{ block: chapter.heading }], speech: [title],
    };
    const price = cost(draft);
    if (price > left || sections.size >= used.length / 2) continue;
    left -= price;
    sections.set(chapter, draft);
  }
  return sections.size >= 2 ? numbered(sections) : new Map();
}

/** Chapters that all carry numbers of their own keep them; else they are counted as the film shows them. */
function numbered(sections: ReadonlyMap<Chapter, Draft>): ReadonlyMap<Chapter, Draft> {
  const shown = [...sections].sort(([a], [b]) => a.heading - b.heading);
  const isNumbered = shown.every(([, draft]) => draft.layout === 'section' && draft.number > 0);
  return new Map(shown.map(([chapter, draft], index) => [chapter, draft.layout === 'section' && !isNumbered ? { ...draft, number: index + 1 } : draft]));
}

/** A heading that has just filled the screen and been said is not said again over its code. */
function withoutEcho(draft: Draft, section: Draft | undefined): Draft {
  if (section?.layout !== 'section'
    || (draft.layout !== 'code' && draft.layout !== 'table' && draft.layout !== 'chart' && draft.layout !== 'list' && draft.layout !== 'formula')) return draft;
  const title = sameWords(draft.title, section.title) ? '' : draft.title;
  if (draft.layout === 'list' || !sameWords(draft.speech[0] ?? '', section.title)) return { ...draft, title };
  return { ...draft, title, speech: saidOf(draft) };
}

/** What is said of a table or a chart instead of its heading. */
function saidOf(draft: Draft): readonly string[] {
  if (draft.layout === 'table') return tableLines(draft);
  return draft.layout === 'chart' ? tableLines({ header: ['', draft.measure], rows: draft.points.map(({ label, text }) => [label, text]) }) : [];
}

/** Gives scenes their ids: from what they show and where it stands, so that another length keeps the ids of what stays. */
export function named(placed: readonly Placed[]): readonly Scene[] {
  const ids = new Map<string, number>();
  return placed.map(({ draft, chapter }) => {
    const key = `${draft.layout}-${fingerprint([draft.layout, draft.anchors, draft.speech]).slice(0, 8)}`;
    const before = ids.get(key) ?? 0;
    ids.set(key, before + 1);
    return { ...asScene(draft), id: before === 0 ? key : `${key}-${before + 1}`, chapter };
  });
}

function asScene(draft: Draft): Scene {
  return { ...draft, id: '', frames: 1, chapter: '' };
}

function seedOf(text: string): number {
  return Number.parseInt(fingerprint(text).slice(0, 6), 36) >>> 0;
}
