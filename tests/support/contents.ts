import type { Block, Content, PictureFacts } from '../../src/domain/content';
import { referenceKernels } from '../../src/kernels/reference';
import type { StepContext } from '../../src/engine/step';

type Draft = Block extends infer B ? (B extends Block ? Omit<B, 'id' | 'place'> : never) : never;

export const heading = (level: number, text: string): Draft => ({ type: 'heading', level, text });
export const paragraph = (text: string): Draft => ({ type: 'paragraph', text });
export const list = (...entries: string[]): Draft => ({ type: 'list', ordered: false, entries, text: entries.join('\n') });
export const quote = (text: string, attribution: string): Draft => ({ type: 'quote', text, attribution });
export const code = (text: string, language = ''): Draft => ({ type: 'code', language, text });
export const formula = (tex: string): Draft => ({ type: 'formula', tex, text: tex });
export const table = (header: readonly string[], ...rows: (readonly string[])[]): Draft => ({
  type: 'table', header, rows, text: [header, ...rows].map((row) => row.join('\t')).join('\n'),
});

/** A photograph of 1600 × 1000 px unless it is said otherwise; `facts` of null: it cannot be shown. */
export const picture = (
  text: string, rest: { readonly caption?: string; readonly address?: string; readonly facts?: Partial<PictureFacts> | null } = {},
): Draft => {
  const { facts, address = '', ...others } = rest;
  return {
    type: 'image', text, address, ...others,
    ...(facts === null ? {} : { picture: { asset: text || 'asset', mediaType: 'image/jpeg', width: 1600, height: 1000, ...facts } }),
  };
};

/** A document of blocks, numbered in order. */
export function contentOf(blocks: readonly Draft[], rest: Partial<Omit<Content, 'blocks'>> = {}): Content {
  // A draft is a block without its id and place, which are added here.
  return { title: '', authors: [], language: 'en', ...rest, blocks: blocks.map((block, id) => ({ ...block, id, place: { offset: 0 } }) as Block) };
}

/** What a step is given: the reference kernels and a signal nobody aborts. */
export function contextOfTest(): StepContext {
  return { kernels: referenceKernels, signal: new AbortController().signal, report: () => undefined };
}
