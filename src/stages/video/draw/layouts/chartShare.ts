import { scaleSteps, sizes, smallestSize } from '../grid';
import { stagger } from '../motion';
import { place, rectangle } from '../page';
import type { Mark, Page, Piece } from '../page';
import { setLine } from '../typesetting';
import type { Face } from '../themes/theme';
import type { Plot } from './plot';

/** Seconds into the scene at which the first part grows. */
const begin = 0.22;
/** Opacities of the parts that are not marked, in turn. */
const shades = ['FF', 'A6', '70', '4D', '33'];

/** One bar in parts, and below it what each part is: its colour, its name, its value. */
export function share({ points, highlight, left, right, top, bottom }: Plot, page: Page): readonly Piece[] {
  const { grid, theme, setting } = page;
  const { faces, colours } = theme;
  const strong: Face = { ...faces.text, weight: faces.text.strong };
  const wide = grid.shape === 'wide';
  const columns = wide && points.length > 3 ? 2 : 1;
  const gutter = 96;
  const rows = Math.ceil(points.length / columns);
  const thickness = Math.min(wide ? 190 : 132, (bottom - top) * 0.34);
  const legendTop = top + thickness + (wide ? 56 : 64);
  const pitch = Math.max(Math.min((bottom - legendTop) / rows, wide ? 84 : 92), smallestSize * 1.3);
  const size = sizes(2, 0).find((one) => one * 1.55 <= pitch) ?? smallestSize;
  const fitting = Math.max(1, Math.floor((bottom - legendTop) / pitch));
  const total = points.reduce((sum, point) => sum + point.value, 0);
  const gaps = 6 * (points.length - 1);

  let x = left;
  let turn = 0;
  const colourOf = points.map((_, index) => (index === highlight ? colours.accent : `${colours.bar}${shades[Math.min(turn++, shades.length - 1)] ?? 'FF'}`));
  const parts = points.map((point, index): Piece => {
    const width = Math.max(2, (point.value / total) * (right - left - gaps));
    const mark = rectangle(x, top, Math.min(width, right - x), thickness, colourOf[index] ?? colours.bar);
    x = Math.min(x + width + 6, right - 2);
    return { marks: [mark], motion: 'grow', at: begin + index * stagger };
  });

  const width = (right - left - gutter * (columns - 1)) / columns;
  const swatch = size * 0.72;
  const legend = points.flatMap((point, index): readonly Piece[] => {
    const [column, row] = [Math.floor(index / rows), index % rows];
    if (row >= fitting) return [];
    const from = left + column * (width + gutter);
    const y = legendTop + row * pitch;
    const marked = index === highlight;
    const value = setLine(point.text, strong, marked && pitch > scaleSteps[3] ? Math.min(size * 1.2, scaleSteps[3]) : size, width * 0.4, setting);
    const label = setLine(point.label, marked ? strong : faces.text, size, width - swatch - 24 - value.width - 30, setting);
    const marks: Mark[] = [
      rectangle(from, y, swatch, swatch, colourOf[index] ?? colours.bar),
      ...place(label, from + swatch + 24, y, colours.text, page).marks,
      ...place(value, from + width, y + (size - value.font.size) * 0.72, marked ? colours.accent : colours.muted, page, { align: 'end' }).marks,
    ];
    return [{ marks, motion: 'rise', at: begin + (index + 1) * stagger }];
  });
  return [...parts, ...legend];
}
