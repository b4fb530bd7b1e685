import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromiumFlags, ensureChromium } from '../../src/cli/chromium.mjs';
import { openWebSocket } from './webSocket';

/** A tab behind another one of its window: the browser draws no frame of it and holds its timers back to one a second. */
export interface HiddenTab {
  /** Gives what an expression comes to, once it is settled; plain data. */
  evaluate(expression: string): Promise<unknown>;
  close(): Promise<void>;
}

interface Answer {
  readonly id?: number;
  readonly result?: Readonly<Record<string, unknown>>;
  readonly error?: { readonly message: string };
}

/**
 * Opens a page in a tab that is hidden from then on.
 *
 * In a Chromium of its own, spoken to without Playwright: that makes every page believe that it is seen, and asks the browser to hold nothing back.
 */
export async function openHiddenTab(address: string): Promise<HiddenTab> {
  const profile = mkdtempSync(join(tmpdir(), 'kinora-hidden-'));
  const child = spawn(
    await ensureChromium(), ['--headless=new', ...chromiumFlags, '--disable-gpu', '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank'],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const url = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.on('error', reject);
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const found = /DevTools listening on (ws:\S+)/.exec(said)?.[1];
      if (found !== undefined) resolve(found);
    });
  });
  const waiting = new Map<number, (answer: Answer) => void>();
  let count = 0;
  const socket = await openWebSocket(url, (text) => {
    // Chromium's own protocol.
    const answer = JSON.parse(text) as Answer;
    waiting.get(answer.id ?? -1)?.(answer);
    waiting.delete(answer.id ?? -1);
  });
  const call = (method: string, parameters: object = {}, sessionId?: string): Promise<Readonly<Record<string, unknown>>> =>
    new Promise((resolve, reject) => {
      count += 1;
      waiting.set(count, ({ result = {}, error }) => { if (error === undefined) resolve(result); else reject(new Error(`${method}: ${error.message}`)); });
      socket.send(JSON.stringify({ id: count, method, params: parameters, ...(sessionId === undefined ? {} : { sessionId }) }));
    });
  const { targetId } = await call('Target.createTarget', { url: address });
  const { sessionId } = await call('Target.attachToTarget', { targetId, flatten: true });
  const evaluate = async (expression: string): Promise<unknown> => {
    const { result, exceptionDetails } = await call('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true }, String(sessionId));
    if (exceptionDetails !== undefined) throw new Error(JSON.stringify(exceptionDetails));
    return (result as { readonly value?: unknown } | undefined)?.value;
  };
  const { targetId: front } = await call('Target.createTarget', { url: 'about:blank' });
  await call('Target.activateTarget', { targetId: front });
  return {
    evaluate,
    async close() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      await call('Browser.close');
      await ended;
      socket.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}
