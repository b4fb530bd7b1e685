// `npm test`: installs what is missing, then type check, lint, unit tests, build, end-to-end tests in the real browser.
// With the name of a long suite (`npm run test:robustness`): that alone, on the built site.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, root, run } from './install.mjs';

ensureInstalled();
const { ensureChromium } = await import('./chromium.mjs');
process.env['KINORA_CHROMIUM'] = await ensureChromium();

const reports = mkdtempSync(join(tmpdir(), 'kinora-test-'));
let passed = 0;
let failed = 0;

const [suite] = process.argv.slice(2);
try {
  if (suite === undefined) everything();
  else if (check('build', ensureBuilt)) tests(suite, ['--project', suite]);
} finally {
  rmSync(reports, { recursive: true, force: true });
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

function everything() {
  check('WASM', () => run('npm', ['run', '--silent', 'wasm']));
  check('types', () => run('npm', ['run', '--silent', 'check']));
  check('lint', () => run('npm', ['run', '--silent', 'lint']));
  tests('unit', ['--project', 'unit', '--project', 'app']);
  if (check('build', () => run('npm', ['run', '--silent', 'build']))) tests('e2e', ['--project', 'e2e*']);
}

/**
 * Counts one check that either ends well or does not.
 *
 * @param {string} name
 * @param {() => void} work
 */
function check(name, work) {
  const began = Date.now();
  try {
    work();
    passed += 1;
    console.log(`${name}: ok, ${seconds(began)} s`);
    return true;
  } catch (error) {
    failed += 1;
    console.log(`${name}: failed. ${error instanceof Error ? error.message : error}`);
    return false;
  }
}

/**
 * Runs tests and counts them; a runner that dies without a report is one failure.
 *
 * @param {string} name
 * @param {readonly string[]} projects
 */
function tests(name, projects) {
  const began = Date.now();
  const report = join(reports, `${name}.json`);
  const { status } = spawnSync('npx', ['--no-install', 'vitest', 'run', ...projects, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  const counts = readReport(report);
  passed += counts.passed;
  failed += counts.failed > 0 || status === 0 ? counts.failed : 1;
  console.log(`${name}: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped, ${seconds(began)} s`);
}

/** @param {string} file */
function readReport(file) {
  try {
    const { numPassedTests, numFailedTests, numFailedTestSuites, numPendingTests, testResults } = JSON.parse(readFileSync(file, 'utf8'));
    // A file that does not even load has no tests to fail.
    /** @type {readonly { status: string, assertionResults: readonly unknown[] }[]} */
    const files = testResults;
    const broken = files.filter(({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0).length;
    return { passed: numPassedTests, failed: Math.max(numFailedTests + broken, numFailedTestSuites > 0 ? 1 : 0), skipped: numPendingTests };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

/** @param {number} began */
function seconds(began) {
  return ((Date.now() - began) / 1000).toFixed(0);
}
