import { codeKey } from '../../../domain/film/composed';
import type { CodeLine, Composed, SetFormula } from '../../../domain/film/composed';
import type { Storyboard } from '../../../domain/storyboard';
import { tidiedCode } from '../draw/codeText';

/**
 * Sets the formulas of a film and colours its code, on whatever thread will draw it; the same storyboard gives the same outlines on each.
 *
 * The typesetter is fetched by the first film that has a formula, a grammar by the first with code in its language.
 *
 * @returns `missing` names what could not be loaded: what it would have set is shown plainly, and a later call tries again
 */
export async function compose(storyboard: Pick<Storyboard, 'scenes'>): Promise<{ readonly composed: Composed; readonly missing: readonly string[] }> {
  const sources = storyboard.scenes.flatMap((scene) => (scene.layout === 'formula' ? [scene.tex, ...scene.legend.map(({ symbol }) => symbol)] : []));
  const formulas = new Map<string, SetFormula>();
  const missing: string[] = [];
  for (const tex of new Set(sources)) {
    const set = await formulaOf(tex);
    if (set === 'missing') missing.push('the typesetter for formulas');
    else if (set !== 'unreadable') formulas.set(tex, set);
  }
  const code = new Map<string, readonly CodeLine[]>();
  for (const scene of storyboard.scenes) {
    if (scene.layout !== 'code') continue;
    const text = tidiedCode(scene.code);
    const lines = await linesOf(text, scene.language);
    if (lines === 'missing') missing.push('the colours of code');
    else if (lines !== 'unknown') code.set(codeKey(text, scene.language), lines);
  }
  return { composed: { formulas, code }, missing: [...new Set(missing)] };
}

/** Code longer than this is never shown whole. */
const longestCode = 20_000;

const knownCode = new Map<string, readonly CodeLine[] | 'unknown'>();

/** What each stretch of some code is; `unknown` if no grammar tells. */
async function linesOf(code: string, language: string): Promise<readonly CodeLine[] | 'unknown' | 'missing'> {
  const key = codeKey(code, language);
  const before = knownCode.get(key);
  if (before !== undefined) return before;
  if (language === '' || code.length > longestCode) return 'unknown';
  try {
    const { highlight } = await import('./highlighter');
    const lines = (await highlight(code, language.toLowerCase())) ?? 'unknown';
    if (knownCode.size > 200) knownCode.clear();
    knownCode.set(key, lines);
    return lines;
  } catch {
    return 'missing';
  }
}

/** TeX longer than this is a document, not a formula: setting it takes seconds. */
const longestFormula = 4000;

/** A preview sets the same formulas again and again. */
const known = new Map<string, SetFormula | 'unreadable'>();

/** Sets one display formula; `unreadable` is TeX that is wrong, hostile, or beyond the shipped faces. */
export async function formulaOf(tex: string): Promise<SetFormula | 'unreadable' | 'missing'> {
  if (tex.trim() === '' || tex.length > longestFormula) return 'unreadable';
  const before = known.get(tex);
  if (before !== undefined) return before;
  const typesetter = await import('./mathjax').catch(() => undefined);
  if (typesetter === undefined) return 'missing';
  const set = await typesetter.setFormula(tex).catch(() => 'unreadable' as const);
  if (known.size > 500) known.clear();
  known.set(tex, set);
  return set;
}
