import type { Sound } from '../../src/engine/ports';
import type { WordTime } from '../../src/domain/narration';
import { wordSpans } from '../../src/domain/timing';
import { chance } from '../../src/domain/chance';

export interface Mumble {
  readonly sound: Sound;
  readonly words: readonly WordTime[];
  readonly duration: number;
}

export interface Mumbler {
  /** Hz of the voice. */
  readonly pitch: number;
  /** Multiple of the usual pace. */
  readonly pace: number;
  /** How unevenly it speaks: each letter lasts up to this share longer or shorter. */
  readonly unevenness: number;
  readonly sampleRate: number;
  readonly seed: number;
}

export const evenMumbler: Mumbler = { pitch: 120, pace: 1, unevenness: 0, sampleRate: 16_000, seed: 1 };

/** Seconds of quiet behind a word, by what is written there. */
const pauses: Readonly<Record<string, number>> = { ',': 0.2, ';': 0.3, '.': 0.5 };

/** Speaks like nobody: every letter is a chord of its own, so that two mumblers of one text can be laid over each other. */
export function mumble(text: string, { pitch, pace, unevenness, sampleRate, seed }: Mumbler): Mumble {
  const next = chance(seed);
  const parts: { readonly letter: string; readonly start: number; readonly end: number }[] = [];
  const words: WordTime[] = [];
  let at = 0;
  const spans = wordSpans(text, 'en');
  for (const [index, { offset, length }] of spans.entries()) {
    const start = at;
    for (const letter of text.slice(offset, offset + length).toLowerCase()) {
      const end = at + (0.06 / pace) * (1 + unevenness * (2 * next() - 1));
      parts.push({ letter, start: at, end });
      at = end;
    }
    words.push({ offset, length, start, end: at });
    at += index === spans.length - 1 ? 0 : (pauses[text.charAt(offset + length)] ?? 0) / pace;
  }
  const samples = new Float32Array(Math.ceil(at * sampleRate));
  for (const { letter, start, end } of parts) {
    const code = letter.charCodeAt(0) - 96;
    const formants = [300 + (code % 6) * 110, 900 + (code % 9) * 180, 2400 + (code % 5) * 220];
    for (let index = Math.round(start * sampleRate); index < end * sampleRate && index < samples.length; index++) {
      const time = index / sampleRate;
      const swell = Math.sin(Math.PI * ((time - start) / (end - start)));
      const tones = formants.reduce((sum, formant, place) => sum + Math.sin(2 * Math.PI * Math.round(formant / pitch) * pitch * time) / (place + 1), 0);
      samples[index] = 0.2 * (0.3 + 0.7 * swell) * tones;
    }
  }
  return { sound: { samples, sampleRate }, words, duration: at };
}

/** Several sounds one after the other in a room: quiet before, between and after them, and noise all over. @returns the recording and the start of each */
export function inRoom(sounds: readonly Sound[], gap: number, noise: number, seed: number): { readonly recording: Sound; readonly starts: readonly number[] } {
  const sampleRate = sounds[0]?.sampleRate ?? 16_000;
  const next = chance(seed);
  const starts: number[] = [];
  let at = gap;
  for (const { samples } of sounds) {
    starts.push(at);
    at += samples.length / sampleRate + gap;
  }
  const samples = new Float32Array(Math.ceil(at * sampleRate));
  for (const [index, sound] of sounds.entries()) samples.set(sound.samples, Math.round((starts[index] ?? 0) * sampleRate));
  for (let index = 0; index < samples.length; index++) samples[index] = (samples[index] ?? 0) + noise * (next() + next() + next() - 1.5) * 2;
  return { recording: { samples, sampleRate }, starts };
}
