import { optimizerRoles, roleFacts, type OptimizerRole, type OptimizerState } from '../../engine/optimizer';
import type { PartStatus } from '../../workflow/session';
import { words } from '../words/words';
import { fileSize, spanTime } from '../page/wording';
import { table } from '../../domain/table';

export const stateWords: Readonly<Record<OptimizerState, string>> = words.system.states;

/** Gives what a part is called for people: by its role, where it is the one of its role, else by its own name. */
export function partName(name: string): string {
  return Object.hasOwn(words.system.parts, name) ? words.system.parts[name as keyof typeof words.system.parts] : name.charAt(0).toUpperCase() + name.slice(1);
}

/** What `?without=` calls the part; empty for one that cannot be forced away. */
export function withoutName({ role }: PartStatus): string {
  return isOptimizer(role) ? roleFacts(role).withoutName : portNames[role];
}

/** Whether a part can be switched on and off: the optimizers, unless they cannot work here. */
export function canSwitch({ role, state }: PartStatus): boolean {
  return isOptimizer(role) && state !== 'unavailable';
}

const portNames: Readonly<Record<Exclude<PartStatus['role'], OptimizerRole>, string>> = { video: 'webcodecs', sound: 'ffmpeg', voice: 'voice' };

function isOptimizer(role: PartStatus['role']): role is OptimizerRole {
  return optimizerRoles.some((row) => row.role === role);
}

/** Gives what does the work now, and why it is not the best if it is not. */
export function partWords({ standsIn, reason }: PartStatus): string {
  const sentences = [standsIn, reason].map((words) => words.replace(/\.$/u, '')).filter((words) => words !== '');
  return sentences.map((words) => `${isProgram(words) ? words : words.charAt(0).toUpperCase() + words.slice(1)}.`).join(' ');
}

/** Names of programs keep their small letter. */
function isProgram(words: string): boolean {
  return words.startsWith('ffmpeg') || words.startsWith('espeak');
}

/** Figures that are always worth a word, and those that tell of trouble; in words by their number. */
const statPhrases: Readonly<Record<string, (value: number) => string>> = table({
  ...words.system.stats,
  bytes: fileSize,
  secondsSaved: (value) => words.system.saved(spanTime(value)),
});

/** Gives the figures a part reports of itself; empty if nothing happened yet. */
export function statWords({ stats }: PartStatus): string {
  return Object.entries(statPhrases)
    .flatMap(([name, phrase]) => {
      const value = stats[name];
      return typeof value === 'number' && value > 0 ? [phrase(value)] : [];
    })
    .join(', ');
}

/** Gives the machinery in one line: `Kernels WASM SIMD, 2 workers, cache 84% hits`. */
export function machineLine(parts: readonly PartStatus[]): string {
  const limited = parts.filter(({ state }) => state !== 'ready').length;
  const phrases = (['numeric', 'pool', 'cache'] as const).flatMap((role) => {
    const part = parts.find((candidate) => candidate.role === role);
    return part === undefined ? [] : [shortWords(part)];
  });
  return [...phrases, ...(limited === 0 ? [] : [words.system.limited(limited)])].join(', ');
}

function shortWords({ role, state, standsIn, stats }: PartStatus): string {
  const { line } = words.system;
  if (role === 'numeric') return line.kernels(standsIn);
  if (role === 'pool') return state === 'ready' ? standsIn.replace(/ at most$/u, '') : line.workOn(standsIn);
  if (state === 'disabled') return line.cacheOff;
  const { hits, misses } = stats;
  const asked = Number(hits ?? 0) + Number(misses ?? 0);
  return asked === 0 || hits === 0 ? line.noHits : line.hits(Math.round((Number(hits) / asked) * 100));
}
