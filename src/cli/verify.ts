import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { Failure } from '../domain/failure';
import { parseManifest, type Manifest } from '../domain/film/manifest';
import { filmFacts, filmSeal } from '../platform/files/filmFacts';
import { fileChecks, type FilmCheck, storyboardChecks, trackChecks } from './filmChecks';
import { browserPage, type BrowserPage } from './browser/browserPage';
import type { VerifyCommand } from './parseCommand';
import { jsonLine } from './terminal';
import { UsageError } from './usage';

/**
 * Checks a film's file against its manifest and, where there is one, its storyboard; prints a JSON line.
 *
 * @returns the exit code: 0 all is as it was made, 1 something is not
 * @throws UsageError if a file that was named, or the manifest, is not there
 */
export async function verify(command: VerifyCommand): Promise<number> {
  const { file } = command;
  for (const named of [file, command.manifest, ...(command.isStoryboardNamed ? [command.storyboard] : [])]) {
    if (!existsSync(named)) throw new UsageError(`verify needs ${named}, which is not there.`);
  }
  const storyboard = existsSync(command.storyboard) ? command.storyboard : undefined;
  try {
    const manifest = parseManifest(await readFile(command.manifest, 'utf8'));
    const checks = [...(await checksOfFile(manifest, file)), ...(await checksOnPage(command, manifest, storyboard))];
    const ok = checks.every((one) => one.ok);
    process.stdout.write(jsonLine({ file, ok, checks, storyboard: storyboard ?? null, byEncoder: manifest.byEncoder }));
    return ok ? 0 : 1;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    process.stdout.write(jsonLine({ file, ok: false, error: { code: error.code, message: error.message } }));
    return 1;
  }
}

async function checksOfFile(manifest: Manifest, file: string): Promise<readonly FilmCheck[]> {
  const bytes = new Uint8Array(await readFile(file));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const outside = fileChecks(manifest, { bytes: bytes.length, sha256, seal: filmSeal(bytes) });
  if (manifest.scenes.length === 0) return outside;
  try {
    return [...outside, ...trackChecks(manifest, await filmFacts(bytes))];
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return [...outside, { check: 'tracks', ok: false, message: error.message }];
  }
}

/** What only the app itself can tell: it draws the storyboard's pictures again, as data, and decodes the file. */
async function checksOnPage(command: VerifyCommand, manifest: Manifest, storyboard: string | undefined): Promise<readonly FilmCheck[]> {
  const wantsKeys = storyboard !== undefined && manifest.scenes.length > 0;
  if (!wantsKeys && !command.decode) return [];
  const quiet = (): void => undefined;
  const page = await browserPage({
    files: [storyboard ?? '', command.file], names: new Map(), sandbox: 'auto', without: command.without, megabytes: 256, save: () => Promise.resolve(),
    onLine: () => Promise.resolve(), onProgress: quiet,
  });
  try {
    return [...(wantsKeys ? storyboardChecks(manifest, await page.outline(0, manifest.settings)) : []), ...(command.decode ? [await decodeCheck(page)] : [])];
  } finally {
    await page.close();
  }
}

async function decodeCheck(page: BrowserPage): Promise<FilmCheck> {
  try {
    await page.decode(1);
    return { check: 'decode', ok: true };
  } catch (error) {
    return { check: 'decode', ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}
