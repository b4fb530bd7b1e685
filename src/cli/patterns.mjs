// Part of `npm run lint`: sees to it that no regular expression in the sources takes more than linear time, whatever text it is given.
// What recheck found is remembered by the pattern's text, in node_modules/.cache: only new patterns take their second.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { check } from 'recheck';
import ts from 'typescript';
import { root } from './install.mjs';

/**
 * Patterns that recheck cannot decide or decides wrongly, and why each is linear all the same.
 *
 * @type {ReadonlyMap<string, string>}
 */
const known = new Map([
]);

const sources = join(root, 'src');
const memory = join(root, 'node_modules/.cache/kinora-patterns.json');
/** Milliseconds a pattern may be looked at. */
const timeout = 20_000;

/** @typedef {{ readonly pattern: string, readonly place: string }} Found */

/**
 * Gives the literals of a file, and what is made of text that does not change.
 *
 * @param {string} name
 * @param {string} text
 * @returns {Found[]}
 */
function patternsIn(name, text) {
  const file = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
  /** @type {Found[]} */
  const found = [];
  const visit = (/** @type {ts.Node} */ node) => {
    const place = `${name}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
    if (ts.isRegularExpressionLiteral(node)) found.push({ pattern: node.text, place });
    if (ts.isNewExpression(node) && node.expression.getText() === 'RegExp') {
      const [source, flags] = node.arguments ?? [];
      if (source && ts.isStringLiteralLike(source)) {
        found.push({ pattern: `/${source.text}/${flags && ts.isStringLiteralLike(flags) ? flags.text : ''}`, place });
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** @param {string} text of a component */
function scriptsOf(text) {
  const parts = text.split('</script>').slice(0, -1).map((part) => part.slice(part.indexOf('<script')));
  return parts.map((part) => part.slice(part.indexOf('>') + 1)).join('\n');
}

const found = readdirSync(sources, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(?:ts|mjs|js|svelte)$/.test(name)).flatMap((name) => {
  const text = readFileSync(join(sources, name), 'utf8');
  return patternsIn(name, name.endsWith('.svelte') ? scriptsOf(text) : text);
});

/** @type {Record<string, string>} */
let verdicts = {};
try {
  verdicts = JSON.parse(readFileSync(memory, 'utf8'));
} catch {
  // The first run.
}
const open = [...new Set(found.map(({ pattern }) => pattern))].filter((pattern) => !known.has(pattern) && !Object.hasOwn(verdicts, pattern));
const look = async () => {
  for (let pattern = open.pop(); pattern !== undefined; pattern = open.pop()) {
    const end = pattern.lastIndexOf('/');
    const result = await check(pattern.slice(1, end), pattern.slice(end + 1), { timeout });
    const attack = result.status === 'vulnerable' ? `${result.complexity.summary}, e.g. on ${result.attack.pattern.slice(0, 100)}` : '';
    verdicts[pattern] = result.status === 'safe' ? 'safe' : `${result.status} ${attack}`;
  }
};
await Promise.all([look(), look()]);
mkdirSync(dirname(memory), { recursive: true });
writeFileSync(memory, JSON.stringify(Object.fromEntries(found.flatMap(({ pattern }) => (verdicts[pattern] === 'safe' ? [[pattern, 'safe']] : [])))));

const bad = found.filter(({ pattern }) => !known.has(pattern) && verdicts[pattern] !== 'safe');
for (const { pattern, place } of bad) console.error(`${place}  ${pattern}\n  ${verdicts[pattern]}`);
const unused = [...known.keys()].filter((pattern) => found.every((one) => one.pattern !== pattern));
for (const pattern of unused) console.error(`src/cli/patterns.mjs knows of a pattern that is nowhere any more: ${pattern}`);
console.log(`${found.length} patterns, ${bad.length} of them not linear.`);
process.exitCode = bad.length + unused.length > 0 ? 1 : 0;
