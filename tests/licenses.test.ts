import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const notice = readFileSync(join(root, 'public/licenses/NOTICE.md'), 'utf8');
const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { dependencies: Record<string, string> };

test('every dependency is listed with the version that is installed', () => {
  const lines = Object.keys(dependencies).map((name) => {
    const { version } = JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8')) as { version: string };
    return `| ${name} | ${version} |`;
  });
  expect(lines.filter((line) => !notice.includes(line))).toEqual([]);
});

test('every licence text that is named lies beside the list', () => {
  // The build writes that one.
  const texts = [...notice.matchAll(/[\w.-]+\.txt/g)].map(([text]) => text).filter((text) => text !== 'packages.txt');
  expect(texts.length).toBeGreaterThan(5);
  expect(texts.filter((text) => !existsSync(join(root, 'public/licenses', text)))).toEqual([]);
});
