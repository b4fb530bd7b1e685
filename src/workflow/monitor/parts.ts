import type { OptimizerState } from '../../engine/optimizer';
import type { OptimizerReport } from '../../optimizers/manager';
import type { PartStatus } from '../session';
import type { TroubledPart } from './workarounds';

/** How the parts outside the optimization system stand. */
export interface PortFacts {
  readonly without: ReadonlySet<string>;
  /** Whether the build holds the programs under the GPL. */
  readonly hasGplPrograms: boolean;
  /** Whether this browser can encode video by itself. */
  readonly hasWebCodecs: boolean;
  /** Scenes drawn and encoded at a time. */
  readonly lanes: number;
  /** Why films are drawn on the page's own thread; empty if they are not. */
  readonly noWorkers: string;
  /** The last trouble of a part; empty if there is none. */
  troubleOf(part: TroubledPart): string;
}

/** Gives every part of the machinery, for the status panel: the optimizers first. */
export function partsOf(optimizers: readonly OptimizerReport[], facts: PortFacts): readonly PartStatus[] {
  const { without, hasGplPrograms, hasWebCodecs, lanes, noWorkers, troubleOf } = facts;
  const switchedOff = (name: string): string => (without.has(name) ? `Switched off by ?without=${name}.` : '');
  const gpl = hasGplPrograms ? '' : 'This build leaves out the programs under the GPL.';
  const webcodecs = switchedOff('webcodecs') || (hasWebCodecs ? '' : 'This browser has no WebCodecs.');
  const ffmpeg = switchedOff('ffmpeg') || gpl;
  const workers = switchedOff('workers') || noWorkers;
  const places = workers === '' ? `${lanes} ${lanes === 1 ? 'worker' : 'workers'}` : "the page's own thread";
  const coder = webcodecs === '' ? 'WebCodecs' : 'ffmpeg';
  const noVoice = switchedOff('voice') || gpl || troubleOf('voice');
  const noSound = ffmpeg || troubleOf('sound');
  return [
    ...optimizers.map(({ name, role, status, stats }) => ({ name, role, ...status, stats })),
    webcodecs !== '' && ffmpeg !== ''
      ? port('video', 'unavailable', `${webcodecs} ${ffmpeg}`, 'no encoder: no films are made')
      : port('video', undefined, [webcodecs, workers, troubleOf('video')].filter(Boolean).join(' '), `${coder}, ${places}`),
    port('sound', undefined, noSound, noSound === '' ? 'ffmpeg (AAC)' : "the browser's own encoders (AAC, or WebM with Opus)"),
    port('voice', undefined, noVoice, noVoice === '' ? 'espeak-ng' : 'silent films, timed by reading'),
  ];
}

/** @param state absent: `ready` if there is no reason why not, else `degraded` */
function port(name: TroubledPart, state: OptimizerState | undefined, reason: string, standsIn: string): PartStatus {
  return { name, role: name, state: state ?? (reason === '' ? 'ready' : 'degraded'), reason, standsIn, stats: {} };
}
