/** A part of a Markdown document that can be read by itself. */
export interface Chunk {
  /** UTF-16 units from the start of the text. */
  readonly start: number;
  readonly end: number;
  /** `plain` is one paragraph without any markup; `tangled` has so much of it that no person wrote it, and parsing takes forever. */
  readonly kind: 'plain' | 'markup' | 'tangled';
  /** Whether it goes on with the list or quotation that the chunk before ends with. */
  readonly isContinued: boolean;
}

/** Markup chunks that follow each other are read together up to this length: starting the parser costs as much as half a page. */
const batchLength = 16_384;

/** A list or quotation longer than this is cut between its entries or lines. */
const longGroup = 8_192;

/** A paragraph of more lines than a chapter is cut at a line's end, for the parser's time grows with the square of the lines. */
const longParagraph = 16_384;

/** Marks of emphasis or brackets in one chunk, above which the parser takes seconds (its time grows with their square). */
const mostEmphasis = 800;
const mostBrackets = 4_000;

/**
 * Cuts a Markdown document where no block can reach across: at a blank line before a line that starts at the margin and
 * opens a block of its own. Code fences, comments and raw HTML are not cut.
 *
 * Cutting keeps the time linear in the length, and lets paragraphs without markup pass without the parser.
 */
export function markdownChunks(text: string, from: number): Chunk[] {
  const chunks: Chunk[] = [];
  for (const piece of piecesOf(text, from)) {
    const kind = kindOf(text.slice(piece.start, piece.end));
    const last = chunks.at(-1);
    if (kind === 'markup' && last?.kind === 'markup' && !piece.isContinued && piece.end - last.start <= batchLength) {
      chunks[chunks.length - 1] = { ...last, end: piece.end };
    } else {
      chunks.push({ ...piece, kind });
    }
  }
  return chunks;
}

type Piece = Omit<Chunk, 'kind'>;

function piecesOf(text: string, from: number): Piece[] {
  const pieces: Piece[] = [];
  let start = from;
  let isContinued = false;
  let fence = '';
  let startsWithFence = false;
  let rawEnd: RegExp | undefined;
  let isAfterBlank = true;
  const cut = (at: number, goesOn: boolean): void => {
    if (at > start) pieces.push({ start, end: at, isContinued });
    start = at;
    isContinued = goesOn;
  };
  for (let at = from; at < text.length; ) {
    const next = text.indexOf('\n', at) + 1 || text.length;
    const line = text.slice(at, Math.min(next, at + 400));
    const isBlank = line.trim() === '';
    if (fence !== '') {
      if (isFenceEnd(line, fence)) {
        fence = '';
        // What follows a block of code at the margin is a block of its own even without a blank line.
        if (startsWithFence) {
          cut(next, false);
          startsWithFence = false;
        }
      }
    } else if (rawEnd !== undefined) {
      if (rawEnd.test(text.slice(at, next))) rawEnd = undefined;
    } else if (!isBlank) {
      const length = at - start;
      if (isAfterBlank && opensAtMargin.test(line)) cut(at, false);
      else if (headingAtMargin.test(line)) cut(at, false);
      else if (length > longGroup && line.startsWith('>') && text[start] === '>') cut(at, true);
      else if (length > longGroup && entryAtMargin.test(line)) cut(at, !isAfterBlank || isContinued || entryAtMargin.test(text.slice(start, start + 20)));
      else if (length > longParagraph && /^[\p{L}\p{N}"'“‘(]/u.test(line)) cut(at, false);
      startsWithFence = at === start && /^(?:```|~~~)/.test(line);
      fence = /^ {0,3}(`{3,}(?!`)(?!.*`)|~{3,})/.exec(line)?.[1] ?? '';
      rawEnd = rawBlockEnd(line);
      if (rawEnd?.test(text.slice(at, next)) === true) rawEnd = undefined;
    }
    isAfterBlank = isBlank;
    at = next;
  }
  cut(text.length, false);
  return pieces;
}

/** A letter, a quotation mark, a heading, a quote, a fence, a table row, a tag: not white space and not an entry of a list that may go on. */
const opensAtMargin = /^(?![-+*][ \t]|\d{1,9}[.)][ \t])\S/;
const headingAtMargin = /^#{1,6}[ \t]/;
const entryAtMargin = /^(?:[-+*]|\d{1,9}[.)])[ \t]+\S/;

function isFenceEnd(line: string, fence: string): boolean {
  const trimmed = line.trim();
  return trimmed.length >= fence.length && /^ {0,3}\S/.test(line) && (/^`+$/.test(trimmed) || /^~+$/.test(trimmed)) && trimmed[0] === fence[0];
}

/** Raw HTML that blank lines do not end (CommonMark 0.31, section 4.6, conditions 1 to 5). */
function rawBlockEnd(line: string): RegExp | undefined {
  if (!/^ {0,3}</.test(line)) return undefined;
  if (/^ {0,3}<!--/.test(line)) return /-->/;
  if (/^ {0,3}<(?:script|pre|style|textarea)(?:[\s>]|$)/i.test(line)) return /<\/(?:script|pre|style|textarea)>/i;
  if (/^ {0,3}<\?/.test(line)) return /\?>/;
  if (/^ {0,3}<!\[CDATA\[/.test(line)) return /\]\]>/;
  if (/^ {0,3}<![A-Z]/i.test(line)) return />/;
  return undefined;
}

/** Code, comments and raw HTML, up to a blank line, are read line by line, however many marks they hold. */
function isReadByLine(piece: string): boolean {
  if (/^ {0,3}(?:```|~~~|<!--)/.test(piece)) return true;
  return /^ {0,3}<\/?(?:article|aside|blockquote|body|center|details|div|dl|figure|footer|form|h[1-6]|head|header|html|iframe|li|link|main|meta|nav|ol|p|pre|script|section|style|summary|table|tbody|td|tr|ul)\b/i.test(
    piece,
  )
    && !/\n[ \t]*\n/.test(piece.trimEnd());
}

function kindOf(piece: string): Chunk['kind'] {
  if (!/[\\`*_[\]<>&|~$\t]/.test(piece) && !/^ *(?:[#>+=:-]|\d{1,9}[.)]| {4})/m.test(piece) && !/\n *\n *[^\s]/.test(piece)) return 'plain';
  if (isReadByLine(piece)) return 'markup';
  let emphasis = 0;
  let brackets = 0;
  for (let index = 0; index < piece.length; index++) {
    const code = piece.charCodeAt(index);
    if (code === 42 || code === 95 || code === 126) emphasis++;
    else if (code === 91 || code === 93 || code === 33 || code === 40) brackets++;
  }
  return emphasis > mostEmphasis || brackets > mostBrackets ? 'tangled' : 'markup';
}
