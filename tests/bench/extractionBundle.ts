import { join } from 'node:path';
import { build } from 'vite';

/** Gives the extraction stage as one script that puts `window.extract` into a page. */
export async function extractionBundle(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false, minify: false, target: 'es2023',
      lib: { entry: join(import.meta.dirname, 'extractionPage.ts'), formats: ['iife'], name: 'bench' },
      rolldownOptions: { output: { codeSplitting: false } },
    },
  });
  const outputs = Array.isArray(result) ? result : [result];
  for (const output of outputs) if ('output' in output) return output.output[0].code;
  throw new Error('The bundle must have one file.');
}
