import { entriesIn, headingDraft, listDraft, paragraphDraft, quoteDraft, tableDraft, type Draft, type Entry, type Reading } from '../reading';
import { tidy } from '../whitespace';

/**
 * Reads plain text as people lay it out: paragraphs between blank lines or one a line, wrapped lines joined, lists by their
 * bullets or numbers, tables by their tabs, and the few lines that are surely headings (underlined, numbered or in capitals).
 */
export function readPlainText(text: string): Reading {
  const groups = groupsOf(text);
  const blocks: Draft[] = [];
  for (const [index, group] of groups.entries()) {
    const drafts = draftsOf(group, groups[index - 1], groups[index + 1]);
    const last = blocks.at(-1);
    const first = drafts[0];
    // Entries with blank lines between them are still one list.
    if (last?.type === 'list' && first?.type === 'list' && last.ordered === first.ordered) {
      blocks[blocks.length - 1] = listDraft(last.ordered, [...entriesIn(last), ...entriesIn(first)], last.place.offset);
      drafts.shift();
    }
    for (const draft of drafts) blocks.push(draft);
  }
  return { blocks };
}

interface Line {
  readonly text: string;
  readonly offset: number;
}

/** Lines without a blank one between them. */
type Group = readonly Line[];

function groupsOf(text: string): Group[] {
  const groups: Line[][] = [];
  let group: Line[] = [];
  let offset = 0;
  for (const line of text.replace(/\f/g, '\n').split('\n')) {
    if (/^[\s*=_~#.·•—–-]*$/.test(line) && !isUnderline(line, group.at(-1)?.text)) {
      if (group.length > 0) groups.push(group);
      group = [];
    } else {
      group.push({ text: line, offset });
    }
    offset += line.length + 1;
  }
  if (group.length > 0) groups.push(group);
  return groups;
}

function isUnderline(line: string, above: string | undefined): boolean {
  const marks = line.trim();
  if (above === undefined || !/^(?:={3,}|-{3,}|~{3,}|\*{3,})$/.test(marks)) return false;
  const words = above.trim();
  return words.length <= 100 && Math.abs(words.length - marks.length) <= Math.max(4, words.length * 0.3);
}

function draftsOf(group: Group, before: Group | undefined, after: Group | undefined): Draft[] {
  const [first, second] = group;
  if (first === undefined) return [];
  if (second !== undefined && isUnderline(second.text, first.text)) {
    const level = second.text.trim().startsWith('=') || second.text.trim().startsWith('*') ? 1 : 2;
    return [headingDraft(level, first.text, first.offset), ...draftsOf(group.slice(2), undefined, after)];
  }
  const level = group.length === 1 ? headingLevel(first.text, before, after) : 0;
  if (level > 0) return [headingDraft(level, first.text, first.offset)];
  if (group.length > 1 && group.every((line) => /^\s*>/.test(line.text))) {
    return [quoteDraft(group.map((line) => line.text.replace(/^\s*(?:>\s?)+/, '')).join('\n').split(/\n\s*\n/), '', first.offset)];
  }
  return tableIn(group) ?? listIn(group) ?? paragraphsIn(group);
}

/** 1 to 6, or 0 if the line is not surely a heading. */
function headingLevel(line: string, before: Group | undefined, after: Group | undefined): number {
  const words = line.trim();
  if (after === undefined || words.length > 80 || /[.,;!。，；]$/.test(words)) return 0;
  const numbered = /^(\d{1,2}(?:\.\d{1,2}){0,4})\.?\s+\p{Lu}/u.exec(words);
  // Numbers on neighbouring lines are a list with air in it.
  const isAmongEntries = [before, after].some((group) => group?.length === 1 && bullet.test(group[0]?.text ?? ''));
  if (numbered !== null && !isAmongEntries && words.split(/\s+/).length <= 12) return Math.min(6, (numbered[1]?.split('.').length ?? 1) + 1);
  if (/^(?:chapter|part|section|appendix|book|kapitel|teil|chapitre|partie|capítulo|capitolo|глава|часть)\s+(?:\d+|[IVXLC]+|[A-Z])\b/iu.test(words)) return 2;
  const letters = words.match(/\p{L}/gu) ?? [];
  const isCapital = letters.length >= 4 && words === words.toUpperCase() && words !== words.toLowerCase();
  if (isCapital && words.split(/\s+/).length <= 10) return before === undefined ? 1 : 2;
  // The first line of a text, alone and short, is its title.
  return before === undefined && letters.length >= 3 && !/[:?]$/.test(words) && words.split(/\s+/).length <= 12 && !bullet.test(words) ? 1 : 0;
}

const bullet = /^\s*(?:[-*+•‣◦▪–—·]|\(?(?:\d{1,3}|[a-z])[.)])\s+(?=\S)/;
const number = /^\s*\(?(?:\d{1,3}|[a-z])[.)]\s/;

function listIn(group: Group): Draft[] | undefined {
  const start = group.findIndex((line) => bullet.test(line.text));
  const first = group[start];
  if (first === undefined) return undefined;
  const marked = group.filter((line) => bullet.test(line.text)).length;
  const intro = group.slice(0, start);
  // A dash at the start of one line may be speech; a list has company, or stands alone in its group.
  if (marked < 2 && (start > 0 || group.length > 1 + wrappedUnder(group))) return undefined;
  if (intro.length > 0 && !/:\s*$/.test(intro.at(-1)?.text ?? '') && marked < 3) return undefined;
  const entries: Entry[] = [];
  for (const line of group.slice(start)) {
    const last = entries.at(-1);
    if (bullet.test(line.text) || last === undefined) {
      const digits = /^\s*\(?(\d{1,3})[.)]/.exec(line.text)?.[1];
      entries.push({ text: line.text.replace(bullet, ''), ...(digits === undefined ? {} : { number: Number(digits) }) });
    } else entries[entries.length - 1] = { ...last, text: `${last.text} ${line.text}` };
  }
  return [...(intro.length > 0 ? paragraphsIn(intro) : []), listDraft(number.test(first.text), entries, first.offset)];
}

/** Lines that hang under the first one, indented more than it. */
function wrappedUnder(group: Group): number {
  const indent = indentOf(group[0]?.text ?? '');
  return group.slice(1).filter((line) => indentOf(line.text) > indent).length;
}

/** At least two lines with the same number of tabs, or of bars as in Markdown. */
function tableIn(group: Group): Draft[] | undefined {
  const [first] = group;
  if (first === undefined || group.length < 2) return undefined;
  const columns = first.text.trim().split('\t').length;
  if (columns > 1 && group.every((line) => line.text.split('\t').length === first.text.split('\t').length)) {
    const [header = [], ...rows] = group.map((line) => line.text.split('\t'));
    return [tableDraft(header, rows, '', first.offset)];
  }
  if (group.length > 2 && group.every((line) => /^\s*\|.*\|\s*$/.test(line.text))) {
    const cells = group.filter((line) => !/^[\s|:+-]*$/.test(line.text)).map((line) => line.text.trim().slice(1, -1).split('|'));
    const [header = [], ...rows] = cells;
    return [tableDraft(header, rows, '', first.offset)];
  }
  return undefined;
}

/** Lines longer than this were not wrapped by hand or by a mail program: each is a paragraph. */
const widestWrap = 100;

function paragraphsIn(group: Group): Draft[] {
  const longest = group.reduce((length, line) => Math.max(length, line.text.trimEnd().length), 0);
  const ended = group.filter((line) => /[.!?:…。！？]["'”’)\]]?\s*$/.test(line.text)).length;
  const isLineEach = longest > widestWrap || (group.length > 1 && ended >= group.length * 0.8);
  const drafts: Draft[] = [];
  let words: string[] = [];
  let offset = group[0]?.offset ?? 0;
  const margin = Math.min(...group.slice(0, 200).map((line) => indentOf(line.text)));
  for (const [index, line] of group.entries()) {
    // Books without blank lines indent the first line of a paragraph.
    const isIndented = index > 0 && margin === 0 && indentOf(line.text) >= 2 && indentOf(group[index - 1]?.text ?? '') === 0;
    if (words.length > 0 && (isLineEach || isIndented)) {
      drafts.push(paragraphDraft(words.join(' '), offset));
      words = [];
    }
    if (words.length === 0) offset = line.offset;
    words.push(tidy(line.text));
  }
  drafts.push(paragraphDraft(words.join(' '), offset));
  return drafts;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
