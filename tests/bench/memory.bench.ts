import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../src/cli/install.mjs';
import type { Figure } from './figure';
import { documentFor, inFolder, rendered } from './rendering';

const minutes = Number(process.env['KINORA_MINUTES'] ?? 30);
const mebibyte = 1024 * 1024;

/**
 * A film of half an hour (`KINORA_MINUTES`), 1080p30 and narrated: how much memory the page and its workers hold on the way.
 *
 * Read from `/proc` every quarter of a second: resident memory of the browser's renderer processes, in which the page, its workers and
 * their encoders are (what processes share is divided among them); the whole curve is written to `bench-results/memory.csv`.
 */
export async function bench(): Promise<readonly Figure[]> {
  return inFolder(async (folder) => {
    const curve: { readonly seconds: number; readonly renderers: number; readonly all: number }[] = [];
    const began = performance.now();
    const line = await rendered(documentFor(minutes * 60, folder), folder, ['--seconds', String(minutes * 60)], (pid) => {
      curve.push({ seconds: (performance.now() - began) / 1000, ...memoryUnder(pid) });
    });
    writeFileSync(
      join(root, 'bench-results', 'memory.csv'),
      `seconds,renderers_mib,all_mib\n${curve.map(({ seconds, renderers, all }) => `${seconds.toFixed(2)},${renderers.toFixed(0)},${all.toFixed(0)}`).join(
        '\n',
      )}\n`,
    );
    const sizes = curve.map(({ renderers }) => renderers);
    const quarter = (
      index: number,
    ): number => sizes.slice((sizes.length * index) >> 2, (sizes.length * (index + 1)) >> 2).toSorted((a, b) => a - b)[sizes.length >> 3] ?? NaN;
    const half = sizes.slice(sizes.length >> 2, (sizes.length * 3) >> 2).toSorted((a, b) => a - b);
    console.error(`memory over time, MiB, 0 to ${Math.max(...sizes).toFixed(0)} over ${(curve.at(-1)?.seconds ?? 0).toFixed(0)} s:\n${sparkline(sizes, 100)}`);
    return [
      {
        name: `film of ${(line.seconds / 60).toFixed(0)} min, 1080p30: peak memory`, value: Math.max(...sizes), unit: 'MiB', ratio: 1024 / Math.max(...sizes),
        anchor: 'times below a GiB',
      },
      { name: 'the same, in the middle half of the time', value: half[half.length >> 1] ?? NaN, unit: 'MiB' },
      { name: 'what it grows by from the second quarter to the third', value: quarter(2) - quarter(1), unit: 'MiB' },
      { name: 'the last memory reading before the browser ends', value: sizes.findLast((size) => size > 0) ?? NaN, unit: 'MiB' },
      { name: 'peak of the whole browser and the command line', value: Math.max(...curve.map(({ all }) => all)), unit: 'MiB' },
      { name: 'its file', value: line.bytes / mebibyte, unit: 'MiB' },
      { name: 'its time', value: line.wallMs / 1000, unit: 's', ratio: (line.seconds * 1000) / line.wallMs, anchor: 'times faster than it plays' },
    ];
  });
}

/** MiB resident in a process and all that it started. */
function memoryUnder(top: number): { readonly renderers: number; readonly all: number } {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const parent = /^PPid:\s+(\d+)/m.exec(textOf(`/proc/${name}/status`))?.[1];
    if (parent !== undefined) parents.set(Number(name), Number(parent));
  }
  const isUnder = (pid: number): boolean => pid === top || (parents.has(pid) && isUnder(parents.get(pid) ?? 0));
  let renderers = 0;
  let all = 0;
  for (const pid of parents.keys()) {
    if (!isUnder(pid)) continue;
    const size = Number(/^Pss:\s+(\d+) kB/m.exec(textOf(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0) / 1024;
    all += size;
    if (textOf(`/proc/${pid}/cmdline`).includes('--type=renderer')) renderers += size;
  }
  return { renderers, all };
}

/** A process may end while it is looked at. */
function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** A line of so many columns, each the greatest value in its stretch. */
function sparkline(values: readonly number[], columns: number): string {
  const bars = '▁▂▃▄▅▆▇█';
  const most = Math.max(...values);
  return Array.from({ length: Math.min(columns, values.length) }, (_, column) => {
    const from = Math.floor((column * values.length) / columns);
    const peak = Math.max(...values.slice(from, Math.max(from + 1, Math.floor(((column + 1) * values.length) / columns))));
    return bars[Math.min(7, Math.floor((peak / most) * 8))];
  }).join('');
}
