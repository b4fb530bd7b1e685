import type { SpokenTimes, Utterance } from '../../domain/narration';
import { totalSeconds, type Storyboard } from '../../domain/storyboard';
import { paceOf, predictedLine } from '../../domain/timing';
import { fileForms, type ExportSettings, type FilmContainer, type FrameRun } from '../../domain/film/video';
import type { Darkroom, FilmScript, FilmCoder, SoundDecoder, VideoCoding, VoicePort } from '../../engine/ports';
import { never } from '../../engine/never';
import { referenceKernels } from '../../kernels/reference';
import { narrateWith } from '../../stages/video/voice/narrate';
import { scriptOf } from '../../stages/video/voice/speakScene';
import { filmScript } from '../speakFilm';
import { isKept, type PartCache } from '../kept/partCache';
import { segmentKey } from '../kept/cachedSegments';
import { isTimed, cachedVoice } from '../kept/cachedVoice';
import { recordingsOf } from '../recordings';
import type { Forecast } from './forecast';

/** Who finds out what an export will take. */
export interface PreflightPorts {
  readonly voice: VoicePort | undefined;
  /** Opens recordings; absent: only WAV. */
  readonly decoder?: SoundDecoder;
  /** Looks at pictures; absent: films have none. */
  readonly darkroom?: Darkroom;
  readonly pictures: FilmCoder;
  readonly lanes: number;
}

/** Pictures really encoded in each lane at most: with two lanes about two seconds of a film in which something moves all the time. */
const sampled = 40;

/**
 * Finds out what an export will take: draws up its pictures without painting them, looks which of them are there from before, and, if this
 * device was never or long not measured at this size, really encodes a second of them.
 *
 * @param keeper where parts of films are kept; absent: nowhere
 * @throws the signal's reason, between two short calls: no worker is ended for it
 */
export async function preflight(
  ports: PreflightPorts, keeper: PartCache | undefined, forecast: Forecast, planned: Storyboard, settings: ExportSettings, signal: AbortSignal,
): Promise<void> {
  await forecast.ready;
  const { film, keptLines } = await predicted(ports, keeper, planned, settings, signal);
  await inspectPictures(ports, keeper, forecast, planned, { film, keptLines, mayMeasure: true }, settings, signal);
}

/**
 * Finds out the same of a film whose lines are known, as spoken or as predicted.
 *
 * @param planned the storyboard that the forecast is to know it by; `mayMeasure` whether encoders are free to be measured
 */
export async function inspectPictures(
  ports: Pick<PreflightPorts, 'pictures' | 'lanes'>, keeper: PartCache | undefined, forecast: Forecast, planned: Storyboard,
  { film, keptLines, mayMeasure }: Foreseen & { readonly mayMeasure: boolean }, settings: ExportSettings, signal: AbortSignal,
): Promise<void> {
  const { pictures: coder, lanes } = ports;
  const { storyboard } = film;
  const form = fileForms[settings.container];
  const coding = form.kind === 'video' ? await codingOf(coder, storyboard, settings, form.container, signal) : anyCoding;
  signal.throwIfAborted();
  const outlines = form.kind === 'sound' ? [] : await outlined(coder, film, coding, lanes, signal);
  if (outlines.length > 0) forecast.warm('encode');
  const pictures = outlines.reduce((sum, spans) => sum + spans.length, 0);
  const kept = outlines.filter((spans) => form.kind === 'video' && keeper !== undefined && isKept(keeper, segmentKey(film, coding, spans)));
  const keptPictures = kept.reduce((sum, spans) => sum + spans.length, 0) / Math.max(1, pictures);
  if (mayMeasure && form.kind === 'video' && keptPictures < 1 && forecast.isStale(storyboard.format, settings) && coder.sample !== undefined) {
    const sample = await coder.sample({ film, coding }, chosenPictures(outlines, lanes));
    forecast.calibrate(storyboard.format, settings, { path: coding.path, codec: coding.codec, ...sample });
  }
  forecast.learnPreflight(planned, settings, { seconds: totalSeconds(storyboard), pictures, keptPictures, keptLines });
  signal.throwIfAborted();
}

/** How the step that encodes will, so that what is kept has the same name. */
async function codingOf(
  coder: FilmCoder, { format }: Storyboard, { codec, frames }: ExportSettings, container: FilmContainer, signal: AbortSignal,
): Promise<VideoCoding> {
  const found = await coder.probe(format, container, signal, codec === undefined ? {} : { codec });
  return frames === 'constant' ? { ...found, everyFrame: true } : found;
}

/** A film as far as it is known before it is spoken. */
interface Foreseen {
  readonly film: FilmScript;
  /** Share, in [0, 1], of its lines that are there from before. */
  readonly keptLines: number;
}

/** The film as far as it is known without speaking: lines kept from before have their times, others are predicted. */
async function predicted(
  { voice, decoder, darkroom }: PreflightPorts, keeper: PartCache | undefined, planned: Storyboard, settings: ExportSettings, signal: AbortSignal,
): Promise<Foreseen> {
  let lines = 0;
  let kept = 0;
  const quiet: PartCache | undefined = keeper && { cache: () => keeper.cache(), note: () => undefined };
  const keptVoice = voice && quiet && cachedVoice(voice, quiet);
  const told = async <Times extends SpokenTimes>(
    [text, options]: Parameters<VoicePort['speak']>, known: ((port: ReturnType<typeof cachedVoice>) => Promise<Times>),
  ): Promise<Times | Utterance> => {
    lines += 1;
    if (quiet !== undefined && keptVoice !== undefined && isTimed(quiet, text, options)) {
      kept += 1;
      return known(keptVoice);
    }
    return { text, samples: new Float32Array(0), sampleRate: 0, ...predictedLine(text, options.language, options.rate) };
  };
  const port: VoicePort | undefined = voice && {
    voices: voice.voices,
    speak: (...call) => told(call, (known) => known.speak(...call)),
    time: (...call) => told<SpokenTimes>(call, (known) => known.time(...call)),
  };
  const parameters = { voice: port === undefined ? 'none' : settings.voice, wordsPerMinute: paceOf({ ...settings, voice: 'auto' }) };
  const narration = await narrateWith(port, recordingsOf(planned.assets, decoder)).run(
    scriptOf(planned), parameters, { kernels: referenceKernels, signal, report: () => undefined },
  );
  return { film: await filmScript(darkroom, planned, narration.lines, settings, signal), keptLines: lines === 0 ? 1 : kept / lines };
}

async function outlined(
  coder: FilmCoder, film: FilmScript, coding: VideoCoding, lanes: number, signal: AbortSignal,
): Promise<readonly (readonly FrameRun[])[]> {
  const outline = coder.outline?.bind(coder);
  if (outline === undefined) return [];
  // A call that runs is not stopped: that would end its worker, which the export needs.
  const patient = never();
  const outlines: (readonly FrameRun[])[] = [];
  const waiting = film.storyboard.scenes.keys();
  const lane = async (): Promise<void> => {
    for (const scene of waiting) {
      signal.throwIfAborted();
      outlines[scene] = await outline({ film, scene, coding }, patient);
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, lanes) }, lane));
  return outlines;
}

/**
 * Pictures to encode in each lane: a whole scene of usual length, as much moves where it enters and leaves; of long ones the beginning or the
 * end, by turns.
 */
function chosenPictures(outlines: readonly (readonly FrameRun[])[], lanes: number): readonly (readonly FrameRun[])[] {
  const mean = outlines.reduce((sum, spans) => sum + spans.length, 0) / Math.max(1, outlines.length);
  const byLength = [...outlines].sort((a, b) => Math.abs(a.length - mean) - Math.abs(b.length - mean));
  return Array.from({ length: Math.max(1, lanes) }, (_, lane) => {
    const spans = byLength[lane % Math.max(1, byLength.length)] ?? [];
    if (spans.length <= sampled) return spans;
    return lane % 2 === 0 ? spans.slice(0, sampled) : spans.slice(-sampled);
  });
}

/** Outlines of files that are not encoded by a codec do not depend on it. */
const anyCoding: VideoCoding = { path: 'webcodecs', codec: '', bitrate: 0 };
