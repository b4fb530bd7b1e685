import { withoutPictures } from '../domain/edits';
import { Failure, LibraryNotAvailableError } from '../domain/failure';
import { codecsIn, fileForms, type ExportSettings, type FilmContainer, type SoundContainer, type Video } from '../domain/film/video';
import { given } from '../domain/given';
import type { FilmScript, RecordingPort } from '../engine/ports';
import { animateWith } from '../stages/video/animate';
import { vtt } from '../stages/video/files/captionFiles';
import { chapterMarks } from '../stages/video/files/chapterMarks';
import { coverWith } from '../stages/video/cover';
import { encodeWith } from '../stages/video/encode';
import { filmDescription } from '../stages/video/files/filmDescription';
import { filmRecord, sealOf, type FilmRecord } from '../stages/video/files/filmRecord';
import { muxWith } from '../stages/video/files/mux';
import { soundFileWith } from '../stages/video/sound/soundFile';
import type { SpeechParameters } from '../stages/video/voice/speakScene';
import { settledFrameOf } from '../stages/video/settledFrame';
import { stillsWith } from '../stages/video/stills';
import type { FilmPorts } from './filmPorts';
import { filmSamples, filmSound } from './filmSound';
import type { WorkflowRun } from './workflowRun';

/** A film that waits to be made. */
export interface FilmToMake {
  readonly film: FilmScript;
  /** How its lines were spoken. */
  readonly speech: SpeechParameters;
  readonly recordings: RecordingPort;
}

/** One file, and what is known of how it was made. */
export interface FilmFile {
  readonly video: Video;
  /** Integrated loudness of its sound, LUFS; null if it has none. */
  readonly loudness: number | null;
  /** Keys of its coded pictures in film order; empty where pictures are not joined from segments. */
  readonly keys: readonly string[];
  readonly record: FilmRecord;
  /** Why it is not quite what was asked for: what was missing here; absent: it is. */
  readonly fellBack?: string;
}

/** Makes the file that the settings ask for. */
export async function filmFile(run: WorkflowRun, ports: FilmPorts, toMake: FilmToMake, settings: ExportSettings): Promise<FilmFile> {
  const { film } = toMake;
  const form = fileForms[settings.container];
  switch (form.kind) {
    case 'animation': return unjoined(await run.step(animateWith(ports.pictures), { film }, { container: form.container }));
    case 'stills': return unjoined(await run.step(stillsWith(ports.pictures), { film }));
    case 'sound': return soundAlone(run, ports, toMake, form.container);
    case 'video': return possibleVideo(run, ports, toMake, settings, form.container);
  }
}

function unjoined(video: Video, loudness: number | null = null): FilmFile {
  return { video, loudness, keys: [], record: { scenes: [], sound: '' } };
}

async function soundAlone(run: WorkflowRun, ports: FilmPorts, toMake: FilmToMake, container: SoundContainer): Promise<FilmFile> {
  const own = { ...ports, recordings: toMake.recordings };
  const made = await (fileForms[container].from === 'packets' ? filmSound(run, own, spokenOf(toMake), 'aac') : filmSamples(run, own, spokenOf(toMake)));
  if (made === undefined) throw new Failure('no-sound', `A film must have a sound for ${container.toUpperCase()}, but this one is silent.`);
  return unjoined(
    await run.step(soundFileWith(ports.soundFiles, ports.muxer), { storyboard: withoutPictures(toMake.film.storyboard), sound: made }, { container }),
    made.loudness,
  );
}

/**
 * The video in the container that was asked for, if all it needs is here. Nobody here can make AAC, or H.264: WebM takes what every browser
 * can. Nobody can make Opus either: silence is better than no film.
 */
function possibleVideo(run: WorkflowRun, ports: FilmPorts, toMake: FilmToMake, settings: ExportSettings, wished: FilmContainer): Promise<FilmFile> {
  const mayHold = (container: FilmContainer): boolean => settings.codec === undefined || codecsIn(container).includes(settings.codec);
  if (!mayHold(wished)) throw new Failure(
    'invalid-parameter', `A ${wished} must hold ${codecsIn(wished).join(', ')}, got ${settings.codec}.`, { container: wished },
  );
  // What was asked for has its sound, or it is not what was asked for.
  if (settings.exact === true) return joined(run, ports, toMake, settings, wished, true);
  const containers = [wished, ...fileForms[wished].standIns].filter(mayHold);
  return firstPossible([true, false].flatMap((isHeard) => containers.map((container) => () => joined(run, ports, toMake, settings, container, isHeard))));
}

/** Pictures and sound are made side by side, then put into one file. */
async function joined(
  run: WorkflowRun, ports: FilmPorts, toMake: FilmToMake, settings: ExportSettings, container: FilmContainer, isHeard: boolean,
): Promise<FilmFile> {
  const { film } = toMake;
  const { storyboard, captions } = film;
  const [{ coding, segments }, sound] = await together(
    (stop) => run.step(
      encodeWith(
        ports.pictures, ports.lanes,
      ), { film }, { container, codec: settings.codec ?? 'auto', frames: settings.frames ?? 'variable' }, { signal: stop },
    ),
    async (stop) => (isHeard
      ? filmSound(run, { ...ports, recordings: toMake.recordings }, spokenOf(toMake), fileForms[container].sound, stop)
      : undefined),
  );
  const record = filmRecord(storyboard, coding, segments, sound?.track);
  const { title, language, format, source } = storyboard;
  const cover = await run.step(coverWith(ports.pictures), { film, frame: settledFrameOf(storyboard, 0) });
  const video = await run.step(muxWith(ports.muxer), {
    container, coding, format, title, language, segments,
    chapters: chapterMarks(storyboard),
    about: {
      description: filmDescription(storyboard),
      source: source.link || source.name,
      seal: sealOf(storyboard, record, ports.build ?? ''),
      ...given({ cover }),
    },
    ...(settings.captionTrack ?? settings.captions === 'file' ? { captions: { cues: captions, vtt: vtt(captions) } } : {}),
    ...(sound === undefined ? {} : { sound: sound.track }),
    ...(settings.fragmented === true ? { fragmented: true } : {}),
  });
  return { video, loudness: sound?.loudness ?? null, keys: segments.flatMap((segment) => segment.keys), record };
}

/** What is heard needs no pictures. */
function spokenOf({ film: { storyboard, lines }, speech }: FilmToMake): Parameters<typeof filmSound>[2] {
  return { storyboard: withoutPictures(storyboard), lines, speech };
}

/**
 * Runs two kinds of work side by side. If one fails the other is stopped, and nothing is left running behind the failure.
 *
 * @throws what the first that failed threw
 */
async function together<A, B>(first: (stop: AbortSignal) => Promise<A>, second: (stop: AbortSignal) => Promise<B>): Promise<readonly [A, B]> {
  const failed = new AbortController();
  const watched = async <Result>(work: (stop: AbortSignal) => Promise<Result>): Promise<Result> => {
    try {
      return await work(failed.signal);
    } catch (error) {
      failed.abort(error);
      throw failed.signal.reason;
    }
  };
  const [a, b] = await Promise.allSettled([watched(first), watched(second)]);
  if (a.status === 'rejected') throw a.reason;
  if (b.status === 'rejected') throw b.reason;
  return [a.value, b.value];
}

/**
 * Goes one way after the other until one needs nothing that is missing here.
 *
 * @param ways at least one
 * @throws the first one's failure if none is possible; at once what else a way throws
 */
async function firstPossible(ways: readonly (() => Promise<FilmFile>)[]): Promise<FilmFile> {
  const missing: Failure[] = [];
  for (const way of ways) {
    try {
      const made = await way();
      return missing[0] === undefined ? made : { ...made, fellBack: missing[0].message };
    } catch (error) {
      if (!(error instanceof LibraryNotAvailableError) && !(error instanceof Failure && error.code === 'no-encoder')) throw error;
      missing.push(error);
    }
  }
  throw missing[0];
}
