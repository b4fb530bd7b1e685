import type { Format } from '../../domain/storyboard';

/** The shapes a film is offered in; other sizes come from storyboard files and the command line. */
export const shapeNames = ['16:9', '9:16', '1:1', '4:5'] as const;
export type ShapeName = (typeof shapeNames)[number];

/** Short side in px, as players name it. */
export const resolutions = [360, 480, 720, 1080, 1440, 2160] as const;
export type Resolution = (typeof resolutions)[number];

/** Frames a second on offer: of the cinema, of European and of American television, and twice those. */
export const frameRates = [24, 25, 30, 50, 60] as const;

/** Gives the format of a shape; sides are even numbers. */
export function formatOf(shape: ShapeName, resolution: Resolution, fps: number): Format {
  const [across, down] = shape.split(':').map(Number) as [number, number]; // every shape is two numbers
  const unit = resolution / Math.min(across, down);
  return { width: even(across * unit), height: even(down * unit), fps };
}

/** Gives the shape of a format, `undefined` for one that is not on offer. */
export function shapeOf(format: Format): ShapeName | undefined {
  return shapeNames.find((shape) => resolutions.some((resolution) => isSame(formatOf(shape, resolution, format.fps), format)));
}

/** Gives the short side if it is one on offer. */
export function resolutionOf(format: Format): Resolution | undefined {
  return resolutions.find((resolution) => resolution === Math.min(format.width, format.height));
}

/** Gives what a size is called, e.g. `1080p`, `4K`, `640 × 640`. */
export function sizeName(format: Format): string {
  const resolution = resolutionOf(format);
  if (resolution === undefined) return `${format.width} × ${format.height}`;
  return resolution === 2160 ? '4K' : `${resolution}p`;
}

function even(side: number): number {
  return Math.round(side / 2) * 2;
}

function isSame(one: Format, other: Format): boolean {
  return one.width === other.width && one.height === other.height;
}
