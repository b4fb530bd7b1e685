import type { Composed, SetFormula } from '../../../domain/composed';
import type { Storyboard } from '../../../domain/storyboard';

/**
 * Sets the formulas of a film, on whatever thread will draw it; the same storyboard gives the same outlines on each.
 *
 * The typesetter is fetched by the first film that has a formula.
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
  return { composed: { formulas, code: new Map() }, missing: [...new Set(missing)] };
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
