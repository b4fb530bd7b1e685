import type { Content } from '../../domain/content';

/** A part of a document under one heading. */
export interface Chapter {
  readonly title: string;
  /** Block of the heading. */
  readonly heading: number;
  /** Blocks [heading, end). */
  readonly end: number;
}

/**
 * The chapters of a document: its highest level of heading that occurs at least twice, leaving out a heading that only repeats the title.
 * Without such a level a document has no chapters.
 */
export function chaptersOf(content: Content): readonly Chapter[] {
  const headings = content.blocks.filter((block) => block.type === 'heading' && block.apparatus === undefined && block.text.trim() !== '');
  const inner = headings.filter((heading, index) => index > 0 || !sameWords(heading.text, content.title));
  for (let level = 1; level <= 6; level++) {
    const starts = inner.filter((heading) => heading.type === 'heading' && heading.level === level);
    if (starts.length < 2) continue;
    return starts.map(
      (heading, index) => ({ title: oneLine(heading.text), heading: heading.id, end: endOf(content, heading.id, level, starts[index + 1]?.id) }),
    );
  }
  return [];
}

/** Text with all white space as single spaces. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** Whether two texts differ at most in case, punctuation and space. */
export function sameWords(a: string, b: string): boolean {
  const bare = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
  return bare(a) === bare(b);
}

/** A higher heading ends a chapter too. */
function endOf(content: Content, start: number, level: number, next: number | undefined): number {
  const limit = next ?? content.blocks.length;
  for (let id = start + 1; id < limit; id += 1) {
    const block = content.blocks[id];
    if (block?.type === 'heading' && block.level < level) return id;
  }
  return limit;
}
