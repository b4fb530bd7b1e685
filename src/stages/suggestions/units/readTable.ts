import { oneLine } from '../chapters';
import { readingLength, shortened } from '../clauses';

/**
 * What is said of a table nothing describes: its first rows, each as one reads it aloud, from its name on.
 *
 * @returns one line a row, as many as are soon said and at least one; none if there is nothing to read
 */
export function tableLines({ header, rows }: { readonly header: readonly string[]; readonly rows: readonly (readonly string[])[] }): readonly string[] {
  const lines: string[] = [];
  let length = 0;
  for (const line of rows.map((row) => rowLine(header, row)).filter((said) => said !== '').slice(0, mostRowsSaid)) {
    length += readingLength(line);
    if (lines.length > 0 && length > longestTable) break;
    lines.push(line);
  }
  return lines;
}

/** Rows of a table that are read aloud at most, and how long they may be together. */
const mostRowsSaid = 3;

const longestTable = 180;

/** `Upper course: Slope 4 %, Bed rocks.` A second column in words needs no name: `Delta: land built of sand.` */
function rowLine(header: readonly string[], row: readonly string[]): string {
  const columns = row.flatMap((cell, column) => (cell.trim() === '' ? [] : [{ cell: cell.trim(), name: header[column]?.trim() ?? '' }]));
  const [first, ...others] = columns;
  if (first === undefined) return '';
  const isExplained = others.length === 1 && !/\p{N}/u.test(others[0]?.cell ?? '');
  const said = others.map(({ cell, name }) => (name === '' || isExplained ? cell : `${name} ${cell}`)).join(', ');
  const line = shortened(oneLine(said === '' ? first.cell : `${first.cell}: ${said}`), 220);
  return /[.!?。！？…]$/u.test(line) ? line : `${line}.`;
}

/** Columns of a table's widest row. Rows are gone through one by one: too many to be the arguments of one call. */
export function widthOf(header: readonly string[], rows: readonly (readonly string[])[]): number {
  return rows.reduce((width, row) => Math.max(width, row.length), header.length);
}

/** The row whose first cell the spoken line names; -1 if it names none or several. */
export function rowNamed(rows: readonly (readonly string[])[], line: string): number {
  const named = rows.flatMap((row, index) => ((row[0] ?? '').length > 2 && line.toLowerCase().includes((row[0] ?? '').toLowerCase()) ? [index] : []));
  return named.length === 1 ? (named[0] ?? -1) : -1;
}
