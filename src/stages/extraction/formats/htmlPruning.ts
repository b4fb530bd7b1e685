import type { Draft } from '../reading';
import { countWords } from '../whitespace';
import type { Taken } from './htmlBlocks';

/**
 * Drops what Readability leaves of a page's frame: short blocks made of links, short words in bare `div`s, pictures' words
 * told twice, and headings that nothing follows.
 *
 * The limits were set on one half of the Article Extraction Benchmark.
 */
export function pruned(taken: readonly Taken[]): Draft[] {
  return withoutEmptySections(taken.filter((block) => !isFrame(block)).map((block) => block.draft));
}

function isFrame({ draft, linked, isProper }: Taken): boolean {
  const words = countWords(draft.text);
  const share = linked / Math.max(1, draft.text.length);
  switch (draft.type) {
    case 'paragraph':
      if (words < 30 && share > 0.6) return true;
      return !isProper && words < 8 && !/[.!?:;…。！？]["'”’)]?$/.test(draft.text);
    case 'list':
      return share > 0.6 && words / Math.max(1, draft.entries.length) < 15;
    default:
      return false;
  }
}

/** A heading stays if something follows it before the next heading of its level or above. */
function withoutEmptySections(blocks: readonly Draft[]): Draft[] {
  const kept: Draft[] = [];
  // Level of the deepest heading that still has something under it, seen from the end.
  let level = 7;
  let hasText = false;
  for (const draft of blocks.toReversed()) {
    if (draft.type !== 'heading') {
      hasText = hasText || draft.type !== 'image';
      if (draft.type !== 'image') level = 7;
      kept.push(draft);
    } else if (hasText && (level === 7 || draft.level < level)) {
      level = draft.level;
      kept.push(draft);
    }
  }
  return kept.reverse();
}
