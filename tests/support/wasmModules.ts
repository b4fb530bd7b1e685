import { existsSync, readdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export type WasmTarget = 'simd' | 'scalar';

const sources = fileURLToPath(new URL('../../wasm/assembly/', import.meta.url));
const config = fileURLToPath(new URL('../../wasm/asconfig.json', import.meta.url));

/** The compiled kernels, built first if the build is missing or older than its sources. */
export async function wasmModule(target: WasmTarget): Promise<WebAssembly.Module> {
  const file = fileURLToPath(new URL(`../../wasm/build/${target}.wasm`, import.meta.url));
  if (!existsSync(file) || statSync(file).mtimeMs < lastChange()) await build(target, file);
  return WebAssembly.compile(readFileSync(file));
}

function lastChange(): number {
  const files = readdirSync(sources).map((name) => sources + name);
  return Math.max(...[config, ...files].map((file) => statSync(file).mtimeMs));
}

// Test files run side by side: each builds under a name of its own and moves the whole file into place.
async function build(target: WasmTarget, file: string): Promise<void> {
  const { main } = await import('assemblyscript/asc');
  const draft = `${file}.${process.pid}`;
  const { error, stderr } = await main([`${sources}index.ts`, '--config', config, '--target', target, '--outFile', draft]);
  if (error) throw new Error(`asc failed: ${stderr.toString()}`, { cause: error });
  renameSync(draft, file);
}
