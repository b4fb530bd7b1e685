import { Failure } from '../../domain/failure';
import type { Mark } from '../../domain/wordTimes';
import { dictionaryAt, dictionaryPath, type VoiceFiles } from './voiceFiles';

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
   * @throws Failure `voice-failed` if there is no such voice; whatever a dictionary that it needs cannot be loaded for
   */
  speak(text: string, voice: string, rate: number): Promise<Speech>;
}

/** Where the program's files come from. */
export interface EspeakFiles {
  readonly common: VoiceFiles['common'];
  /** Gives a dictionary, such as `de_dict`, when something is first spoken by it. */
  dictionary(name: string): Promise<Uint8Array<ArrayBuffer>>;
}

/** The part of the program's interface that is used here. */
interface EspeakModule {
  readonly HEAPU8: Uint8Array;
  readonly FS: EspeakFileSystem;
  readonly eSpeakNGWorker: new () => EspeakWorker;
  _malloc(bytes: number): number;
}

interface EspeakFileSystem {
  open(path: string, ...rest: readonly unknown[]): unknown;
  writeFile(path: string, bytes: Uint8Array, options: { readonly canOwn: boolean }): void;
}

/** A text that lies in the program's memory, ended by a zero. */
interface EspeakText {
  readonly ptr: number;
}

interface EspeakWorker {
  readonly samplerate: number;
  /**
   * Takes a voice by its label or, failing that, by language (and any voice if that is empty).
   *
   * @returns 0 if there is such a voice
   */
  set_voice(label: EspeakText, language: EspeakText): number;
  set_rate(wordsPerMinute: number): void;
  synthesize(text: EspeakText, hear: (samples: Int16Array, events: readonly EspeakEvent[]) => boolean): void;
  list_voices(): readonly { readonly name: string; readonly languages: readonly { readonly name: string }[] }[];
}

interface EspeakEvent {
  readonly type: string;
  /** In code points, from 1. */
  readonly text_position: number;
  /** Milliseconds from the start of the text. */
  readonly audio_position: number;
}

export type EspeakProgram = (options: { readonly getPreloadedPackage: () => ArrayBuffer; readonly printErr: (line: string) => void }) => Promise<EspeakModule>;

/** UTF-16 units spoken at a time; longer texts are spoken in parts. */
const partLength = 4_000;
/** Bytes of the buffer through which the program takes texts: a unit has at most 3, and a zero ends them. */
const textBytes = 3 * partLength + 1;
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
 * Dictionaries are there when they were needed once: the program opens them as files, so whatever it looked for in vain is fetched, and the
 * text spoken again. Which they are depends on the words, too, as Greek in a Japanese text is spoken by the Greek one.
 *
 * @param program the default export of `espeak-ng.js`
 */
export async function startEspeak(program: EspeakProgram, { common, dictionary }: EspeakFiles): Promise<Espeak> {
  // All files are there from the start, but empty. What it complains of is a dictionary that is still to come.
  const module = await program({ getPreloadedPackage: () => new ArrayBuffer(0), printErr: () => undefined });
  for (const [path, bytes] of common) module.FS.writeFile(path, bytes, { canOwn: true });
  const loaded = new Set<string>();
  /** What was looked for in vain. */
  const missed = new Set<string>();
  const open = module.FS.open.bind(module.FS);
  module.FS.open = (path, ...rest) => {
    const name = dictionaryAt(path);
    if (name !== undefined && !loaded.has(name)) missed.add(name);
    return open(path, ...rest);
  };
  const worker = new module.eSpeakNGWorker();
  // Given a string, the program's JavaScript side makes room for it and keeps the address outside the memory, where no photograph puts it back.
  const place: EspeakText = { ptr: module._malloc(textBytes) };

  /** Puts a text where the program reads it; valid until the next one. */
  function placed(text: string): EspeakText {
    const room = module.HEAPU8.subarray(place.ptr, place.ptr + textBytes);
    room[new TextEncoder().encodeInto(text, room.subarray(0, -1)).written] = 0;
    return place;
  }

  function take(voice: string): boolean {
    const name = placed(voice);
    return worker.set_voice(name, name) === 0;
  }

  take('en-us');
  // A fifteenth of the memory: the rest was never touched.
  const pristine = module.HEAPU8.slice(0, usedBytes(module.HEAPU8));

  function restore(): void {
    const memory = module.HEAPU8;
    memory.set(pristine);
    // It was not used before; fresh memory is zero.
    memory.fill(0, pristine.length);
  }

  function speakPart(text: string, voice: string, rate: number): { samples: Int16Array; events: readonly EspeakEvent[] } {
    restore();
    if (!take(voice)) throw new Failure('voice-failed', `The voice must be one that espeak-ng has, got ${voice}.`, { voice });
    worker.set_rate(rate);
    const parts: Int16Array[] = [];
    const events: EspeakEvent[] = [];
    worker.synthesize(placed(harmless(text)), (samples, heard) => {
      parts.push(samples);
      events.push(...heard);
      return false;
    });
    return { samples: joined(parts), events };
  }

  function speakParts(text: string, voice: string, rate: number): Speech {
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
  }

  /** Fetches what was looked for in vain; another text may have fetched it meanwhile. */
  async function fetchMissed(): Promise<void> {
    await Promise.all([...missed].map(async (name) => {
      const bytes = await dictionary(name);
      if (loaded.has(name)) return;
      module.FS.writeFile(dictionaryPath(name), bytes, { canOwn: true });
      loaded.add(name);
    }));
  }

  return {
    voices: () => {
      restore();
      return worker.list_voices().map(({ name, languages }) => ({ name: languages[0]?.name ?? '', label: name.trim() }));
    },
    speak: async (text, voice, rate) => {
      // Each round brings a dictionary more, of which there are some hundred.
      for (;;) {
        missed.clear();
        try {
          const speech = speakParts(text, voice, rate);
          if (missed.size === 0) return speech;
        } catch (error) {
          if (missed.size === 0) throw error;
        }
        await fetchMissed();
      }
    },
  };
}

/** Where the zeros at the end of a program's memory begin, to the word. */
function usedBytes({ buffer }: Uint8Array): number {
  const words = new Uint32Array(buffer);
  let end = words.length;
  while (end > 0 && words[end - 1] === 0) end -= 1;
  return end * words.BYTES_PER_ELEMENT;
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
