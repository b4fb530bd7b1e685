import type { Code, List, Table } from '../../../domain/content';
import { oneLine } from '../chapters';
import { readingLength } from '../clauses';
import { widthOf } from './readTable';

/** Longest text of each kind that a picture of a shape can hold at a good size, in characters. */
export interface Room {
  readonly statement: number;
  readonly quote: number;
  readonly entry: number;
  readonly columns: number;
  /** Of a table cell. */
  readonly cell: number;
  /** Of a line of code. */
  readonly codeLine: number;
}

/** The room a format has, by its shape. */
export function roomOf({ width, height }: { readonly width: number; readonly height: number }): Room {
  const shape = width / height;
  if (shape >= 1.3) return { statement: 190, quote: 220, entry: 90, columns: 5, cell: 48, codeLine: 84 };
  if (shape >= 0.9) return { statement: 150, quote: 180, entry: 72, columns: 4, cell: 30, codeLine: 52 };
  return { statement: 170, quote: 200, entry: 72, columns: 3, cell: 26, codeLine: 44 };
}

const mostEntries = 5;
const mostRows = 6;
const mostCodeLines = 12;
const mostDividedLines = 26;

/**
 * Entries of a list that a scene can build: at most five of moderate length, verbatim or the part of an entry that names it
 * (`Drawing: pure and random-access` gives `Drawing`). Ordered lists keep their beginning, so that the numbers stay true.
 *
 * @returns index and words of each entry shown; empty if the list is too short or its entries too long for a scene
 */
export function listExcerpt(list: List, room: Room, worth: (entry: number) => number): readonly { readonly index: number; readonly text: string }[] {
  const usable = list.entries.map((entry, index) => ({ index, text: shortEntry(entry, room.entry) }));
  if (list.ordered) {
    const end = usable.findIndex((entry) => entry.text === '');
    const first = usable.slice(0, Math.min(mostEntries, end < 0 ? usable.length : end));
    return first.length >= 2 ? first : [];
  }
  const good = usable.filter((entry) => entry.text !== '');
  if (good.length < 2 || good.length < usable.length * 0.6) return [];
  const best = [...good].sort((a, b) => worth(b.index) - worth(a.index) || a.index - b.index).slice(0, mostEntries);
  return best.sort((a, b) => a.index - b.index);
}

function shortEntry(entry: string, longest: number): string {
  const text = oneLine(entry).replace(/^\[[ xX]\]\s+/, '');
  if (!/[\p{L}\p{N}]/u.test(text)) return '';
  const fits = (part: string): boolean => readingLength(part) <= longest;
  if (fits(text)) return text;
  const sentence = /^.{8,}?[.!?。！？](?=\s|$|[^\s.\p{L}\p{N}])/u.exec(text)?.[0];
  // `Solution. Acid water...` names its entry like `Solution: acid water...` does.
  if (sentence !== undefined && fits(sentence)) return sentence.split(' ').length < 3 ? sentence.replace(/\.$/, '') : sentence;
  const lead = /^(.{3,}?)(?:[:;]\s|\s[–—-]\s|\s\()/u.exec(text)?.[1];
  return lead !== undefined && fits(lead) && lead.split(' ').length <= 14 ? lead : '';
}

/** The first rows and columns of a table; empty rows are left out. `undefined` if nothing of it can be read on a screen. */
export function tableExcerpt(table: Table, room: Room): { readonly header: readonly string[]; readonly rows: readonly (readonly string[])[] } | undefined {
  const width = Math.min(room.columns, widthOf(table.header, table.rows));
  const clip = (row: readonly string[]): string[] => Array.from({ length: width }, (_, column) => oneLine(row[column] ?? ''));
  const rows = table.rows.filter((row) => row.some((cell) => cell.trim() !== '')).slice(0, mostRows).map(clip);
  const header = table.header.some((cell) => cell.trim() !== '') ? clip(table.header) : [];
  if (width === 0 || (rows.length === 0 && header.length === 0)) return undefined;
  const cells = [...header, ...rows.flat()];
  const long = cells.filter((cell) => readingLength(cell) > room.cell).length;
  return long > cells.length / 3 ? undefined : { header, rows };
}

/**
 * A program of parts that are not too many, else its first lines, at most twelve, ended at an empty line or a closing bracket where one is near; `undefined` if
 * there is nothing to show.
 */
export function codeExcerpt(code: Code, room: Room): string | undefined {
  const lines = code.text.replace(/\r\n?/g, '\n').split('\n').map((line) => line.trimEnd());
  while (lines.length > 0 && lines[0] === '') lines.shift();
  while (lines.length > 0 && lines.at(-1) === '') lines.pop();
  const first = lines.slice(0, mostCodeLines);
  if (first.join('').trim().length < 3) return undefined;
  if (first.filter((line) => line.length > room.codeLine).length > first.length / 3) return undefined;
  if (lines.length <= mostCodeLines) return first.join('\n');
  // What blank lines divide is gone through part by part, in a window that moves.
  const isDivided = lines.slice(2, -2).includes('') && lines.filter((line) => line.length > room.codeLine).length <= lines.length / 3;
  if (lines.length <= mostDividedLines && isDivided) return lines.join('\n');
  const end = first.findLastIndex((line, index) => index >= 4 && (line === '' || /^[}\])]/.test(line)));
  return first.slice(0, end < 0 ? mostCodeLines : first[end] === '' ? end : end + 1).join('\n');
}
