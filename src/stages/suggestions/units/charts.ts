import type { Table } from '../../../domain/content';
import type { ChartPoint } from '../../../domain/scenes/chart';
import { oneLine } from '../chapters';
import { readingLength } from '../clauses';
import { widthOf } from './readTable';

export interface ChartValues {
  readonly kind: 'bar' | 'line' | 'share';
  /** Head of the column of values. */
  readonly measure: string;
  /** A row each, in the order of the table; the row of a total is left out. */
  readonly points: readonly ChartPoint[];
}

/**
 * Reads a table of names and values as a chart: two columns, two to eight rows, all values in one unit and none below 0.
 *
 * Five years or more in order make a line, parts that sum to 100 % make a share, all else bars. Values a thousandfold apart, running
 * numbers and columns of years stay tables: bars would say nothing of them.
 *
 * @param language BCP 47: which of `.` and `,` parts the decimals
 * @returns `undefined` if it is another kind of table
 */
export function chartValues(table: Table, language: string): ChartValues | undefined {
  const rows = table.rows.map((row) => row.map(oneLine)).filter((row) => row.some((cell) => cell !== ''));
  const used = (column: number): boolean => [table.header, ...rows].some((row) => (row[column] ?? '').trim() !== '');
  const width = widthOf(table.header, rows);
  const columns = Array.from({ length: width }, (_, column) => column).filter(used);
  const [names, numbers] = columns;
  if (columns.length !== 2 || names === undefined || numbers === undefined) return undefined;

  const parts = rows.filter((row) => !isTotal.test(row[names] ?? ''));
  const amounts = parts.map((row) => amountOf(row[numbers] ?? '', language));
  if (parts.length < 2 || parts.length > 8) return undefined;
  const points: ChartPoint[] = [];
  for (const [index, row] of parts.entries()) {
    const [label = '', amount] = [row[names], amounts[index]];
    if (amount === undefined || amount.unit !== amounts[0]?.unit || !isName(label)) return undefined;
    points.push({ label, value: amount.value, text: oneLine(row[numbers] ?? '') });
  }
  if (new Set(points.map(({ label }) => label)).size < points.length || !areWorthDrawing(points.map(({ value }) => value))) return undefined;

  const years = points.map(({ label }) => Number(/^(\d{4})$/u.exec(label)?.[1]));
  const inOrder = years.every((year, index) => !Number.isNaN(year) && (index === 0 || year > (years[index - 1] ?? 0)));
  const total = points.reduce((sum, { value }) => sum + value, 0);
  const isWhole = amounts[0]?.unit === '%' && Math.abs(total - 100) <= 1.5 && points.length <= 6;
  return { kind: inOrder && points.length >= 5 ? 'line' : isWhole ? 'share' : 'bar', measure: oneLine(table.header[numbers] ?? ''), points };
}

const isTotal = /^(?:(?:grand |sub)?total|sum|all|overall|gesamt|summe|insgesamt|alle|ensemble|somme|totale|suma|всего|итого)[.:]?$/iu;

/** Words, or a year. */
function isName(label: string): boolean {
  return readingLength(label) <= 40 && (/\p{L}/u.test(label) || /^\d{4}$/u.test(label));
}

function areWorthDrawing(values: readonly number[]): boolean {
  const [most, least] = [Math.max(...values), Math.min(...values.filter((value) => value > 0))];
  const isCount = values.every((value, index) => value === (values[0] ?? 0) + index);
  const areYears = values.every((value) => Number.isInteger(value) && value >= 1500 && value <= 2100);
  return most > 0 && most / least <= 1000 && !isCount && !areYears && new Set(values).size > 1;
}

/** A cell as a number of 0 or more with what stands around it; `undefined` for ranges, dates, fractions and words. */
function amountOf(cell: string, language: string): { readonly value: number; readonly unit: string } | undefined {
  const match = /^([~≈<>]?\s?\p{Sc}?)\s?(\d[\d.,\s'’]*)\s?(%|‰|°\p{L}?|\p{Sc}|\p{L}[\p{L}²³/]{0,5})?$/u.exec(cell.trim());
  if (match === null) return undefined;
  const value = numberOf((match[2] ?? '').trim(), language);
  return value === undefined ? undefined : { value, unit: `${match[1] ?? ''}${match[3] ?? ''}`.trim() };
}

/** Digits with marks for thousands and decimals. */
function numberOf(digits: string, language: string): number | undefined {
  const plain = digits.replace(/[\s'’]/gu, '');
  const [dot, comma] = [plain.lastIndexOf('.'), plain.lastIndexOf(',')];
  const commaIsDecimal = !/^(?:en|zh|ja|ko|he|th|und)\b/iu.test(language || 'und');
  const decimal = dot >= 0 && comma >= 0 ? (dot > comma ? '.' : ',') : commaIsDecimal ? ',' : '.';
  const thousands = decimal === '.' ? ',' : '.';
  const [whole = '', fraction, ...more] = plain.split(decimal);
  // A mark for thousands stands before three digits each; elsewhere it is the other mark after all.
  if (more.length > 0 || (fraction ?? '').includes(thousands)) return undefined;
  if (whole.includes(thousands) && !/^\d{1,3}(?:[.,]\d{3})+$/u.test(whole)) {
    return fraction === undefined && /^\d+[.,]\d+$/u.test(whole) ? Number(whole.replace(',', '.')) : undefined;
  }
  const value = Number(`${whole.replaceAll(thousands, '')}.${fraction === undefined || fraction === '' ? '0' : fraction}`);
  return Number.isFinite(value) ? value : undefined;
}
