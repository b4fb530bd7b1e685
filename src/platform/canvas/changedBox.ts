/** Part of a picture, px; its corner lies on even places, as animated WebP needs it. */
export interface ChangedBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Gives the smallest box in which two pictures differ; one pixel if they are equal.
 *
 * @param before undefined: all of it differs
 * @param after  a number a pixel, row by row, as `before`
 */
export function changedBox(before: Uint32Array | undefined, after: Uint32Array, width: number, height: number): ChangedBox {
  if (before === undefined) return { x: 0, y: 0, width, height };
  const rowDiffers = (row: number, from: number, to: number): boolean => {
    for (let at = row * width + from; at < row * width + to; at++) if (before[at] !== after[at]) return true;
    return false;
  };
  let top = 0;
  while (top < height && !rowDiffers(top, 0, width)) top++;
  if (top === height) return { x: 0, y: 0, width: 1, height: 1 };
  let bottom = height;
  while (!rowDiffers(bottom - 1, 0, width)) bottom--;
  let left = width;
  let right = 0;
  for (let row = top; row < bottom; row++) {
    const start = row * width;
    for (let column = 0; column < left; column++) if (before[start + column] !== after[start + column]) left = column;
    for (let column = width; column > right; column--) if (before[start + column - 1] !== after[start + column - 1]) right = column;
  }
  const x = left - (left % 2);
  const y = top - (top % 2);
  return { x, y, width: right - x, height: bottom - y };
}
