import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../src/cli/install.mjs';
import { twiceOnce } from './examples/cache';
import { shouted } from './examples/engine';
import { mostCentral } from './examples/kernels';
import { sumOfSquares } from './examples/pool';
import { wasmModule } from './support/wasmModules';

describe("the README's examples", () => {
  test('run', async () => {
    const run = async (job: number | readonly number[]): Promise<number> => (typeof job === 'number' ? job * job : job.reduce((sum, part) => sum + part, 0));
    const hire = async () => ({ lost: new Promise<never>(() => {}), dismiss: () => {}, run });
    expect(await mostCentral(async (target) => wasmModule(target))).toBe(1);
    expect(await sumOfSquares(hire)).toBe(14);
    expect(await twiceOnce()).toEqual([42, 1, -1]);
    expect(await shouted()).toBe('HELLO!!');
  });

  test.each(['kernels', 'pool', 'cache', 'engine'])('show %s as it runs here', (name) => {
    const readme = readFileSync(join(root, 'README.md'), 'utf8');
    const example = readFileSync(join(root, `tests/examples/${name}.ts`), 'utf8').trim().replaceAll('../../src/', './src/');
    expect(readme).toContain(`\`\`\`ts\n${example}\n\`\`\``);
  });
});
