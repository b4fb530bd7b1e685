/** A face, its size in px and its weight, as a canvas can be told. */
export interface Font {
  /** CSS family list, e.g. `"Fraunces Variable", "Source Serif 4 Variable", serif`. */
  readonly family: string;
  readonly size: number;
  /** 1 to 1000. */
  readonly weight: number;
  readonly italic?: boolean;
  /** px between characters; 0 by default. */
  readonly tracking?: number;
}

/** A CSS colour that every canvas knows (`#RRGGBB`, `oklch(...)`). */
export type Colour = string;

/** A soft light: its colour in the middle, gone at the rim of an ellipse. All measures are shares of the picture's width and height. */
export interface Glow {
  /** `#RRGGBB`. */
  readonly colour: Colour;
  /** Middle. */
  readonly x: number;
  readonly y: number;
  /** Radii. */
  readonly across: number;
  readonly down: number;
}

/** A part of a canvas, px. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A part of a picture, as shares of its width and height in [0, 1]. */
export interface Crop {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** How dark a veil is on its way: `at` in [0, 1] from its first edge to its last, ascending; `alpha` in [0, 1]. */
export interface ScrimStop {
  readonly at: number;
  readonly alpha: number;
}

/** How light a picture is, measured on its px: what decides how dark a scrim must be for words to be read. */
export interface PictureLight {
  readonly columns: number;
  readonly rows: number;
  /** Relative luminance (WCAG 2.2) of the lightest px of each cell, in [0, 1], row-major. */
  readonly lightest: readonly number[];
}

export type DrawCommand =
  /** The whole picture, lights over it from the last to the first. */
  | { readonly op: 'fill'; readonly colour: Colour; readonly glows?: readonly Glow[] }
  | {
    readonly op: 'rectangle'; readonly x: number; readonly y: number; readonly width: number; readonly height: number; readonly radius: number;
    readonly colour: Colour; readonly alpha: number;
  }
  /** Straight stretches from point to point (px, `[x, y]`), their joints and ends round. */
  | {
    readonly op: 'line'; readonly points: readonly (readonly [number, number])[]; readonly thickness: number; readonly colour: Colour; readonly alpha: number;
  }
  /** A part of a picture, stretched over a box; it must have been decoded before. */
  | {
    readonly op: 'picture'; readonly picture: string; readonly x: number; readonly y: number; readonly width: number; readonly height: number;
    readonly crop: Crop; readonly radius: number; readonly alpha: number;
  }
  /** A veil of one colour that grows thinner from the top down or from left to right; `alpha` weakens it as a whole. */
  | {
    readonly op: 'scrim'; readonly x: number; readonly y: number; readonly width: number; readonly height: number; readonly colour: Colour;
    readonly towards: 'down' | 'right'; readonly stops: readonly ScrimStop[]; readonly alpha: number;
  }
  /** A filled outline: SVG path data (`M L Q C Z`, absolute), whose origin comes to `x`, `y` (px), each of its units `scale` px. */
  | {
    readonly op: 'path'; readonly path: string; readonly x: number; readonly y: number; readonly scale: number; readonly colour: Colour; readonly alpha: number;
  }
  /** `x` is the left edge for `ltr`, the right edge for `rtl`; `y` is the baseline. */
  | {
    readonly op: 'text'; readonly text: string; readonly x: number; readonly y: number; readonly font: Font; readonly colour: Colour; readonly alpha: number;
    readonly direction: 'ltr' | 'rtl';
  };

/** The draw commands of one frame, in px. */
export interface DrawList {
  readonly width: number;
  readonly height: number;
  readonly commands: readonly DrawCommand[];
  /** Equal key = equal picture (for one set of fonts and one `paint`). */
  readonly key: string;
}

/** Measures text as the canvas that will draw it does. */
export interface Ruler {
  /** Advance width, px. */
  width(text: string, font: Font): number;
}
