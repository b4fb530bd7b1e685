import type { ChartScene } from '../../../../domain/scenes/chart';
import { scaleSteps, smallestSize } from '../grid';
import { headed, headlineOf } from '../headed';
import { place } from '../page';
import type { Page, Piece } from '../page';
import { setText } from '../typesetting';
import { bars } from './chartBars';
import { line } from './chartLine';
import { share } from './chartShare';
import type { Plot } from './plot';

/** A headline, what is measured, and the values drawn: bars that grow, a line that is drawn, or one bar in parts. */
export function chartLayout(scene: ChartScene, page: Page): readonly Piece[] {
  const { grid, theme, setting } = page;
  const { faces, colours } = theme;
  const title = headlineOf(scene, page);
  const head = headed(title, page, 0.28, 24);
  const pieces: Piece[] = [...head.pieces];
  const width = grid.right - grid.left;
  let top = head.bottom;
  if (scene.measure && scene.measure !== title) {
    const measure = setText(
      scene.measure,
      { face: faces.text, sizes: [scaleSteps[theme.larger], smallestSize], width, height: 100, maxLines: 1, mostLines: 2, characters: 96, wrap: 'even' },
      setting,
    );
    const placed = place(measure, grid.left, top, colours.muted, page);
    pieces.push({ marks: placed.marks, motion: 'rise' });
    top = placed.bottom;
  }
  top += grid.shape === 'wide' ? 44 : 56;
  // Much room below few bars looks forgotten: in tall pictures the plot ends where it is about square.
  const bottom = Math.min(grid.bottom, top + (grid.right - grid.left) * (grid.shape === 'tall' ? 0.95 : 1));
  const plot: Plot = { points: scene.points, highlight: scene.highlight, left: grid.left, right: grid.right, top, bottom };
  if (scene.points.length === 0) return pieces;
  if (scene.kind === 'line' && scene.points.length > 1) return [...pieces, ...line(plot, page)];
  if (scene.kind === 'share' && scene.points.some((point) => point.value > 0)) return [...pieces, ...share(plot, page)];
  return [...pieces, ...bars(plot, page)];
}
