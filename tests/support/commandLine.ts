import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../../src/cli/install.mjs';

/** What a run of the command line printed and how it ended. */
export interface Ran {
  readonly code: number;
  readonly lines: readonly Record<string, unknown>[];
  readonly stderr: string;
}

/** Runs the command line as a person would, without a terminal, and reads its JSON lines; it keeps nothing unless told where. */
export function kinora(...words: readonly string[]): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const kept = words.includes('--cache') ? [] : ['--no-cache'];
    const child = spawn(process.execPath, [join(root, 'src/cli/kinora.mjs'), ...words, ...kept], { stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => { stdout += text; });
    child.stderr.setEncoding('utf8').on('data', (text: string) => { stderr += text; });
    child.on('error', reject);
    child.on('close', (code) => {
      try {
        const lines = stdout.split('\n').filter(Boolean).map((line) => JSON.parse(line) as Record<string, unknown>);
        resolve({ code: code ?? -1, lines, stderr });
      } catch (error) {
        reject(new Error(`Standard output must be JSON lines alone, got: ${stdout}`, { cause: error }));
      }
    });
  });
}
