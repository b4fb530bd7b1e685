import { digest } from '../domain/digest';
import { withAsset, withMusic, withoutPictures, withoutUnusedAssets, withPronunciations, withTone } from '../domain/edits';
import { Failure, LibraryNotAvailableError } from '../domain/failure';
import type { Narration } from '../domain/narration';
import type { Source } from '../domain/source';
import { checkFormat, type Storyboard } from '../domain/storyboard';
import { paceOf, retime, usualRate } from '../domain/timing';
import { codecsIn, fileForms, type ExportSettings, type FilmContainer, type SoundCodec, type SoundContainer, type SoundTrack, type Video } from '../domain/video';
import type { HtmlParser } from '../engine/htmlParser';
import type { Darkroom, FilmNotes, FilmScript, Muxer, Notary, PictureCoder, RecordingPort, SoundDecoder, SoundFileCoder, VideoCoding, VoicePort } from '../engine/ports';
import type { AnyStep } from '../engine/step';
import { illustrateWith } from '../stages/extraction/illustrate';
import type { Illustrated } from '../stages/extraction/illustrate';
import { readWith } from '../stages/extraction/read';
import { plan } from '../stages/suggestions/plan';
import { score } from '../stages/suggestions/score';
import { select } from '../stages/suggestions/select';
import { split } from '../stages/suggestions/split';
import { animateWith } from '../stages/video/animate';
import { srt, vtt } from '../stages/video/captionFiles';
import { captionsOf } from '../stages/video/captions';
import { chapterMarks } from '../stages/video/chapterMarks';
import { coverWith } from '../stages/video/cover';
import { encodeWith } from '../stages/video/encode';
import { filmDescription } from '../stages/video/filmDescription';
import { filmOutline, filmRecord, manifestOf, sealOf, type FilmOutline, type FilmRecord } from '../stages/video/filmRecord';
import { encodeSoundWith } from '../stages/video/encodeSound';
import { mix } from '../stages/video/mix';
import { muxWith } from '../stages/video/mux';
import { narrateWith } from '../stages/video/narrate';
import { soundFileWith } from '../stages/video/soundFile';
import { scriptOf, type SpeechParameters } from '../stages/video/speakScene';
import { stillWith } from '../stages/video/still';
import { settledFrame, stillsWith } from '../stages/video/stills';
import { filmSamples, filmSound, type SoundCrew } from './filmSound';
import { recordingsOf } from './recordings';
import type { PlanSettings, Production, Suggested } from './session';
import type { WorkflowRun } from './workflowRun';

/** The outside world, as the three stages need it. */
export interface Crew extends SoundCrew {
  readonly html: HtmlParser;
  /** Absent: films are silent. */
  readonly voice: VoicePort | undefined;
  readonly soundFiles: SoundFileCoder;
  /** Opens recordings that were not made here; absent: none. */
  readonly decoder?: SoundDecoder;
  readonly pictures: PictureCoder;
  /** Absent: the pictures of documents are not shown. */
  readonly darkroom?: Darkroom;
  readonly muxer: Muxer;
  /** Absent: manifests do not name the program and the file. */
  readonly notary?: Notary;
  /** Scenes drawn and encoded at a time. */
  readonly lanes: number;
}


/** A source becomes a storyboard: content extraction, then suggestions. */
export async function extractAndSuggest(run: WorkflowRun, crew: Crew, source: Source, settings: PlanSettings): Promise<Suggested> {
  const illustrated = await extract(run, crew, source);
  run.finish('extraction');
  return suggest(run, illustrated, { name: source.name, digest: digest(source.bytes) }, settings);
}

/** A source becomes content, with its pictures beside it: no later step but drawing needs their bytes. */
export async function extract(run: WorkflowRun, crew: Crew, { companions = [], ...file }: Source): Promise<Illustrated> {
  const content = await run.step(readWith(crew.html), file);
  if (!content.blocks.some((block) => block.type === 'image')) return { content, pictures: {} };
  return run.step(illustrateWith(crew.darkroom), { content, companions });
}

/** Content becomes a storyboard. */
export async function suggest(run: WorkflowRun, { content, pictures }: Illustrated, source: Suggested['source'], settings: PlanSettings): Promise<Suggested> {
  const format = checkFormat(settings.format);
  const sentences = await run.step(split, content);
  const scores = await run.step(score, { content, sentences });
  const { chosen, suggestions } = await run.step(select, { content, sentences, scores }, { count: settings.sentences ?? 0 });
  const planned = await run.step(
    plan,
    { content, sentences, scores, chosen, suggestions, format, theme: settings.theme, source: source.name },
    { seconds: settings.seconds, wordsPerMinute: paceOf(settings) },
  );
  run.finish('suggestions');
  // What no plan depends on: its pictures' files, paint, and how words are said, and music.
  const storyboard = withMusic(withPronunciations(withTone(withPictures(planned, pictures), settings.tone), settings.pronunciations ?? []), settings.music);
  return { source, content, pictures, sentences, scores, chosen, suggestions, storyboard, stages: run.stages, cache: run.cache };
}

/** Gives a plan the files of the pictures it shows. */
function withPictures(storyboard: Storyboard, pictures: Illustrated['pictures']): Storyboard {
  return withoutUnusedAssets(Object.entries(pictures).reduce((before, [id, url]) => withAsset(before, id, url), storyboard));
}

/** Gives the film of a storyboard whose lines last as long as these, its pictures looked at. */
export async function filmScript(darkroom: Darkroom | undefined, planned: Storyboard, lines: FilmScript['lines'], settings: ExportSettings, signal: AbortSignal): Promise<FilmScript> {
  const storyboard = retime(planned, linesByScene(planned, lines.map((line) => line.duration)));
  const pictures = await darkroom?.measure(storyboard, signal);
  return { storyboard, lines, captions: captionsOf(storyboard, lines), burn: settings.captions === 'burn', ...(pictures === undefined ? {} : { pictures }) };
}

/** A storyboard becomes a film: narration sets the time, then pictures and sound are made side by side and joined. */
export async function produce(run: WorkflowRun, crew: Crew, planned: Storyboard, settings: ExportSettings): Promise<Omit<Production, 'predicted' | 'took'>> {
  const recordings = recordingsOf(planned.assets, crew.decoder);
  const { film, speech } = await scripted(run, crew, recordings, planned, settings);
  const { storyboard, lines, captions } = film;
  const { version, sha256 } = crew.notary ?? nobody;
  const heard = withoutPictures(storyboard);

  let loudness: number | null = null;
  const spoken = { storyboard: heard, lines, speech };
  const sound = async (codec: SoundCodec, stop: AbortSignal): Promise<SoundTrack | undefined> => {
    const made = await filmSound(run, { ...crew, recordings }, spoken, codec, stop);
    loudness = made?.loudness ?? null;
    return made?.track;
  };
  const soundAlone = async (container: SoundContainer): Promise<Video> => {
    const made = await (container === 'm4a' ? filmSound(run, { ...crew, recordings }, spoken, 'aac') : filmSamples(run, { ...crew, recordings }, spoken));
    if (made === undefined) throw new Failure('no-sound', `A film must have a sound for ${container.toUpperCase()}, but this one is silent.`);
    loudness = made.loudness;
    return run.step(soundFileWith(crew.soundFiles, crew.muxer), { storyboard: heard, sound: made }, { container });
  };
  let keys: readonly string[] = [];
  let record: FilmRecord = { scenes: [], sound: '' };
  const joined = async (container: FilmContainer, isSilent = false): Promise<Video> => {
    loudness = null;
    const [{ coding, segments }, track] = await together(
      (stop) => run.step(encodeWith(crew.pictures, crew.lanes), { film }, { container, codec: settings.codec ?? 'auto', frames: settings.frames ?? 'variable' }, { signal: stop }),
      (stop) => (isSilent ? Promise.resolve(undefined) : sound(container === 'mp4' ? 'aac' : 'opus', stop)),
    );
    keys = segments.flatMap((segment) => segment.keys);
    record = filmRecord(storyboard, coding, segments, track);
    const { title, language, format, source } = storyboard;
    const cover = await run.step(coverWith(crew.pictures), { film, frame: settledFrame(storyboard, 0) });
    const about: FilmNotes = { description: filmDescription(storyboard), source: source.link || source.name, seal: sealOf(storyboard, record, version), ...(cover === undefined ? {} : { cover }) };
    return run.step(muxWith(crew.muxer), {
      container, coding, format, title, language, segments, about,
      chapters: chapterMarks(storyboard),
      ...(settings.captionTrack ?? settings.captions === 'file' ? { captions: { cues: captions, vtt: vtt(captions) } } : {}),
      ...(track === undefined ? {} : { sound: track }),
      ...(settings.fragmented === true ? { fragmented: true } : {}),
    });
  };
  const made = async (): Promise<Video> => {
    const form = fileForms[settings.container];
    if (form.kind === 'animation') return run.step(animateWith(crew.pictures), { film }, { container: form.container });
    if (form.kind === 'stills') return run.step(stillsWith(crew.pictures), { film });
    if (form.kind === 'sound') return soundAlone(form.container);
    const mayHold = (container: FilmContainer): boolean => settings.codec === undefined || codecsIn(container).includes(settings.codec);
    if (!mayHold(form.container)) throw new Failure('invalid-parameter', `A ${form.container} must hold ${codecsIn(form.container).join(', ')}, got ${settings.codec}.`, { container: form.container });
    // Nobody here can make AAC, or H.264: WebM takes what every browser can. Nobody can make Opus either: silence is better than no film.
    const containers = (form.container === 'mp4' ? (['mp4', 'webm'] as const) : (['webm'] as const)).filter(mayHold);
    return firstPossible([...containers.map((container) => () => joined(container)), ...containers.map((container) => () => joined(container, true))]);
  };
  const video = await made();
  const poster = await run.step(stillWith(crew.pictures), { film, frame: settledFrame(storyboard, 0) });
  const subtitles = srt(captions);
  const steps = versionsOf([narrateWith(undefined), mix, encodeSoundWith(crew.sound), encodeWith(crew.pictures), muxWith(crew.muxer)]);
  const manifest = manifestOf({ storyboard, settings, video, record, captions: subtitles, version, sha256: await sha256(video.bytes), steps });
  run.finish('video');
  const { wallMs, stages, cache, state } = run;
  return { video, storyboard, srt: subtitles, vtt: vtt(captions), poster, manifest, wallMs, stages, steps: state.steps, cache, loudness, keys };
}

/** Says what a storyboard's film would show, without drawing or encoding it: what a manifest can be compared with. */
export async function outline(run: WorkflowRun, crew: Crew, planned: Storyboard, settings: ExportSettings): Promise<FilmOutline> {
  const outlined = crew.pictures.outline?.bind(crew.pictures);
  if (outlined === undefined) throw new LibraryNotAvailableError('What draws films here must outline them.', { library: 'outline' });
  const { film } = await scripted(run, crew, recordingsOf(planned.assets, crew.decoder), planned, settings);
  // Whoever encodes it: what is coded once or more often has the same digest.
  const coding: VideoCoding = { path: 'webcodecs', codec: 'avc1', bitrate: 0 };
  const spans = await Promise.all(film.storyboard.scenes.map((_, scene) => outlined({ film, scene, coding }, run.signal)));
  run.finish('video');
  return filmOutline(film.storyboard, spans, srt(film.captions));
}

/** Speaks a storyboard, and gives all that its pictures depend on. */
async function scripted(run: WorkflowRun, { voice, darkroom }: Crew, recordings: RecordingPort, planned: Storyboard, settings: ExportSettings): Promise<{ readonly film: FilmScript; readonly speech: SpeechParameters }> {
  checkFormat(planned.format);
  const { speech, lines } = await narrated(run, voice, recordings, withoutPictures(planned), settings);
  return { film: await filmScript(darkroom, planned, lines, settings, run.signal), speech };
}

const nobody: Notary = { version: '', sha256: () => Promise.resolve('') };

function versionsOf(steps: readonly AnyStep[]): Readonly<Record<string, number>> {
  return Object.fromEntries(steps.map(({ name, version }) => [name, version]));
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
async function firstPossible<Result>(ways: readonly (() => Promise<Result>)[]): Promise<Result> {
  const missing: unknown[] = [];
  for (const way of ways) {
    try {
      return await way();
    } catch (error) {
      if (!(error instanceof LibraryNotAvailableError) && !(error instanceof Failure && error.code === 'no-encoder')) throw error;
      missing.push(error);
    }
  }
  throw missing[0];
}

/** The voice where there is one, else silence: a film without a voice is better than no film. */
async function narrated(run: WorkflowRun, voice: VoicePort | undefined, recordings: RecordingPort, storyboard: Storyboard, settings: ExportSettings): Promise<Narration & { readonly speech: SpeechParameters }> {
  const speech = { voice: voice === undefined ? 'none' : settings.voice, wordsPerMinute: settings.rate ?? usualRate };
  const silent = { ...speech, voice: 'none' };
  const script = scriptOf(storyboard);
  try {
    return { ...(await run.step(narrateWith(voice, recordings), script, speech)), speech };
  } catch (error) {
    if (!(error instanceof LibraryNotAvailableError)) throw error;
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
