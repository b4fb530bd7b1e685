import { scaleSteps, sizes, smallestSize } from '../grid';
import { stagger } from '../motion';
import { place, rectangle } from '../page';
import type { Mark, Page, Piece } from '../page';
import { setLine, setText } from '../typesetting';
import type { Face } from '../themes/theme';
import type { Plot } from './plot';

/** Seconds into the scene at which the first bar grows, and after a bar at which its value comes. */
const begin = 0.22;
const valueAfter = 0.28;

/** Standing bars where names fit under them, lying ones elsewhere and for two or three values. */
export function bars(plot: Plot, page: Page): readonly Piece[] {
  return standing(plot, page) ?? lying(plot, page);
}

function standing({ points, highlight, left, right, top, bottom }: Plot, page: Page): readonly Piece[] | undefined {
  const { theme, setting } = page;
  const { faces, colours } = theme;
  const slot = (right - left) / points.length;
  const labelFace = faces.text;
  const strong: Face = { ...faces.text, weight: faces.text.strong };
  const values = points.map((point, index) => setLine(point.text, strong, scaleSteps[index === highlight ? 3 : 1], slot - 8, setting));
  const labels = points.map((point) => setLine(point.label, labelFace, smallestSize, slot - 20, setting));
  const base = bottom - smallestSize * 0.96 - 26;
  const reserve = scaleSteps[3] * 0.74 + 22;
  const tallest = base - top - reserve;
  if (points.length < 4 || tallest < 150 || [...values, ...labels].some((set) => set.cut)) return undefined;

  const most = Math.max(...points.map((point) => point.value), Number.MIN_VALUE);
  const width = Math.min(slot * 0.63, 190);
  const pieces: Piece[] = [];
  points.forEach((point, index) => {
    const isMarked = index === highlight;
    const middle = left + slot * (index + 0.5);
    const height = Math.max(3, (point.value / most) * tallest);
    const at = begin + index * stagger;
    const [value, label] = [values[index], labels[index]];
    pieces.push({
      marks: [rectangle(middle - width / 2, base - height, width, height, isMarked ? colours.accent : colours.bar, theme.name === 'swiss' ? 0 : 4)],
      motion: 'up', at,
    });
    if (label) pieces.push({
      marks: place(label, middle - label.width / 2, base + 26, isMarked ? colours.text : colours.muted, page).marks, motion: 'rise', at: at - 0.08,
    });
    if (value) pieces.push({
      marks: place(value, middle - value.width / 2, base - height - 22 - value.font.size * 0.72, isMarked ? colours.accent : colours.muted, page).marks,
      motion: 'rise', at: at + valueAfter,
    });
  });
  return [{ marks: [rectangle(left, base, right - left, 2, colours.rule)], motion: 'grow', at: 0.1 }, ...pieces];
}

/** A row a value: its name before the bar, or above it in narrow pictures; the value where the bar ends. */
function lying(plot: Plot, page: Page): readonly Piece[] {
  const { theme, setting, grid } = page;
  const { faces, colours } = theme;
  const { left, right, top, bottom } = plot;
  const least = smallestSize * 1.3;
  const shown = shownPoints(plot, Math.max(1, Math.floor((bottom - top) / least)));
  const pitch = Math.min((bottom - top) / shown.length, grid.shape === 'wide' ? 150 : 168);
  const above = grid.shape !== 'wide' && pitch >= smallestSize * 0.96 + 66;
  const strong: Face = { ...faces.text, weight: faces.text.strong };
  const size = sizes(grid.shape === 'wide' ? 2 : 1, 0).find((one) => one * 1.3 <= pitch * (above ? 0.45 : 1)) ?? smallestSize;
  const room = right - left;
  const labels = shown.map(({ point, marked }) => setText(point.label, {
    face: { ...(marked ? strong : faces.text), leading: 1.14 }, sizes: [size, smallestSize], width: above ? room : room
      * 0.36, height: above ? size : pitch * 0.86, maxLines: above ? 1 : 2, wrap: 'even',
  }, setting));
  const values = shown.map(({ point, marked }) => setLine(point.text, strong, marked && above ? size * 1.2 : size, room * 0.3, setting));
  const from = above ? left : left + Math.max(...labels.map((set) => set.width)) + (labels.every((set) => set.lines[0]?.text === '') ? 0 : 36);
  const longest = right - from - Math.max(...values.map((set) => set.width)) - 24;
  const most = Math.max(...plot.points.map((point) => point.value), Number.MIN_VALUE);
  const capital = size * 0.72;
  const labelBand = above ? capital + 20 : 0;
  const thickness = above ? Math.min(52, pitch - labelBand - 30) : Math.min(pitch * 0.62, 84);

  return shown.flatMap(({ point, marked }, index): readonly Piece[] => {
    const y = top + index * pitch;
    const at = begin + index * stagger;
    const barTop = above ? y + labelBand : y + (pitch - thickness) / 2;
    const length = Math.max(3, (point.value / most) * longest);
    const [label, value] = [labels[index], values[index]];
    // Capitals level with the bar's middle; the descenders of a last line do not count.
    const labelTop = above ? y : barTop + (thickness - (label?.height ?? 0) + 0.24 * size) / 2;
    const marks: Mark[] = [rectangle(from, barTop, length, thickness, marked ? colours.accent : colours.bar, theme.name === 'swiss' ? 0 : 4)];
    return [
      ...(label ? [{ marks: place(label, left, labelTop, marked ? colours.text : colours.muted, page).marks, motion: 'rise', at: at - 0.08 } as const] : []),
      { marks, motion: 'grow', at },
      ...(value
        ? [
          {
            marks: place(value, from + length + 22, barTop + (thickness - value.font.size * 0.72) / 2, marked ? colours.accent : colours.muted, page).marks,
            motion: 'rise', at: at + valueAfter,
          } as const,
        ]
        : []),
    ];
  });
}

/** The first points that fit, the marked one always among them. */
function shownPoints({ points, highlight }: Plot, most: number): readonly { readonly point: Plot['points'][number]; readonly marked: boolean }[] {
  const all = points.map((point, index) => ({ point, marked: index === highlight, index }));
  if (all.length <= most) return all;
  return all.filter(({ marked, index }) => marked || index < (highlight >= 0 && highlight >= most - 1 ? most - 1 : most));
}
