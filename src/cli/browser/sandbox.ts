import { UsageError } from '../usage';

export const sandboxChoices = ['auto', 'require', 'off'] as const;

/** Whether Chromium keeps what decodes hostile files in a box of its own. */
export type SandboxChoice = (typeof sandboxChoices)[number];

/** Told once a run. */
let isTold = false;

/**
 * Says whether the sandbox is on; it cannot be for root, as in containers, and that is said.
 *
 * @throws UsageError if it is required and cannot be had
 */
export function isSandboxed(choice: SandboxChoice): boolean {
  if (choice === 'off') return false;
  if (process.getuid?.() !== 0) return true;
  if (choice === 'require') throw new UsageError('--sandbox=require needs a user other than root: Chromium has no sandbox for root.');
  if (!isTold) process.stderr.write('Chromium runs without its sandbox, as it must for root.\n');
  isTold = true;
  return false;
}
