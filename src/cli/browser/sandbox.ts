import { UsageError } from '../usage';

export const sandboxChoices = ['auto', 'require', 'off'] as const;

/** Whether Chromium keeps what decodes hostile files in a box of its own. */
export type SandboxChoice = (typeof sandboxChoices)[number];

export interface Box {
  readonly isOn: boolean;
  /** Whether it is better not to start than to go without. */
  readonly isRequired: boolean;
}

let isTold = false;

/** Says once a run that Chromium goes without its sandbox. */
export function tellUnboxed(why: string): void {
  if (!isTold) process.stderr.write(`Chromium runs without its sandbox: ${why}.\n`);
  isTold = true;
}

/**
 * Says whether the sandbox is on; it cannot be for root, as in containers, and that is said.
 *
 * @throws UsageError if it is required and cannot be had
 */
export function boxOf(choice: SandboxChoice): Box {
  const isRequired = choice === 'require';
  if (choice === 'off') return { isOn: false, isRequired };
  if (process.getuid?.() !== 0) return { isOn: true, isRequired };
  if (isRequired) throw new UsageError('--sandbox=require needs a user other than root: Chromium has no sandbox for root.');
  tellUnboxed('for root there is none');
  return { isOn: false, isRequired };
}
