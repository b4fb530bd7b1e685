import type { Scene } from '../../domain/storyboard';
import type { Anchor } from '../../domain/suggestion';
import type { Step } from '../../engine/step';
import { chaptersOf } from './chapters';
import { shortened } from './clauses';
import { named } from './plan';
import { titleOf, unitInputOf, type PlanInput } from './units/unitInput';
import { citedUnit } from './units/units';

export interface CiteInput extends PlanInput {
  /** What a person points at. */
  readonly passage: Anchor;
  /** Ids of the sentences that the film says already. */
  readonly said: readonly number[];
}

/**
 * Gives the scenes of a passage that a person wants in the film, made as a plan makes them; none if nothing can be made of it.
 *
 * Their lengths are for `retime` to set.
 */
export const cite: Step<CiteInput, Record<string, never>, readonly Scene[]> = {
  name: 'cite',
  stage: 'suggestions',
  version: 1,
  defaults: {},
  ranges: {},
  traits: { pooled: true, cacheable: true },
  async run(input) {
    const unit = citedUnit(await unitInputOf(input, titleOf(input).text, { count: 0, seconds: 0 }), input.passage, new Set(input.said));
    if (unit === undefined) return [];
    const chapter = chaptersOf(input.content).find(({ heading, end }) => unit.block >= heading && unit.block < end);
    return named(unit.drafts.map((draft) => ({ draft, chapter: chapter === undefined ? '' : shortened(chapter.title) })));
  },
};
