import { formulaOf } from '../../stages/video/compose/compose';

/** A formula as a page can show it: one SVG path, and how large it is. */
export interface FormulaOutline {
  readonly path: string;
  readonly viewBox: string;
  /** em. */
  readonly width: number;
  readonly height: number;
}

/** Space left around the ink, thousandths of an em: curves touch the edge of their box. */
const margin = 20;

/**
 * Gives the outline of a display formula, the same that films draw.
 *
 * @returns undefined if the TeX cannot be set, or the typesetter not be loaded
 */
export async function formulaOutline(tex: string): Promise<FormulaOutline | undefined> {
  const set = await formulaOf(tex);
  if (typeof set === 'string') return undefined;
  const { left, right, top, bottom } = set.box;
  const [width, height] = [right - left + 2 * margin, bottom - top + 2 * margin];
  return {
    path: set.rows.flatMap(({ parts }) => parts.map(({ path }) => path)).join(''),
    viewBox: `${left - margin} ${top - margin} ${width} ${height}`,
    width: width / 1000,
    height: height / 1000,
  };
}
