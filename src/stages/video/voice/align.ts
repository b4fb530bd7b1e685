import type { WordTime } from '../../../domain/narration';
import type { Sound } from '../../../engine/ports';
import { matchPauses, type ExpectedWord } from '../recording/pauseMatching';
import { hop, spectrumOf } from '../recording/spectrum';
import { frameLevels, speechActivity, type SpeechActivity, type Stretch } from '../recording/speechActivity';
import { warp } from '../recording/warp';

/** A line as it would be spoken by a synthesizer, or as it is predicted. */
export interface ExpectedLine {
  readonly text: string;
  /** Seconds from the start of the line. */
  readonly words: readonly WordTime[];
  readonly duration: number;
  /** As a synthesizer says it; absent: only the lengths are known. */
  readonly sound?: Sound;
}

/** Where a line is in a recording. */
export interface AlignedLine extends Stretch {
  /** Seconds from `start`. */
  readonly words: readonly WordTime[];
}

export interface Alignment {
  /** One for each expected line, in order; a line begins in the pause before it and ends in the one behind it. */
  readonly lines: readonly AlignedLine[];
  /**
   * Seconds by which words are likely off: the median distance from each pause found in the recording to the end of the word that was
   * placed there without looking at it. `undefined` where there is no pause to tell by.
   */
  readonly error: number | undefined;
}

/** Seconds of quiet kept around a line. */
const margin = 0.1;
/** Seconds between two lines of a synthesizer. */
const between = 0.35;
/** Seconds that a word moves at most to where a pause really is. */
const snap = 0.25;

/**
 * Places the words of some lines in a recording of them.
 *
 * Where a synthesizer has said the same lines, the recording is laid over that (`warp`); otherwise its pauses tell (`matchPauses`).
 * Words beside a pause then move to its edge.
 *
 * @param lines at least one
 */
export function align(recording: Sound, lines: readonly ExpectedLine[]): Alignment {
  const activity = speechActivity(recording);
  const { voice } = activity;
  const words = expectedWords(lines);
  if (voice === undefined || words.length === 0) return evenly(recording, lines, words);
  if (lines.some(({ sound }) => sound === undefined)) {
    const { words: placed, misses } = matchPauses(words, voice, activity.pauses);
    return { lines: cut(recording, lines, placed, activity), error: median(misses) };
  }
  const placed = warped(recording, voice, lines, words);
  return { lines: cut(recording, lines, atPauses(placed, activity), activity), error: errorOf(placed, activity.pauses) };
}

/** All words on one axis. */
function expectedWords(lines: readonly ExpectedLine[]): readonly ExpectedWord[] {
  const words: ExpectedWord[] = [];
  let at = 0;
  for (const { text, words: own, duration } of lines) {
    for (const [index, { offset, length, start, end }] of own.entries()) {
      const behind = text.slice(offset + length, own[index + 1]?.offset ?? text.length);
      const closes = index === own.length - 1 ? 'line' : /[.!?…。！？]/u.test(behind) ? 'sentence' : /[,;:()–—、，；：]/u.test(behind) ? 'clause' : 'nothing';
      words.push({ start: at + start, end: at + end, closes });
    }
    at += duration + between;
  }
  return words;
}

/** Nobody is heard: words share the time as expected. */
function evenly({ samples, sampleRate }: Sound, lines: readonly ExpectedLine[], words: readonly ExpectedWord[]): Alignment {
  const seconds = samples.length / sampleRate;
  const total = lines.reduce((sum, { duration }) => sum + duration, 0) || 1;
  let at = 0;
  return {
    error: words.length === 0 ? undefined : seconds,
    lines: lines.map(({ words: own, duration }) => {
      const pace = seconds / total;
      const start = at;
      at += duration * pace;
      return { start, end: at, words: own.map((word) => ({ ...word, start: word.start * pace, end: word.end * pace })) };
    }),
  };
}

/** Words where the synthesizer's words lie once the recording is laid over its reading. */
function warped(recording: Sound, voice: Stretch, lines: readonly ExpectedLine[], words: readonly ExpectedWord[]): readonly Stretch[] {
  const said = together(lines);
  const heard = part(recording, voice);
  const times = warp(spectrumOf(said), spectrumOf(heard));
  const timeAt = (moment: number): number => {
    const frame = Math.max(0, Math.min(times.length - 1, moment / hop));
    const [low, high] = [times[Math.floor(frame)] ?? 0, times[Math.ceil(frame)] ?? 0];
    return Math.min(voice.end, voice.start + low + (high - low) * (frame % 1));
  };
  return words.map(
    ({ start, end }, index) => ({ start: index === 0 ? voice.start : timeAt(start), end: index === words.length - 1 ? voice.end : timeAt(end) }),
  );
}

/** The lines of a synthesizer one after the other. All have one sample rate: it is one voice. */
function together(lines: readonly ExpectedLine[]): Sound {
  const sampleRate = lines[0]?.sound?.sampleRate ?? 22_050;
  const starts: number[] = [];
  let at = 0;
  for (const { duration } of lines) {
    starts.push(Math.round(at * sampleRate));
    at += duration + between;
  }
  const samples = new Float32Array(Math.ceil((at - between) * sampleRate) + 1);
  for (const [index, { sound }] of lines.entries()) samples.set(sound?.samples.subarray(0, samples.length - (starts[index] ?? 0)) ?? [], starts[index] ?? 0);
  return { samples, sampleRate };
}

function part({ samples, sampleRate }: Sound, { start, end }: Stretch): Sound {
  return { samples: samples.subarray(Math.max(0, Math.round(start * sampleRate)), Math.round(end * sampleRate)), sampleRate };
}

/** Moves the ends of words to the pauses beside them. */
function atPauses(words: readonly Stretch[], { pauses }: SpeechActivity): readonly Stretch[] {
  const moved = words.map(({ start, end }) => ({ start, end: Math.max(start, end) }));
  for (const pause of pauses) {
    const middle = (pause.start + pause.end) / 2;
    let nearest = -1;
    let least = Infinity;
    for (let index = 0; index + 1 < moved.length; index++) {
      const distance = Math.abs((((moved[index]?.end ?? 0) + (moved[index + 1]?.start ?? 0)) / 2) - middle);
      if (distance < least) [nearest, least] = [index, distance];
    }
    const [before, after] = [moved[nearest], moved[nearest + 1]];
    if (before === undefined || after === undefined) continue;
    if (least > snap + (pause.end - pause.start) / 2) continue;
    before.end = Math.max(before.start + 0.02, pause.start);
    after.start = pause.end;
    after.end = Math.max(after.end, after.start + 0.02);
  }
  // No word begins before the one before it has.
  for (let index = 1; index < moved.length; index++) {
    const [before, word] = [moved[index - 1], moved[index]];
    if (before === undefined || word === undefined) continue;
    word.start = Math.max(word.start, before.start);
    word.end = Math.max(word.end, word.start);
    before.end = Math.min(before.end, word.start);
  }
  return moved;
}

function errorOf(words: readonly Stretch[], pauses: readonly Stretch[]): number | undefined {
  const distances = pauses.map((pause) => {
    let least = Infinity;
    for (let index = 0; index + 1 < words.length; index++) {
      const [before, after] = [words[index]?.end ?? 0, words[index + 1]?.start ?? 0];
      least = Math.min(least, (Math.abs(before - pause.start) + Math.abs(after - pause.end)) / 2);
    }
    return least;
  });
  return median(distances.filter(Number.isFinite));
}

function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 || sorted.length === 0 ? sorted[middle] : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/** Cuts the recording into lines, each in the pause behind its last word; where there is none, where it is quietest. */
function cut(recording: Sound, lines: readonly ExpectedLine[], words: readonly Stretch[], { voice, pauses }: SpeechActivity): readonly AlignedLine[] {
  const seconds = recording.samples.length / recording.sampleRate;
  const levels = frameLevels(recording);
  const aligned: AlignedLine[] = [];
  let first = 0;
  let start = Math.max(0, (voice?.start ?? 0) - margin);
  for (const [index, { words: own }] of lines.entries()) {
    const mine = words.slice(first, (first += own.length));
    const last = mine.at(-1);
    const next = words[first];
    let end = Math.min(seconds, (voice?.end ?? seconds) + margin);
    let nextStart = end;
    if (index < lines.length - 1) {
      const middle = last === undefined ? start : (last.end + (next?.start ?? last.end)) / 2;
      const pause = pauses.find((candidate) => candidate.start - 0.15 <= middle && middle <= candidate.end + 0.15);
      if (pause === undefined) end = nextStart = quietest(levels, middle, start);
      else {
        const kept = Math.min(margin, (pause.end - pause.start) / 2);
        [end, nextStart] = [pause.start + kept, pause.end - kept];
      }
    }
    const length = Math.max(0, end - start);
    aligned.push({
      start,
      end,
      words: own.map(({ offset, length: letters }, word) => {
        const from = Math.max(0, Math.min(length, (mine[word]?.start ?? start) - start));
        return { offset, length: letters, start: from, end: Math.max(from, Math.min(length, (mine[word]?.end ?? end) - start)) };
      }),
    });
    start = nextStart;
  }
  return aligned;
}

/** The quietest moment within 120 ms. */
function quietest(levels: Float32Array, time: number, least: number): number {
  let best = Math.max(least, time);
  let lowest = Infinity;
  for (let frame = Math.max(0, Math.floor((time - 0.12) * 100)); frame <= (time + 0.12) * 100 && frame < levels.length; frame++) {
    const level = levels[frame] ?? 0;
    if (level < lowest && frame / 100 >= least) [best, lowest] = [frame / 100 + 0.005, level];
  }
  return best;
}
