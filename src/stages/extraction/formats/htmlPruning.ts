import type { Draft } from '../reading';
import { countSpacedWords } from '../whitespace';
import type { Taken } from './htmlBlocks';

/**
 * Drops what Readability leaves of a page's frame: short blocks made of links, short words in bare `div`s, captions beside
 * the text, date lines before it, calls to follow and subscribe after it, and headings that nothing follows.
 *
 * The limits were set on one half of the Article Extraction Benchmark.
 */
export function pruned(taken: readonly Taken[], title: string): Draft[] {
  const blocks = taken.filter((block) => !isFrame(block)).map((block) => block.draft);
  return withoutEmptySections(withoutEnds(withoutRepeats(blocks, title)));
}

function isFrame({ draft, linked, isProper, isBeside }: Taken): boolean {
  const words = countSpacedWords(draft.text);
  const share = linked / Math.max(1, draft.text.length);
  switch (draft.type) {
    case 'paragraph':
      if (!/\p{L}/u.test(draft.text)) return draft.text.length < 8;
      if (isBeside && words < 60) return true;
      if (words < 30 && share > 0.6) return true;
      if (words < 8 && notice.test(draft.text)) return true;
      return !isProper && words < 8 && !/[.!?:;…。！？]["'”’)]?$/.test(draft.text);
    case 'list':
      return share > 0.6 && words / Math.max(1, draft.entries.length) < 15;
    default:
      return false;
  }
}

/** Whole lines that players, slots and buttons leave behind. */
const notice =
  /^(?:advert(?:isement)?s?|sponsored|share(?: this)?|print|e-?mail|comments?|close|caption|loading.*|read more|related(?: \w+)?|image (?:caption|source|copyright)\b.*|this slideshow requires javascript\.?|story continues below.*|article continues .*|anzeige|werbung|publicité|publicidad|iklan|реклама)$/i;

/** Drops pictures that only repeat: the same description again, the page's title, or the site's own marks. */
function withoutRepeats(blocks: readonly Draft[], title: string): Draft[] {
  const told = new Set<string>();
  return blocks.filter((draft) => {
    if (draft.type !== 'image' || draft.text === '') return true;
    const words = draft.text.toLowerCase();
    const own = title.toLowerCase();
    // A figure has its say; elsewhere a description that is mostly the title is the site's own.
    if (draft.caption === undefined && title !== '' && words.includes(own) && own.length * 2 > words.length) return false;
    if (told.has(words) || title.toLowerCase().includes(words) || /\b(?:logo|icon|avatar|headshot)\b/.test(words)) return false;
    told.add(words);
    return true;
  });
}

/** Cuts date lines off the start and calls to readers off the end, as far as they go on without a break. */
function withoutEnds(blocks: readonly Draft[]): Draft[] {
  let end = blocks.length;
  while (end > 1 && isCall(blocks[end - 1])) end--;
  const start = blocks.slice(0, end);
  return start.filter((draft, index) => index > 5 || !isDateLine(draft));
}

const dateParts = [
  /(?<=\d)(?:st|nd|rd|th)\b/gi,
  /\b(?:by|on|at|in|published|updated|posted|last modified|first published)\b/gi,
  /\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b/gi,
  /\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\b/gi,
  /\b[ap]\.?m\b/gi,
  /\b(?:[A-Z]{2,4}T|GMT|UTC)\b/gi,
];

function isDateLine(draft: Draft): boolean {
  if (draft.type !== 'paragraph' || countSpacedWords(draft.text) > 16 || draft.text.length > 120) return false;
  const isDated = /\b(?:19|20)\d\d\b|\b\d{1,2}[/.-]\d{1,2}[/.-]\d\d/.test(draft.text) && /\b\d{1,2}\b/.test(draft.text);
  const rest = dateParts.reduce((text, part) => text.replace(part, ' '), draft.text).replace(/[\d\s:.,/|•·()+-]/g, '');
  return (isDated && rest.length < 30 && !/[.!?]$/.test(draft.text))
    || /^(?:by|von|par|por)\s+\p{Lu}[\p{L}.'-]+(?:\s+\p{Lu}[\p{L}.'-]+){0,3}$/iu.test(draft.text);
}

function isCall(draft: Draft | undefined): boolean {
  if (draft === undefined || countSpacedWords(draft.text) > 60) return false;
  if (draft.type === 'heading' || draft.type === 'image') return true;
  return draft.type === 'paragraph'
    && /\b(?:subscribe|newsletters?|sign up|follow (?:us|me|him|her|them|@\w+|\p{Lu}\w+ on)|(?:on|via) (?:twitter|facebook|instagram)|cookies?|all rights reserved|copyright|may be reproduced|click here|join our|filed under|posted in)\b|©/iu.test(
      draft.text,
    );
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
