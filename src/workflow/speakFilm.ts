import { withoutPictures } from '../domain/edits';
import { Failure, LibraryNotAvailableError } from '../domain/failure';
import type { Narration } from '../domain/narration';
import { checkFormat, type Storyboard } from '../domain/storyboard';
import { retime, usualRate } from '../domain/timing';
import type { ExportSettings } from '../domain/film/video';
import { given } from '../domain/given';
import type { Darkroom, FilmScript, RecordingPort, VoicePort } from '../engine/ports';
import { captionsOf } from '../stages/video/captions';
import { narrateWith } from '../stages/video/voice/narrate';
import { scriptOf, type SpeechParameters } from '../stages/video/voice/speakScene';
import type { FilmPorts } from './filmPorts';
import type { FilmToMake } from './makeFile';
import { recordingsOf } from './recordings';
import type { WorkflowRun } from './workflowRun';

/** Speaks a storyboard, and gives all that its pictures and its sound depend on. */
export async function scripted(run: WorkflowRun, { voice, decoder, darkroom }: FilmPorts, planned: Storyboard, settings: ExportSettings): Promise<FilmToMake> {
  checkFormat(planned.format);
  const recordings = recordingsOf(planned.assets, decoder);
  const { speech, lines } = await narrated(run, voice, recordings, withoutPictures(planned), settings);
  return { film: await filmScript(darkroom, planned, lines, settings, run.signal), speech, recordings };
}

/** Gives the film of a storyboard whose lines last as long as these, its pictures looked at. */
export async function filmScript(
  darkroom: Darkroom | undefined, planned: Storyboard, lines: FilmScript['lines'], settings: ExportSettings, signal: AbortSignal,
): Promise<FilmScript> {
  const storyboard = retime(planned, linesByScene(planned, lines.map((line) => line.duration)));
  const pictures = await darkroom?.measure(storyboard, signal);
  return { storyboard, lines, captions: captionsOf(storyboard, lines), burn: settings.captions === 'burn', ...given({ pictures }) };
}

/** The voice that was chosen where it can be had, else the automatic one where there is one, else silence: a film without a voice is better than no film. */
async function narrated(
  run: WorkflowRun, voice: VoicePort | undefined, recordings: RecordingPort, storyboard: Storyboard, settings: ExportSettings,
): Promise<Narration & { readonly speech: SpeechParameters }> {
  const speech = { voice: voice === undefined ? 'none' : settings.voice, wordsPerMinute: settings.rate ?? usualRate };
  const silent = { ...speech, voice: 'none' };
  const script = scriptOf(storyboard);
  try {
    return { ...(await run.step(narrateWith(voice, recordings), script, speech)), speech };
  } catch (error) {
    if (!(error instanceof LibraryNotAvailableError)) throw error;
    // A voice that cannot be had, but perhaps another one.
    if (speech.voice !== 'auto' && speech.voice !== 'none') return narrated(run, voice, recordings, storyboard, { ...settings, voice: 'auto' });
    return { ...(await run.step(narrateWith(undefined, recordings), script, silent)), speech: silent };
  }
}

/** Line lengths grouped by scene, as `retime` takes them. */
function linesByScene(storyboard: Storyboard, durations: readonly number[]): readonly (readonly number[])[] {
  let next = 0;
  const grouped = storyboard.scenes.map((scene) => durations.slice(next, (next += scene.speech.length)));
  if (next !== durations.length) throw new Failure('voice-failed', `A film must have one utterance a line, got ${durations.length} for ${next}.`);
  return grouped;
}
