import { bytesDigest, bytesDigestLater } from '../domain/digest';
import { storyboardJson } from '../domain/storyboardFile';
import { withMusic, withoutPictures, withPictures, withPronunciations, withTone } from '../domain/edits';
import { LibraryNotAvailableError } from '../domain/failure';
import type { Source } from '../domain/source';
import { checkFormat, type Scene, type Storyboard } from '../domain/storyboard';
import type { Anchor } from '../domain/suggestion';
import { paceOf } from '../domain/timing';
import { fileForms, type ExportSettings } from '../domain/film/video';
import { given } from '../domain/given';
import type { FilmScript, VideoCoding } from '../engine/ports';
import type { AnyStep } from '../engine/step';
import { illustrateWith, type Illustrated } from '../stages/extraction/illustrate';
import { readWith } from '../stages/extraction/read';
import { cite } from '../stages/suggestions/cite';
import { plan } from '../stages/suggestions/plan';
import { score } from '../stages/suggestions/score';
import { select } from '../stages/suggestions/select';
import { split } from '../stages/suggestions/split';
import { srt, vtt } from '../stages/video/files/captionFiles';
import { encodeWith } from '../stages/video/encode';
import { encodeSoundWith } from '../stages/video/sound/encodeSound';
import { filmOutline, manifestOf, type FilmOutline } from '../stages/video/files/filmRecord';
import { mix } from '../stages/video/sound/mix';
import { muxWith } from '../stages/video/files/mux';
import { narrateWith } from '../stages/video/voice/narrate';
import { stillWith } from '../stages/video/still';
import { settledFrameOf } from '../stages/video/settledFrame';
import type { FilmPorts } from './filmPorts';
import { filmFile } from './makeFile';
import { scripted } from './speakFilm';
import type { PlanSettings } from './session';
import type { Production, Suggested } from './results';
import type { WorkflowRun } from './workflowRun';

const utf8 = new TextEncoder();

/** A source becomes a storyboard: content extraction, then suggestions. */
export async function extractAndSuggest(run: WorkflowRun, ports: FilmPorts, source: Source, settings: PlanSettings): Promise<Suggested> {
  const illustrated = await extract(run, ports, source);
  run.finish('extraction');
  return suggest(run, illustrated, { name: source.name, digest: await bytesDigestLater(source.bytes) }, settings);
}

/** A source becomes content, with its pictures beside it: no later step but drawing needs their bytes. */
export async function extract(run: WorkflowRun, ports: FilmPorts, { companions = [], ...file }: Source): Promise<Illustrated> {
  const content = await run.step(readWith(), file);
  if (!content.blocks.some((block) => block.type === 'image')) return { content, pictures: {} };
  return run.step(illustrateWith(ports.darkroom), { content, companions });
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

/** A passage that a person points at becomes scenes; those of it that the film has stay as they are. */
export async function citePassage(
  run: WorkflowRun, { content, sentences, scores, chosen, suggestions, source }: Suggested, { scenes, format, theme }: Storyboard, passage: Anchor,
): Promise<readonly Scene[]> {
  const said = scenes.flatMap(({ anchors }) => anchors.flatMap(({ sentence }) => (sentence === undefined ? [] : [sentence])));
  return run.step(cite, { content, sentences, scores, chosen, suggestions, format, theme, source: source.name, passage, said });
}

/**
 * A storyboard becomes a film: narration sets the time, then pictures and sound are made side by side and joined.
 *
 * @param tell told the film as soon as it is known when each line is spoken
 */
export async function produce(
  run: WorkflowRun, ports: FilmPorts, planned: Storyboard, settings: ExportSettings, tell: (film: FilmScript) => void = () => undefined,
): Promise<Omit<Production, 'predicted' | 'took'>> {
  warm(ports, planned, settings);
  const toMake = await scripted(run, ports, planned, settings);
  tell(toMake.film);
  const { storyboard, captions } = toMake.film;
  const { video, loudness, keys, record, fellBack } = await filmFile(run, ports, toMake, settings);
  const poster = await run.step(stillWith(ports.pictures), { film: toMake.film, frame: settledFrameOf(storyboard, 0) });
  const subtitles = srt(captions);
  const sha256 = await ports.sha256?.(video.bytes) ?? '';
  const versions = versionsOf([narrateWith(undefined), mix, encodeSoundWith(ports.sound), encodeWith(ports.pictures), muxWith(ports.muxer)]);
  const cues = vtt(captions);
  const besides = {
    srt: bytesDigest(utf8.encode(subtitles)), vtt: bytesDigest(utf8.encode(cues)), poster: await bytesDigestLater(poster),
    storyboard: await bytesDigestLater(utf8.encode(storyboardJson(storyboard))),
  };
  const manifest = manifestOf({ storyboard, settings, video, record, captions: subtitles, version: ports.build ?? '', sha256, besides, steps: versions });
  run.finish('video');
  const { wallMs, stages, cache, state } = run;
  return {
    video, storyboard, srt: subtitles, vtt: cues, poster, manifest, wallMs, stages, steps: state.steps, cache, loudness, keys, ...given({ fellBack }),
  };
}

/** Starts what will draw while the voice speaks. */
function warm({ pictures }: FilmPorts, planned: Storyboard, { container, codec }: ExportSettings): void {
  const form = fileForms[container];
  if (form.kind === 'sound') return;
  const video = form.kind === 'video' ? { container: form.container, wish: codec === undefined ? {} : { codec } } : undefined;
  pictures.warm?.(withoutPictures(planned), video);
}

/** Says what a storyboard's film would show, without drawing or encoding it: what a manifest can be compared with. */
export async function outline(run: WorkflowRun, ports: FilmPorts, planned: Storyboard, settings: ExportSettings): Promise<FilmOutline> {
  const outlined = ports.pictures.outline?.bind(ports.pictures);
  if (outlined === undefined) throw new LibraryNotAvailableError('What draws films here must outline them.', { library: 'outline' });
  const { film } = await scripted(run, ports, planned, settings);
  // Whoever encodes it: what is coded once or more often has the same digest.
  const coding: VideoCoding = { path: 'webcodecs', codec: 'avc1', bitrate: 0 };
  const spans = await Promise.all(film.storyboard.scenes.map((_, scene) => outlined({ film, scene, coding }, run.signal)));
  run.finish('video');
  return filmOutline(film.storyboard, spans, srt(film.captions));
}

function versionsOf(steps: readonly AnyStep[]): Readonly<Record<string, number>> {
  return Object.fromEntries(steps.map(({ name, version }) => [name, version]));
}
