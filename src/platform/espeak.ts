import { Failure } from '../domain/failure';
import type { Mark } from '../domain/wordTimes';

/** What espeak-ng says, trimmed of the quiet before and after it. */
export interface Speech {
  /** Mono, in [-1, 1]. */
  readonly samples: Float32Array<ArrayBuffer>;
  /** Hz. */
  readonly sampleRate: number;
  /** Where its words are heard, in order of time; offsets in UTF-16 units of the text. */
  readonly marks: readonly Mark[];
}

/** espeak-ng at work. */
export interface Espeak {
  /** Name and label of every voice it knows. */
  voices(): readonly { readonly name: string; readonly label: string }[];
  /**
   * Speaks a text; the same text, voice and rate give the same samples, whatever was spoken before.
   *
   * @param voice its name, e.g. `en-us`
   * @param rate  words a minute, 80 to 450
   * @throws Failure `voice-failed` if there is no such voice
   */
  speak(text: string, voice: string, rate: number): Speech;
}

/** The part of the program's interface that is used here. */
interface EspeakModule {
  readonly HEAPU8: Uint8Array;
  readonly eSpeakNGWorker: new () => EspeakWorker;
}

interface EspeakWorker {
  readonly samplerate: number;
  /**
   * Takes a voice by its label or, failing that, by language (and any voice if that is empty).
   *
   * @returns 0 if there is such a voice
   */
  set_voice(label: string, language: string): number;
  set_rate(wordsPerMinute: number): void;
  synthesize(text: string, hear: (samples: Int16Array, events: readonly EspeakEvent[]) => boolean): void;
  list_voices(): readonly { readonly name: string; readonly languages: readonly { readonly name: string }[] }[];
}

interface EspeakEvent {
  readonly type: string;
  /** In code points, from 1. */
  readonly text_position: number;
  /** Milliseconds from the start of the text. */
  readonly audio_position: number;
}

export type EspeakProgram = (options: { readonly getPreloadedPackage: () => ArrayBuffer }) => Promise<EspeakModule>;

/** Bytes of the buffer through which the program takes texts; longer texts are spoken in parts. */
const textBytes = 16_384;
/** A code point has at most 4 bytes; some room is left for the program's own rounding. */
const partLength = 4_000;
/** Amplitude (of 32767) below which the ends of a sound count as quiet: -54 dB. */
const quiet = 64;
/** Seconds kept around the audible part, so that nothing begins or ends with a click. */
const margin = 0.01;

/**
 * Starts espeak-ng.
 *
 * Left alone, it carries phases and random states from one text to the next, so lengths differ by fractions of a millisecond. Its whole state
 * lies in its linear memory: that is photographed once and put back before every text, which takes about 2 ms.
 *
 * @param program the default export of `espeak-ng.js`
 * @param data    `espeak-ng.data`
 */
export async function startEspeak(program: EspeakProgram, data: Uint8Array<ArrayBuffer>): Promise<Espeak> {
  const module = await program({ getPreloadedPackage: () => data.slice().buffer });
  const worker = new module.eSpeakNGWorker();
  // The program's JavaScript side keeps the address of its text buffer outside the memory: it is grown to its full size
  // (it grows at the call after the one that found it too small) before the photograph, and never again.
  worker.set_voice('en-us', 'en-us');
  worker.synthesize(' '.repeat(textBytes), () => false);
  worker.synthesize(' ', () => false);
  const pristine = module.HEAPU8.slice();

  function restore(): void {
    const memory = module.HEAPU8;
    memory.set(pristine);
    // It may have grown since; fresh memory is zero.
    if (memory.length > pristine.length) memory.fill(0, pristine.length);
  }

  function speakPart(text: string, voice: string, rate: number): { samples: Int16Array; events: readonly EspeakEvent[] } {
    restore();
    if (worker.set_voice(voice, voice) !== 0) {
      throw new Failure('voice-failed', `The voice must be one that espeak-ng has, got ${voice}.`, { voice });
    }
    worker.set_rate(rate);
    const parts: Int16Array[] = [];
    const events: EspeakEvent[] = [];
    worker.synthesize(harmless(text), (samples, heard) => {
      parts.push(samples);
      events.push(...heard);
      return false;
    });
    return { samples: joined(parts), events };
  }

  return {
    voices: () => {
      restore();
      return worker.list_voices().map(({ name, languages }) => ({ name: languages[0]?.name ?? '', label: name.trim() }));
    },
    speak: (text, voice, rate) => {
      const sounds: Int16Array[] = [];
      const marks: Mark[] = [];
      let before = 0;
      for (const { offset, part } of partsOf(text)) {
        const { samples, events } = speakPart(part, voice, rate);
        const offsets = codePointOffsets(part);
        for (const event of events) {
          const place = event.type === 'word' ? offsets[event.text_position - 1] : undefined;
          if (place !== undefined) marks.push({ offset: offset + place, time: before / worker.samplerate + event.audio_position / 1000 });
        }
        sounds.push(samples);
        before += samples.length;
      }
      return trimmed(joined(sounds), worker.samplerate, marks);
    },
  };
}

/** Takes the meaning of markup (SSML, phonemes, control characters) from a text, without changing its length. */
function harmless(text: string): string {
  return text
    // A control character ends or splits what the program hears.
    .replace(/[\u0000-\u001f\u007f<]/g, ' ')
    .replace(/&(?=#?\w+;)/g, ' ')
    .replaceAll('[[', '((')
    .replaceAll(']]', '))')
    // A project's own pronunciations may be phonemes; these marks come from `spoken` alone.
    .replaceAll('\ue000\ue000', '[[')
    .replaceAll('\ue001\ue001', ']]');
}

/** Cuts a text into parts that fit the program's buffer, at white space where there is any. */
function partsOf(text: string): readonly { readonly offset: number; readonly part: string }[] {
  const parts: { offset: number; part: string }[] = [];
  let offset = 0;
  while (text.length - offset > partLength) {
    const window = text.slice(offset, offset + partLength);
    const space = window.search(/\s\S*$/);
    // Never between the halves of a surrogate pair.
    const length = space > 0 ? space + 1 : partLength - (/[\ud800-\udbff]$/.test(window) ? 1 : 0);
    parts.push({ offset, part: text.slice(offset, offset + length) });
    offset += length;
  }
  parts.push({ offset, part: text.slice(offset) });
  return parts;
}

/** UTF-16 offset of each code point. */
function codePointOffsets(text: string): readonly number[] {
  const offsets: number[] = [];
  let offset = 0;
  for (const character of text) {
    offsets.push(offset);
    offset += character.length;
  }
  return offsets;
}

function trimmed(sound: Int16Array, sampleRate: number, marks: readonly Mark[]): Speech {
  const isAudible = (sample: number): boolean => sample > quiet || sample < -quiet;
  const first = sound.findIndex(isAudible);
  if (first < 0) return { samples: new Float32Array(0), sampleRate, marks: [] };
  const pad = Math.round(margin * sampleRate);
  const from = Math.max(0, first - pad);
  const end = Math.min(sound.length, sound.findLastIndex(isAudible) + 1 + pad);
  const samples = Float32Array.from(sound.subarray(from, end), (sample) => sample / 32768);
  return { samples, sampleRate, marks: marks.map(({ offset, time }) => ({ offset, time: Math.max(0, time - from / sampleRate) })) };
}

function joined(parts: readonly Int16Array[]): Int16Array {
  const whole = new Int16Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
