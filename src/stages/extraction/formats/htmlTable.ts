import type { Table } from '../../../domain/content';
import { tableDraft } from '../reading';
import { isHidden, tagOf, textOf } from './htmlText';
import type { PageElement } from '../page/pageTree';

/** A span in a hostile page may say a million columns; browsers stop at 1000, readers long before. */
const widestSpan = 50;

/**
 * Whether a table holds figures and words in rows and columns, and is not a way to place parts of a page side by side.
 *
 * Source: the marks of a data table in Mozilla's Readability (`_markDataTables`), and the lengths of cells.
 */
export function isDataTable(table: PageElement): boolean {
  const role = table.getAttribute('role') ?? '';
  if (role === 'presentation' || role === 'none' || table.querySelector('table') !== null) return false;
  const rows = rowsOf(table);
  const widest = rows.reduce((width, row) => Math.max(width, cellsOf(row).length), 0);
  if (widest < 2 || rows.length === 0) return false;
  if (table.querySelector('h1, h2, h3, h4, h5, h6, article, blockquote, pre') !== null) return false;
  if (table.querySelector('caption, th, thead, tfoot, colgroup') !== null) return true;
  if (rows.length < 2) return false;
  return rows.every((row) => cellsOf(row).every((cell) => cell.textContent.length <= 400));
}

/** Gives a data table. A cell that spans columns is followed by empty ones. */
export function tableOf(table: PageElement): Omit<Table, 'id'> {
  const rows = rowsOf(table);
  const first = rows[0];
  const hasHeader = first !== undefined && (tagOf(first.parentElement ?? first) === 'thead' || cellsOf(first).every((cell) => tagOf(cell) === 'th'));
  const texts = rows.map(cellTexts);
  const caption = table.querySelector('caption');
  return tableDraft(hasHeader ? (texts[0] ?? []) : [], hasHeader ? texts.slice(1) : texts, caption === null ? '' : textOf(caption));
}

function rowsOf(table: PageElement): PageElement[] {
  return [...table.querySelectorAll('tr')].filter((row) => !isHidden(row));
}

function cellsOf(row: PageElement): PageElement[] {
  return [...row.children].filter((cell) => (tagOf(cell) === 'td' || tagOf(cell) === 'th') && !isHidden(cell));
}

function cellTexts(row: PageElement): string[] {
  return cellsOf(row).flatMap((cell) => {
    const span = Number.parseInt(cell.getAttribute('colspan') ?? '1', 10);
    const width = Number.isNaN(span) ? 1 : Math.max(1, Math.min(widestSpan, span));
    return [textOf(cell), ...Array<string>(width - 1).fill('')];
  });
}
