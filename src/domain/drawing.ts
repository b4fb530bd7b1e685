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

export type DrawCommand =
  /** The whole picture, lights over it from the last to the first. */
  | { readonly op: 'fill'; readonly colour: Colour; readonly glows?: readonly Glow[] }
  | { readonly op: 'rectangle'; readonly x: number; readonly y: number; readonly width: number; readonly height: number; readonly radius: number; readonly colour: Colour; readonly alpha: number }
  /** Straight stretches from point to point (px, `[x, y]`), their joints and ends round. */
  | { readonly op: 'line'; readonly points: readonly (readonly [number, number])[]; readonly thickness: number; readonly colour: Colour; readonly alpha: number }
  /** `x` is the left edge for `ltr`, the right edge for `rtl`; `y` is the baseline. */
  | { readonly op: 'text'; readonly text: string; readonly x: number; readonly y: number; readonly font: Font; readonly colour: Colour; readonly alpha: number; readonly direction: 'ltr' | 'rtl' };

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
