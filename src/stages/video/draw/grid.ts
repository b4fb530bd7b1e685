import { settingSize } from '../../../domain/faces';
import type { Format } from '../../../domain/storyboard';

/** Where things may stand, in units: the short side of every picture is 1080 units. */
export interface Grid {
  readonly width: number;
  readonly height: number;
  /** px a unit. */
  readonly scale: number;
  readonly shape: Shape;
  /** The box that content keeps to. */
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** The band that belongs to captions while they are drawn. */
  readonly band: { readonly top: number; readonly bottom: number };
}

/** 16:9 and wider, about 1:1, 4:5, 9:16 and taller. */
export type Shape = 'wide' | 'square' | 'portrait' | 'tall';

/** Steps of the modular scale, ratio 1.2, from the smallest text allowed (3.2% of the short side). */
export const scaleSteps = [34.56, 41.47, 49.77, 59.72, 71.66, 85.99, 103.2, 123.83, 148.6, 178.32, 213.98] as const;

/** Sizes from one step of the scale down to another, both included, largest first. */
export function sizes(largest: number, smallest: number): readonly number[] {
  return scaleSteps.slice(smallest, largest + 1).reverse();
}

/** The smallest text allowed. */
export const smallestSize: number = scaleSteps[0];

/**
 * @param captioned whether captions will be drawn into the picture
 * @param inset     extra space at the start edge of a wide picture, units
 */
export function gridFor(format: Format, captioned: boolean, inset: number): Grid {
  const scale = Math.min(format.width, format.height) / settingSize;
  const width = format.width / scale;
  const height = format.height / scale;
  const shape = shapeOf(format);
  const band = shape === 'tall' ? { top: height * 0.68, bottom: height * 0.82 } : { top: height * 0.82, bottom: height };
  // Wide pictures take 7% of the long side at the sides, as the stills do; never less than 7% of the short side.
  const side = shape === 'wide' ? Math.min(width * 0.07, 180) : 86;
  const edge = { wide: 104, square: 92, portrait: 104, tall: 150 }[shape];
  const bottom = captioned ? band.top - (shape === 'tall' ? 56 : 28) : shape === 'tall' ? band.bottom : height - edge;
  return { width, height, scale, shape, left: side + (shape === 'wide' ? inset : 0), right: width - side, top: edge, bottom, band };
}

function shapeOf({ width, height }: Format): Shape {
  const ratio = width / height;
  if (ratio >= 1.3) return 'wide';
  if (ratio >= 0.9) return 'square';
  return ratio >= 0.7 ? 'portrait' : 'tall';
}
