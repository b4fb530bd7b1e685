import type { LayoutName } from '../../../domain/storyboard';

/**
 * What scenes of each layout are proposed from: the document as a whole and its chapters, one sentence shown as it is, one shown as
 * more than a sentence (it can always be the plain one again), or a passage that is no sentence.
 */
export const origins: Readonly<Record<LayoutName, 'document' | 'sentence' | 'saying' | 'passage'>> = {
  title: 'document',
  section: 'document',
  statement: 'sentence',
  list: 'passage',
  quote: 'passage',
  code: 'passage',
  table: 'passage',
  chart: 'passage',
  number: 'saying',
  definition: 'saying',
  picture: 'passage',
  formula: 'passage',
  outro: 'document',
};
