import { createJavaScriptRawEngine } from '@shikijs/engine-javascript/raw';
import { codeToTokensBase, createShikiPrimitive } from '@shikijs/primitive';
import { tokenKinds } from '../../../domain/film/composed';
import type { CodeLine, CodeToken, TokenKind } from '../../../domain/film/composed';
import { grammars } from './grammars';

/*
 * The highlighter: Shiki's core with the grammars that editors colour code by, their patterns translated to the browser's own beforehand, so that no
 * engine for foreign patterns is needed.
 */

/** What the names of a grammar mean to a reader; where several fit, the most particular one counts. */
const scopes: Readonly<Record<Exclude<TokenKind, 'plain'>, readonly string[]>> = {
  comment: ['comment', 'punctuation.definition.comment', 'string.quoted.docstring', 'meta.diff.header', 'meta.diff.index'],
  text: ['string', 'punctuation.definition.string', 'constant.character', 'markup.inline.raw', 'markup.fenced_code'],
  keyword: [
    'keyword', 'storage', 'variable.language', 'keyword.operator.new', 'keyword.operator.expression', 'keyword.operator.logical.python',
    'keyword.operator.word', 'punctuation.definition.heading', 'entity.name.section', 'markup.heading', 'meta.diff.range', 'entity.name.function.target',
  ],
  number: ['constant.numeric', 'constant.language', 'constant.other', 'support.constant', 'keyword.other.unit', 'variable.other.enummember'],
  name: [
    'entity.name.function', 'support.function', 'meta.function-call.generic', 'entity.name.tag', 'support.type.property-name', 'entity.name.command',
    'entity.name.label', 'meta.property-name',
  ],
  type: [
    'entity.name.type', 'entity.name.class', 'entity.name.namespace', 'entity.other.inherited-class', 'entity.other.attribute-name',
    'support.class', 'support.type', 'storage.type.primitive', 'storage.type.built-in',
    'storage.type.numeric', 'storage.type.string', 'storage.type.boolean', 'storage.type.java',
    'storage.type.generic', 'keyword.type', 'entity.name.trait', 'entity.name.struct',
  ],
  mark: ['punctuation', 'meta.brace', 'keyword.operator', 'storage.type.function.arrow', 'meta.separator'],
  added: ['markup.inserted', 'punctuation.definition.inserted'],
  removed: ['markup.deleted', 'punctuation.definition.deleted'],
};

/** A theme whose colours are no colours but the kinds, by number. */
const numbered = (kind: TokenKind): string => `#0000${tokenKinds.indexOf(kind).toString(16).padStart(2, '0')}`;
const theme = {
  name: 'kinds',
  type: 'light' as const,
  fg: numbered('plain'),
  bg: '#ffffff',
  settings: [
    { settings: { foreground: numbered('plain'), background: '#ffffff' } },
    // Object entries keep the names of their record as keys.
    ...Object.entries(scopes).map(([kind, scope]) => ({ scope: [...scope], settings: { foreground: numbered(kind as TokenKind) } })),
    // What stands inside a string but is code, as `${this}`, is no string.
    { scope: ['meta.template.expression', 'meta.embedded', 'meta.interpolation'], settings: { foreground: numbered('plain') } },
  ],
};

const shiki = createShikiPrimitive({ themes: [theme], langs: [], engine: createJavaScriptRawEngine() });
const loading = new Map<string, Promise<void>>();

/**
 * Tells what each stretch of some code is.
 *
 * @param language as a fence names it, lower case
 * @returns undefined for a language that no grammar is shipped for
 * @throws whatever loading or reading by a grammar throws; a later call tries again
 */
export async function highlight(code: string, language: string): Promise<readonly CodeLine[] | undefined> {
  const grammar = grammars[language];
  if (grammar === undefined) return undefined;
  const { name, load } = grammar;
  const ready = loading.get(name) ?? load().then((module) => shiki.loadLanguageSync([...module.default]));
  loading.set(name, ready);
  await ready.catch((cause: unknown) => {
    loading.delete(name);
    throw cause;
  });
  // No clock ends the reading, or a busy machine would colour otherwise than a fast one: code is cut to a length instead.
  const lines = codeToTokensBase(shiki, code, { lang: name, theme: 'kinds', tokenizeTimeLimit: 0, tokenizeMaxLineLength: 2000 });
  return lines.map(
    (line) => merged(line.map(({ content, color }): CodeToken => ({ text: content, kind: tokenKinds[parseInt(color?.slice(1) ?? '0', 16)] ?? 'plain' }))),
  );
}

/** Neighbours of one kind as one token; white space goes with what is before it. */
function merged(tokens: readonly CodeToken[]): CodeLine {
  const line: CodeToken[] = [];
  for (const token of tokens) {
    const last = line.at(-1);
    if (last !== undefined && (last.kind === token.kind || token.text.trim() === '')) line[line.length - 1] = { text: last.text + token.text, kind: last.kind };
    else if (token.text !== '') line.push(token);
  }
  return line;
}
