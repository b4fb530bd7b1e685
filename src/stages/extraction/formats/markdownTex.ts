import { plainTex } from '../../../domain/language/plainTex';
import { texIn } from '../inlineTex';

/** A piece of Markdown whose TeX was put away, because Markdown reads `_`, `*` and `\,` its own way. */
export interface PutAway {
  /** As long as the piece, so that places in it stay places in the piece. */
  readonly source: string;
  /** Words with TeX as people read it. */
  words(text: string): string;
  /** Text as it was written: for code, in which nothing is TeX. */
  verbatim(text: string): string;
  /** Words and display formulas of a paragraph, in order. */
  parts(text: string): readonly ({ readonly words: string } | { readonly tex: string })[];
}

/** Puts the TeX of a piece of Markdown away. */
export function putTexAway(piece: string): PutAway {
  const found = hidden.test(piece) ? [] : texIn(piece).slice(0, mostHidden).filter(({ start, end }) => end - start >= 2 && !isInFence(piece, start));
  if (found.length === 0) return { source: piece, words: (text) => text, verbatim: (text) => text, parts: (text) => [{ words: text }] };
  let source = '';
  let at = 0;
  found.forEach(({ start, end, isDisplay }, index) => {
    // One sign that says which, and as many that say nothing as make up the length.
    source += piece.slice(at, start) + (isDisplay ? displayMark : '') + String.fromCharCode(firstHidden + index)
      + filler.repeat(end - start - (isDisplay ? 2 : 1));
    at = end;
  });
  source += piece.slice(at);
  const texOf = (mark: string): (typeof found)[number] | undefined => found[mark.charCodeAt(0) - firstHidden];
  return {
    source,
    words: (text) => text.replace(placeholder, (_, mark: string) => plainTex(texOf(mark)?.tex ?? '')),
    verbatim: (text) => text.replace(placeholder, (_, mark: string) => {
      const one = texOf(mark);
      return one === undefined ? '' : piece.slice(one.start, one.end);
    }),
    parts(text) {
      const parts: ({ words: string } | { tex: string })[] = [];
      let from = 0;
      for (const match of text.matchAll(displayed)) {
        const before = text.slice(from, match.index);
        if (before.trim() !== '') parts.push({ words: this.words(before) });
        parts.push({ tex: texOf(match[1] ?? '')?.tex ?? '' });
        from = match.index + match[0].length;
      }
      const rest = text.slice(from).replace(/^[ \t]*(?:[.,;][ \t]*)?$/u, '');
      if (rest.trim() !== '' || parts.length === 0) parts.push({ words: this.words(rest) });
      return parts;
    },
  };
}

/** Signs of the private use area, which no text has: a document that has them keeps its TeX as it is. */
const filler = '\ue000';
const displayMark = '\ue001';
const firstHidden = 0xe010;
const mostHidden = 6000;
const hidden = /[\ue000-\uf7ff]/u;
const placeholder = /\ue001?([\ue010-\uf7ff])\ue000*/gu;
const displayed = /\ue001([\ue010-\uf7ff])\ue000*[.,;]?/gu;

/** Whether a place lies in a block of code between fences, or in one that is set off by its indentation. */
function isInFence(piece: string, place: number): boolean {
  let fence = '';
  let at = 0;
  while (at < place) {
    const end = piece.indexOf('\n', at);
    const line = piece.slice(at, end < 0 ? piece.length : end);
    if (end < 0 || end >= place) return fence !== '' || /^(?: {4}|\t)/u.test(line);
    const mark = /^ {0,3}(`{3,}|~{3,})/u.exec(line)?.[1];
    if (mark !== undefined && fence === '') fence = mark;
    else if (mark !== undefined && mark[0] === fence[0] && mark.length >= fence.length) fence = '';
    at = end + 1;
  }
  return fence !== '';
}
