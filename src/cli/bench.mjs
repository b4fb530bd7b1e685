// `npm run bench [name...]`: every figure as a ratio against its anchor; a table for people, a JSON file for machines in bench-results/.
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, root } from './install.mjs';

ensureInstalled();
ensureBuilt();
const { register } = await import('tsx/esm/api');
register();

const wished = process.argv.slice(2);
const folder = join(root, 'tests', 'bench');
const names = readdirSync(folder).filter((file) => file.endsWith('.bench.ts')).map((file) => file.slice(0, -'.bench.ts'.length));
const figures = [];
mkdirSync(join(root, 'bench-results'), { recursive: true });
for (const name of names.filter((each) => wished.length === 0 || wished.includes(each))) {
  const { bench } = await import(join(folder, `${name}.bench.ts`));
  console.error(`${name}...`);
  for (const figure of await bench()) {
    figures.push({ bench: name, ...figure });
    const ratio = figure.ratio === undefined ? '' : `${figure.ratio.toFixed(2)}×`.padStart(9);
    console.log(`${name.padEnd(12)} ${figure.name.padEnd(52)} ${format(figure.value).padStart(10)} ${figure.unit.padEnd(14)}${ratio}  ${figure.anchor ?? ''}`);
  }
}
writeFileSync(join(root, 'bench-results', 'latest.json'), JSON.stringify({ node: process.version, figures }, undefined, 2));

/** @param {number} value */
function format(value) {
  return Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
