import type { SpokenTimes, Utterance } from '../domain/narration';
import { totalSeconds, type Storyboard } from '../domain/storyboard';
import { lineSeconds, paceOf, silentTiming } from '../domain/timing';
import { fileForms, type ExportSettings, type PictureSpan } from '../domain/video';
import type { Darkroom, FilmScript, PictureCoder, SoundDecoder, SpeechOptions, VideoCoding, VoicePort } from '../engine/ports';
import { referenceKernels } from '../kernels/reference';
import { narrateWith } from '../stages/video/narrate';
import { scriptOf } from '../stages/video/speakScene';
import { filmScript } from './filmScript';
import { isKept, type Keeper } from './kept';
import { segmentKey } from './keptSegments';
import { isTimed, keptSpeech } from './keptSpeech';
import { recordingsOf } from './recordings';
import type { Pace } from './pace';

/** Who finds out what an export will take. */
export interface PreflightCrew {
  readonly voice: VoicePort | undefined;
  /** Opens recordings; absent: only WAV. */
  readonly decoder?: SoundDecoder;
  /** Looks at pictures; absent: films have none. */
  readonly darkroom?: Darkroom;
  readonly pictures: PictureCoder;
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
export async function preflight(crew: PreflightCrew, keeper: Keeper | undefined, pace: Pace, planned: Storyboard, settings: ExportSettings, signal: AbortSignal): Promise<void> {
  const { pictures: coder } = crew;
  await pace.ready;
  const { film, keptLines } = await foreseen(crew, keeper, planned, settings, signal);
  const { storyboard } = film;
  const form = fileForms[settings.container];
  const coding = form.kind === 'video' ? await coder.probe(storyboard.format, form.container, signal, settings.codec === undefined ? {} : { codec: settings.codec }) : anyCoding;
  signal.throwIfAborted();
  const outlines = form.kind === 'sound' ? [] : await outlined(coder, film, coding, signal);
  const pictures = outlines.reduce((sum, spans) => sum + spans.length, 0);
  const kept = outlines.filter((spans) => form.kind === 'video' && keeper !== undefined && isKept(keeper, segmentKey(film, coding, spans)));
  const keptPictures = kept.reduce((sum, spans) => sum + spans.length, 0) / Math.max(1, pictures);
  if (form.kind === 'video' && keptPictures < 1 && pace.isStale(storyboard.format, settings) && coder.sample !== undefined) {
    const sample = await coder.sample({ film, coding }, chosenPictures(outlines, crew.lanes));
    pace.calibrate(storyboard.format, settings, { path: coding.path, codec: coding.codec, ...sample });
  }
  pace.survey(planned, settings, { seconds: totalSeconds(storyboard), pictures, keptPictures, keptLines });
  signal.throwIfAborted();
}

/** The film as far as it is known without speaking: lines kept from before have their times, others are predicted. */
async function foreseen({ voice, decoder, darkroom }: PreflightCrew, keeper: Keeper | undefined, planned: Storyboard, settings: ExportSettings, signal: AbortSignal): Promise<{ readonly film: FilmScript; readonly keptLines: number }> {
  let lines = 0;
  let kept = 0;
  const quiet: Keeper | undefined = keeper && { cache: () => keeper.cache(), note: () => undefined };
  const keptVoice = voice && quiet && keptSpeech(voice, quiet);
  const told = async <Times extends SpokenTimes>([text, options]: Parameters<VoicePort['speak']>, known: ((port: ReturnType<typeof keptSpeech>) => Promise<Times>)): Promise<Times | Utterance> => {
    lines += 1;
    if (quiet !== undefined && keptVoice !== undefined && isTimed(quiet, text, options)) {
      kept += 1;
      return known(keptVoice);
    }
    return foretold(text, options);
  };
  const port: VoicePort | undefined = voice && {
    ...(voice.names === undefined ? {} : { names: voice.names }),
    voices: () => voice.voices(),
    speak: (...call) => told(call, (known) => known.speak(...call)),
    time: (...call) => told<SpokenTimes>(call, (known) => known.time(...call)),
  };
  const parameters = { voice: port === undefined ? 'none' : settings.voice, wordsPerMinute: paceOf({ ...settings, voice: 'auto' }) };
  const narration = await narrateWith(port, recordingsOf(planned.assets, decoder)).run(scriptOf(planned), parameters, { kernels: referenceKernels, signal, report: () => undefined });
  return { film: await filmScript(darkroom, planned, narration.lines, settings, signal), keptLines: lines === 0 ? 1 : kept / lines };
}

/** As long as a line is likely spoken; what is heard is nothing. */
function foretold(text: string, { language, rate }: SpeechOptions): Utterance {
  const duration = lineSeconds(text, language, rate);
  const silent = silentTiming(text, language);
  const scale = duration / silent.duration;
  return { text, samples: new Float32Array(1), sampleRate: 1, duration, words: silent.words.map((word) => ({ ...word, start: word.start * scale, end: word.end * scale })) };
}

async function outlined(coder: PictureCoder, film: FilmScript, coding: VideoCoding, signal: AbortSignal): Promise<readonly (readonly PictureSpan[])[]> {
  if (coder.outline === undefined) return [];
  // A call that runs is not stopped: that would end its worker, which the export needs.
  const patient = new AbortController().signal;
  const outlines: (readonly PictureSpan[])[] = [];
  for (const scene of film.storyboard.scenes.keys()) {
    signal.throwIfAborted();
    outlines.push(await coder.outline({ film, scene, coding }, patient));
  }
  return outlines;
}

/**
 * Pictures to encode in each lane: a whole scene of usual length, as much moves where it enters and leaves; of long ones the beginning or the
 * end, by turns.
 */
function chosenPictures(outlines: readonly (readonly PictureSpan[])[], lanes: number): readonly (readonly PictureSpan[])[] {
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
