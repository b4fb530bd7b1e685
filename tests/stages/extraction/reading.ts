import type { Block, Content } from '../../../src/domain/content';
import type { StepContext } from '../../../src/engine/step';
import { readWith } from '../../../src/stages/extraction/read';

/** Reads a file as the app does. */
export async function read(name: string, content: string | Uint8Array, mediaType = ''): Promise<Content> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return readWith().run({ name, mediaType, bytes }, {}, context);
}

/** Each block as `type: text`. */
export function outline(content: { readonly blocks: readonly Pick<Block, 'type' | 'text'>[] }): string[] {
  return content.blocks.map((block) => `${block.type}: ${block.text}`);
}

// Reading needs no kernels.
const context = { signal: new AbortController().signal, report: () => undefined } as unknown as StepContext;
