// What must be there before anything else runs; needs Node alone.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's own folder. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Installs the packages if they are missing or older than the lock file. */
export function ensureInstalled() {
  const marker = join(root, 'node_modules', '.package-lock.json');
  if (existsSync(marker) && statSync(marker).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs) return;
  say('Installing packages');
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
}

/** Builds the site if `dist` is missing or older than what it is made from. */
export function ensureBuilt() {
  const made = join(root, 'dist', 'index.html');
  const inputs = ['index.html', 'package-lock.json', 'vite.config.ts', 'vite.gpl.ts', 'src', 'wasm/assembly', 'public'];
  const newest = Math.max(...inputs.map((input) => newestUnder(join(root, input))));
  if (existsSync(made) && statSync(made).mtimeMs >= newest) return;
  say('Building the studio');
  run('npm', ['run', '--silent', 'build', '--', '--logLevel', 'error']);
}

/**
 * Runs a program of this project to its end; what it prints goes to standard error, so that standard output stays free for results.
 *
 * @param {string} program
 * @param {readonly string[]} parameters
 * @param {import('node:child_process').SpawnSyncOptions} [options]
 * @throws Error if it ends with anything but 0
 */
export function run(program, parameters, options = {}) {
  const { status, error } = spawnSync(program, parameters, { cwd: root, stdio: ['ignore', 2, 2], ...options });
  if (error) throw error;
  if (status !== 0) throw new Error(`${program} ${parameters.join(' ')} ended with ${status}`);
}

/** @param {string} line */
function say(line) {
  process.stderr.write(`${line}...\n`);
}

/**
 * When a file, or the last one of a folder, was changed, ms since 1970; 0 if there is none.
 *
 * @param {string} path
 * @returns {number}
 */
function newestUnder(path) {
  if (!existsSync(path)) return 0;
  const facts = statSync(path);
  if (!facts.isDirectory()) return facts.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newestUnder(join(path, name))));
}
