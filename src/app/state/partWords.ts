import type { PartStatus } from '../../workflow/session';
import { count, statInWords } from './wording';

export const stateWords = { ready: 'Ready', degraded: 'Limited', unavailable: 'Not available', disabled: 'Off' } as const;

const names: Readonly<Record<string, string>> = { numeric: 'Kernels', pool: 'Workers', cache: 'Cache', metrics: 'Metrics', study: 'Study', video: 'Video', sound: 'Sound', voice: 'Voice' };

/** Gives what a part is called for people. */
export function partName(name: string): string {
  return names[name] ?? name.charAt(0).toUpperCase() + name.slice(1);
}

/** What `?without=` calls the part; empty for one that cannot be forced away. */
export function withoutName(part: PartStatus): string {
  return { numeric: 'wasm', pool: 'workers', cache: 'storage', metrics: '', study: '', video: 'webcodecs', sound: 'ffmpeg', voice: 'voice' }[part.role];
}

/** Whether a part can be switched on and off: the optimizers, unless they cannot work here. */
export function canSwitch(part: PartStatus): boolean {
  return ['numeric', 'pool', 'cache', 'metrics', 'study'].includes(part.role) && part.state !== 'unavailable';
}

/** Gives what does the work now, and why it is not the best if it is not. */
export function partWords({ standsIn, reason }: PartStatus): string {
  const sentences = [standsIn, reason].map((words) => words.replace(/\.$/u, '')).filter((words) => words !== '');
  return sentences.map((words) => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`).join(' ');
}

/** Gives the figures a part reports of itself; empty if nothing happened yet. */
export function statWords({ stats }: PartStatus): string {
  return Object.entries(stats)
    // Figures of single steps have a chart of their own.
    .filter(([name, value]) => value !== 0 && value !== '' && !name.includes('.'))
    .map(([name, value]) => statInWords(name, value))
    .join(', ');
}

/** Gives the machinery in one line: `Kernels WASM SIMD, 2 workers, cache 84% hits`. */
export function machineLine(parts: readonly PartStatus[]): string {
  const words = parts.flatMap((part) => {
    const { role, state, standsIn, stats } = part;
    if (role === 'numeric') return [`Kernels ${standsIn}`];
    if (role === 'pool') return [state === 'ready' ? standsIn.replace(/ at most$/u, '') : `work on ${standsIn}`];
    if (role !== 'cache') return [];
    const { hits, misses, hitRatio } = stats;
    const isAsked = typeof hitRatio === 'number' && Number(hits) + Number(misses) > 0;
    return [isAsked && state !== 'disabled' ? `cache ${Math.round(hitRatio * 100)}% hits` : `cache ${state === 'disabled' ? 'off' : 'empty'}`];
  });
  const limited = parts.filter(({ state }) => state !== 'ready').length;
  return [...words, ...(limited === 0 ? [] : [`${count(limited, 'part')} limited`])].join(', ');
}
