/**
 * What is set before pages are laid out, because it takes libraries that are loaded when first needed: formulas and the colours of code.
 *
 * Plain data. What is missing in it is laid out without: a formula as its source, code by its shape.
 */
export interface Composed {
  /** By their TeX. */
  readonly formulas: ReadonlyMap<string, SetFormula>;
  /** Parts of speech of code, by `codeKey`. */
  readonly code: ReadonlyMap<string, readonly CodeLine[]>;
}

export const nothingComposed: Composed = { formulas: new Map(), code: new Map() };

/** A formula as outlines. Measures are thousandths of its em, from the start of its baseline; y runs downwards. */
export interface SetFormula {
  /** Edges of its ink. */
  readonly box: InkBox;
  /** What it is made of: one row, or those of an alignment. */
  readonly rows: readonly FormulaRow[];
  /** Size of its smallest sign, the formula's own being 1. */
  readonly smallest: number;
}

export interface FormulaRow {
  /** y of the row's own baseline. */
  readonly baseline: number;
  /** From left to right; never empty. */
  readonly parts: readonly FormulaPart[];
}

/** A stretch of a row that no line break divides. */
export interface FormulaPart {
  /** Filled outlines: SVG path data of absolute `M`, `L`, `Q`, `C` and `Z`. */
  readonly path: string;
  readonly box: InkBox;
  /**
   * Whether a line may begin with it: with a sign of relation (=, <, ≈), with a plus or minus, with one of those within brackets (`inner`, if nothing else
   * helps); `none`: it may not.
   */
  readonly opens: 'relation' | 'operator' | 'inner' | 'none';
}

export interface InkBox {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** What a stretch of code is to its language. */
export const tokenKinds = ['plain', 'comment', 'text', 'keyword', 'number', 'name', 'type', 'mark', 'added', 'removed'] as const;
export type TokenKind = (typeof tokenKinds)[number];

export interface CodeToken {
  readonly text: string;
  readonly kind: TokenKind;
}

/** The tokens of a line; joined they give the line. */
export type CodeLine = readonly CodeToken[];

/** Names some code in a language. */
export function codeKey(code: string, language: string): string {
  return `${language.toLowerCase()}\n${code}`;
}
