import type { OptimizerReport } from '../optimizers/manager';
import type { PartStatus } from './session';

/** How the parts outside the optimization system stand. */
export interface PortFacts {
  readonly without: ReadonlySet<string>;
  /** Whether the build holds the programs under the GPL. */
  readonly hasGplPrograms: boolean;
  /** Whether this browser can encode video by itself. */
  readonly hasWebCodecs: boolean;
  /** Scenes drawn and encoded at a time. */
  readonly lanes: number;
}

/** Gives every part of the machinery, for the status panel: the optimizers first. */
export function partsOf(optimizers: readonly OptimizerReport[], { without, hasGplPrograms, hasWebCodecs, lanes }: PortFacts): readonly PartStatus[] {
  const part = (name: string, role: PartStatus['role'], missing: string, works: string, standsIn: string): PartStatus => ({
    name,
    role,
    state: missing === '' ? 'ready' : 'degraded',
    reason: missing,
    standsIn: missing === '' ? works : standsIn,
    stats: {},
  });
  const switchedOff = (name: string): string => (without.has(name) ? `Switched off by ?without=${name}.` : '');
  const gpl = hasGplPrograms ? '' : 'This build leaves out the programs under the GPL.';
  const webcodecs = switchedOff('webcodecs') || (hasWebCodecs ? '' : 'This browser has no WebCodecs.');
  const ffmpeg = switchedOff('ffmpeg') || gpl;
  const places = `${lanes} ${lanes === 1 ? 'worker' : 'workers'}`;
  return [
    ...optimizers.map(({ name, role, status, stats }) => ({ name, role, ...status, stats })),
    part('video', 'video', webcodecs, `WebCodecs, ${places}`, ffmpeg === '' ? 'ffmpeg' : 'no encoder'),
    part('sound', 'sound', ffmpeg, 'ffmpeg (AAC)', 'the browser (WebM with Opus)'),
    part('voice', 'voice', switchedOff('voice') || gpl, 'espeak-ng', 'silent films, timed by reading'),
  ];
}
