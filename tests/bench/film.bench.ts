import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../src/cli/install.mjs';
import type { Figure } from './figure';
import { longText } from './longText';

/** A minute of narrated, captioned 1080p30 film, from document to file, as a multiple of real time. */
export async function bench(): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'kinora-bench-'));
  try {
    const source = join(folder, 'minute.md');
    writeFileSync(source, longText(1200));
    const runs = [0, 1, 2].map(() => render(source, folder));
    const { seconds, wallMs, distinctFrames, stages, steps } = runs.sort((a, b) => a.wallMs - b.wallMs)[1] ?? runs[0]!;
    const share = (name: string, milliseconds: number): Figure => ({ name: `  ${name}`, value: milliseconds / wallMs, unit: 'of the whole' });
    return [
      { name: 'film of a minute, 1080p30, narrated', value: wallMs / 1000, unit: 's', ratio: (seconds * 1000) / wallMs, anchor: 'times faster than it plays (at least 2)' },
      { name: 'distinct frames a minute', value: (distinctFrames * 60) / seconds, unit: 'frames' },
      share('content extraction', stages.extraction),
      share('suggestions', stages.suggestions),
      share('video generation', stages.video),
      ...Object.entries(steps).map(([step, milliseconds]) => share(`${step} (beside others)`, milliseconds)),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Line {
  readonly seconds: number;
  readonly wallMs: number;
  readonly distinctFrames: number;
  readonly stages: Readonly<Record<'extraction' | 'suggestions' | 'video', number>>;
  readonly steps: Readonly<Record<string, number>>;
}

function render(source: string, folder: string): Line {
  const { stdout, status } = spawnSync('node', ['src/cli/kinora.mjs', 'render', source, '--out', folder, '--seconds', '60'], { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  if (status !== 0) throw new Error(`render ended with ${status}: ${stdout}`);
  return JSON.parse(stdout) as Line;
}
