import { readWith } from '../../src/stages/extraction/read';
import type { Content } from '../../src/domain/content';
import type { StepContext } from '../../src/engine/step';

// What the page of the bench offers to the program that drives it.
declare global {
  interface Window {
    extract(name: string, base64: string): Promise<{ content?: Content; failure?: string; milliseconds: number }>;
  }
}

const read = readWith();
// Reading needs no kernels.
const context = { kernels: undefined, signal: new AbortController().signal, report: () => undefined } as unknown as StepContext;

window.extract = async (name, base64) => {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const start = performance.now();
  try {
    const content = await read.run({ name, mediaType: '', bytes }, {}, context);
    return { content, milliseconds: performance.now() - start };
  } catch (error) {
    return { failure: String(error), milliseconds: performance.now() - start };
  }
};
