import { scaleSteps, smallestSize } from '../grid';
import { entrance } from '../motion';
import { place, rectangle } from '../page';
import type { Mark, Page, Piece } from '../page';
import { setLine } from '../typesetting';
import type { SetText } from '../typesetting';
import type { Face } from '../themes/theme';
import type { Plot } from './plot';

/** Seconds into the scene at which the line is drawn. */
const begin = 0.22;

/** Values in order as one line; the first, the last and the marked one are named, and as many places below as have room. */
export function line({ points, highlight, left, right, top, bottom }: Plot, page: Page): readonly Piece[] {
  const { theme, setting } = page;
  const { faces, colours } = theme;
  const strong: Face = { ...faces.text, weight: faces.text.strong };
  const base = bottom - smallestSize * 0.96 - 26;
  const reserve = scaleSteps[3] * 0.74 + 34;
  const [high, low] = [top + reserve, base - scaleSteps[3] * 0.74 - 50];
  const values = points.map((point) => point.value);
  const [most, least] = [Math.max(...values), Math.min(...values)];
  // A line tells change: it need not start at nothing, as bars must, if nothing is far away.
  const floor = least > most / 4 ? least - (most - least) * 0.2 : 0;
  const span = most - floor || 1;
  const across = spread(points.map((point) => point.label));
  const places = points.map(
    (point, index) => [left + 12 + (across[index] ?? 0) * (right - left - 24), low - ((point.value - floor) / span) * Math.max(1, low - high)] as const,
  );

  const pieces: Piece[] = [{ marks: [rectangle(left, base, right - left, 2, colours.rule)], motion: 'grow', at: 0.1 }];
  const [ys, xs] = [places.map((one) => one[1]), places.map((one) => one[0])];
  const thickness = 7;
  const box = { x: Math.min(...xs), y: Math.min(...ys), width: Math.max(...xs) - Math.min(...xs), height: Math.max(...ys) - Math.min(...ys) };
  pieces.push({ marks: [{ kind: 'line', ...box, points: places, thickness, colour: colours.accent }], motion: 'grow', at: begin });

  const named = names(points.map((point) => setLine(point.label, faces.text, smallestSize, (right - left) / 2, setting)), xs, left, right, highlight);
  for (const { index, set, x } of named) pieces.push({
    marks: place(set, x, base + 26, index === highlight ? colours.text : colours.muted, page).marks, motion: 'rise', at: begin,
  });

  const taken: { readonly from: number; readonly to: number }[] = [];
  const last = points.length - 1;
  for (const index of [...new Set([highlight, last, 0])]) {
    const [point, at] = [points[index], places[index]];
    if (!point || !at) continue;
    const isMarked = index === highlight || (highlight < 0 && index === last);
    const set = setLine(point.text, strong, scaleSteps[isMarked ? 3 : 1], (right - left) * 0.4, setting);
    // On the side that the line does not go to: under a low, over a peak, beside a slope.
    const neighbours = [values[index - 1], values[index + 1]].map((value) => (value === undefined ? undefined : value > point.value));
    const [isLow, isSlope] = [neighbours.every((higher) => higher !== false), neighbours.includes(true) && neighbours.includes(false)];
    const wished = at[0] - (isSlope ? (neighbours[0] ? 0 : set.width) : set.width / 2);
    const from = Math.min(Math.max(wished, left), right - set.width);
    if (taken.some((one) => from < one.to + 24 && one.from < from + set.width + 24)) continue;
    taken.push({ from, to: from + set.width });
    const capital = set.font.size * 0.72;
    const y = isLow ? at[1] + 30 : at[1] - 30 - capital;
    const dot = isMarked ? 26 : 16;
    const marks: Mark[] = [
      rectangle(at[0] - dot / 2, at[1] - dot / 2, dot, dot, colours.accent, dot / 2),
      ...place(set, from, y, isMarked ? colours.accent : colours.muted, page).marks,
    ];
    pieces.push({ marks, motion: 'rise', at: begin + (index / Math.max(1, last)) * entrance.seconds });
  }
  return pieces;
}

/** Where points stand between the first (0) and the last (1): by their years if all have one and they ascend, else evenly. */
function spread(labels: readonly string[]): readonly number[] {
  const years = labels.map((label) => Number(/(?<!\d)\d{4}(?!\d)/u.exec(label)?.[0]));
  const [first = 0, last = 0] = [years[0], years.at(-1)];
  const ascend = years.every((year, index) => index === 0 ? !Number.isNaN(year) : year > (years[index - 1] ?? Infinity));
  return labels.map((_, index) => (ascend ? ((years[index] ?? first) - first) / (last - first) : index / (labels.length - 1)));
}

/** Names under the line: the last, and every so many before it that they keep apart; the marked one in any case. */
function names(
  sets: readonly SetText[], xs: readonly number[], left: number, right: number, highlight: number,
): readonly { readonly index: number; readonly set: SetText; readonly x: number }[] {
  const chosen: { readonly index: number; readonly set: SetText; readonly x: number }[] = [];
  const last = sets.length - 1;
  const order = [...new Set([highlight, last, 0, ...sets.keys()])].filter((index) => index >= 0);
  for (const index of order) {
    const set = sets[index];
    if (!set) continue;
    const x = Math.min(Math.max((xs[index] ?? left) - set.width / 2, left), right - set.width);
    if (chosen.every((one) => x > one.x + one.set.width + 28 || one.x > x + set.width + 28)) chosen.push({ index, set, x });
  }
  return chosen;
}
