import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../src/cli/install.mjs';
import { longText } from './longText';

/** What the command line says of a film, as far as benches look at it. */
export interface RenderedLine {
  readonly output: string;
  readonly seconds: number;
  readonly frames: number;
  /** From the command to the last file on disk. */
  readonly wallMs: number;
  /** Seconds from the storyboard to the finished file. */
  readonly took: number;
  readonly distinctFrames: number;
  readonly bytes: number;
  readonly stages: Readonly<Record<'extraction' | 'suggestions' | 'video', number>>;
  readonly steps: Readonly<Record<string, number>>;
}

/**
 * Makes a film by the command line, in a process of its own.
 *
 * @param parameters beside the file and the folder it is written to; nothing is kept between calls unless `--cache` is among them
 * @param watch      is given the process and called until it ends
 * @throws Error with what it printed if it fails
 */
export async function rendered(
  source: string, folder: string, parameters: readonly string[], watch: (pid: number) => void = () => undefined,
): Promise<RenderedLine> {
  const keeping = parameters.includes('--cache') ? [] : ['--no-cache'];
  const child = spawn(
    'node', ['src/cli/kinora.mjs', 'render', source, '--out', folder, ...keeping, ...parameters], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let printed = '';
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-2000)));
  const timer = setInterval(() => watch(child.pid ?? 0), 250);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  clearInterval(timer);
  if (code !== 0) throw new Error(`render ended with ${code}: ${printed} ${said}`);
  return JSON.parse(printed.trim().split('\n').at(-1) ?? '') as RenderedLine;
}

/** A document long enough for a film of so many seconds, in a file. */
export function documentFor(seconds: number, folder: string): string {
  const file = join(folder, 'film.md');
  writeFileSync(file, longText(seconds * 20));
  return file;
}

/** Gives a folder to work in, which is gone afterwards. */
export async function inFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'kinora-bench-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The storyboard beside a film, as plain data. */
export function storyboardBeside(folder: string, { output }: RenderedLine): Record<string, unknown> & { readonly scenes: readonly Record<string, unknown>[] } {
  // Written by the command line itself.
  return JSON.parse(readFileSync(join(folder, (output.split('/').at(-1) ?? '').replace(/\.\w+$/, '.json')), 'utf8')) as ReturnType<typeof storyboardBeside>;
}

/** The run in the middle by its time. */
export function median(runs: readonly RenderedLine[], by: 'took' | 'wallMs' = 'wallMs'): RenderedLine {
  const sorted = runs.toSorted((a, b) => a[by] - b[by]);
  const middle = sorted[sorted.length >> 1];
  if (middle === undefined) throw new Error('There must be a run.');
  return middle;
}
