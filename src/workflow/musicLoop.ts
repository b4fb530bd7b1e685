import { inlineFile } from '../domain/dataUrl';
import { Failure, LibraryNotAvailableError } from '../domain/failure';
import { bedNames, type BedName, type Loop } from '../domain/music';
import type { Music, Storyboard } from '../domain/storyboard';
import type { SoundDecoder } from '../engine/ports';
import { composeMusic } from '../stages/video/music/compose';
import { fitLoop } from '../stages/video/music/fitLoop';
import { readWav } from '../stages/video/files/wav';
import type { WorkflowRun } from './workflowRun';

/** Who makes music. */
export interface MusicCrew {
  /** Opens people's own music; absent: only WAV files. */
  readonly decoder?: SoundDecoder;
  /** The music played last, by name; absent: it is made anew each time. */
  readonly loops?: Map<string, Promise<Loop>>;
}

/**
 * Gives the music of a film as a loop, made once for all its scenes and the next export.
 *
 * @throws Failure `invalid-storyboard` if there is no such music, `damaged-file` if it cannot be played, `no-sound` if nothing is heard in it
 */
export async function musicLoop(
  run: Pick<WorkflowRun, 'step'>, { decoder, loops = new Map() }: MusicCrew, { source }: Pick<Music, 'source'>, assets: Storyboard['assets'],
  signal?: AbortSignal,
): Promise<Loop> {
  const name = 'bed' in source ? source.bed : source.asset;
  const part = signal === undefined ? {} : { signal };
  const make = async (): Promise<Loop> => {
    if ('bed' in source) return run.step(composeMusic, null, { bed: bedOf(source.bed) }, part);
    const file = inlineFile(assets?.[source.asset] ?? '');
    if (file === undefined) throw new Failure('invalid-storyboard', `Music must be among the storyboard's files, got "${source.asset}".`, { id: source.asset });
    const sound = readWav(file.bytes) ?? (await decoder?.decode(file.bytes));
    if (sound === undefined) throw new LibraryNotAvailableError('Music files must be opened by a browser.');
    return run.step(fitLoop, sound, {}, part);
  };
  const known = loops.get(name);
  if (known !== undefined) return known;
  // One at a time: ten minutes are 58 MB.
  loops.clear();
  const made = make();
  loops.set(name, made);
  made.catch(() => loops.delete(name));
  return made;
}

function bedOf(name: string): BedName {
  const bed = bedNames.find((one) => one === name);
  if (bed === undefined) throw new Failure('invalid-storyboard', `Music must be one of ${bedNames.join(', ')} or a file, got "${name}".`, { name });
  return bed;
}
