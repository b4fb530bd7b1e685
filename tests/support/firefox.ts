import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openWebSocket } from './webSocket';

/** The Firefox of this machine; tests that need one skip with this reason where there is none. */
export const firefoxProgram = ['firefox-esr', 'firefox'].find((name) => spawnSync(name, ['--version']).status === 0);

if (firefoxProgram === undefined) console.warn('Skipped: checks in Firefox, which is not installed here (Debian package firefox-esr).');

/** A page in a headless Firefox. */
export interface FirefoxPage {
  goto(url: string): Promise<void>;
  /**
   * Gives what an expression comes to in the page, awaited.
   *
   * @throws Error if it throws, or after `patience` ms
   */
  evaluate(expression: string, patience?: number): Promise<unknown>;
  close(): Promise<void>;
}

/** Plays without a click; asks nobody anything. */
const preferences = {
  'media.autoplay.default': 0,
  'media.autoplay.blocking_policy': 0,
  'browser.shell.checkDefaultBrowser': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'toolkit.telemetry.reportingpolicy.firstRun': false,
  'app.update.enabled': false,
  'app.normandy.enabled': false,
  'messaging-system.rsexperimentloader.enabled': false,
  'services.settings.server': 'data:,',
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'extensions.getAddons.cache.enabled': false,
  'media.gmp-manager.url': 'data:,',
};

/** Starts Firefox with a profile of its own, driven by WebDriver BiDi: Playwright's own build of it is in no package. */
export async function openFirefox(program: string): Promise<FirefoxPage> {
  const profile = mkdtempSync(join(tmpdir(), 'kinora-firefox-'));
  writeFileSync(
    join(profile, 'user.js'), Object.entries(preferences).map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`).join(''),
  );
  const child = spawn(program, ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port', '0'], {
    stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, HOME: profile },
  });
  const address = await within(60_000, 'Firefox must say where it listens', new Promise<string>((resolve, reject) => {
    let said = '';
    child.on('error', reject);
    child.on('exit', (code) => reject(new Error(`Firefox ended with ${code}: ${said}`)));
    child.stderr.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-4000);
      const found = /listening on (ws:\S+)/.exec(said)?.[1];
      if (found !== undefined) resolve(found);
    });
  }));

  const open = new Map<number, { resolve(result: unknown): void; reject(error: Error): void }>();
  let count = 0;
  const socket = await openWebSocket(`${address}/session`, (text) => {
    // As the specification of WebDriver BiDi has it.
    const { id, type, result, error, message } = JSON.parse(text) as { id?: number; type: string; result?: unknown; error?: string; message?: string };
    const call = open.get(id ?? -1);
    open.delete(id ?? -1);
    if (type === 'error') call?.reject(new Error(`${error}: ${message}`));
    else call?.resolve(result);
  });
  const command = <Result>(method: string, params: object, patience = 60_000): Promise<Result> => {
    const id = ++count;
    const answer = new Promise<unknown>((resolve, reject) => open.set(id, { resolve, reject }));
    socket.send(JSON.stringify({ id, method, params }));
    // The caller names the shape that the specification gives.
    return within(patience, `Firefox must answer ${method}`, answer) as Promise<Result>;
  };
  await command('session.new', { capabilities: {} });
  const { contexts } = await command<{ contexts: readonly { context: string }[] }>('browsingContext.getTree', {});
  const context = contexts[0]?.context;

  return {
    goto: async (url) => void (await command('browsingContext.navigate', { context, url, wait: 'complete' })),
    async evaluate(expression, patience) {
      // As JSON: BiDi describes values piece by piece.
      const answer = await command<{ type: string; result?: { value?: string }; exceptionDetails?: { text: string } }>(
        'script.evaluate', { expression: `(async () => JSON.stringify(await (${expression})))()`, target: { context }, awaitPromise: true }, patience,
      );
      if (answer.type !== 'success') throw new Error(answer.exceptionDetails?.text ?? 'The page must not throw.');
      return answer.result?.value === undefined ? undefined : JSON.parse(answer.result.value);
    },
    async close() {
      socket.close();
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill();
      await within(10_000, 'Firefox must end', ended).catch(() => child.kill('SIGKILL'));
      rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

async function within<Value>(milliseconds: number, rule: string, promise: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${rule} within ${milliseconds} ms.`)), milliseconds);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
