import { Failure } from './failure';
import type { WordTime } from './narration';
import { denseSigns, readingSpeed, readingStart, readingUnits } from './reading';
import { kindOf } from './scenes/scenes';
import type { Scene, Storyboard } from './storyboard';
import { table } from './table';

/** Seconds of quiet before and after every spoken line. */
export const airBefore = 0.15;
export const airAfter = 0.25;
/** Seconds below which a scene feels like a flicker. */
const shortestScene = 2.2;
/** Words a minute of a voice that nobody hurries, and the slowest and fastest that can be followed. */
export const usualRate = 165;
export const slowestRate = 80;
export const fastestRate = 300;
/** Seconds a scene may stand longer than it needs, to meet a wished length. */
export const longestHold = 1.5;

/** Words a minute that the lengths of a film are predicted with; 0 stands for a silent one, timed by reading. */
export function paceOf({ voice, rate = usualRate }: { readonly voice?: string; readonly rate?: number }): number {
  return voice === 'none' ? 0 : rate;
}

/**
 * Starts of a scene's lines, in seconds from the start of the scene: the one place where this arithmetic is done.
 *
 * @param durations seconds of each line of the scene's speech, without air
 */
export function lineStarts(durations: readonly number[]): readonly number[] {
  const starts: number[] = [];
  let at = 0;
  for (const duration of durations) {
    starts.push(at + airBefore);
    at += airBefore + duration + airAfter;
  }
  return starts;
}

/** Seconds a scene's lines take with the air around them; 0 without lines. */
export function spokenSeconds(durations: readonly number[]): number {
  return durations.reduce((sum, duration) => sum + airBefore + duration + airAfter, 0);
}

/**
 * Predicts how long a line lasts, in seconds, without air.
 *
 * @param wordsPerMinute rate of the voice; 0: no voice, the line lasts as long as reading it
 */
export function lineSeconds(text: string, language: string, wordsPerMinute: number): number {
  return wordsPerMinute === 0 ? silentTiming(text, language).duration : voiceSeconds(text, language, wordsPerMinute);
}

/** Predicts every line of a storyboard: a list a scene, as `retime` takes them; recorded ones share the length of their recording. */
export function predictLines(storyboard: Storyboard, wordsPerMinute: number): readonly (readonly number[])[] {
  return storyboard.scenes.map((scene) => {
    const lines = scene.speech.map((line) => lineSeconds(line, storyboard.language, wordsPerMinute));
    return scene.recording === undefined ? lines : stretched(lines, scene.recording.end - scene.recording.start);
  });
}

/** Lines as long as their recording, less the pauses between them, which are cut down to the air of the house. */
function stretched(lines: readonly number[], seconds: number): readonly number[] {
  const spoken = Math.max(0.2, seconds - (airBefore + airAfter) * (lines.length - 1));
  const sum = lines.reduce((total, line) => total + line, 0);
  return lines.map((line) => (sum === 0 ? 0 : (line * spoken) / sum));
}

/**
 * Times a line nobody speaks: as long as reading it takes, each word in proportion to its length.
 *
 * @returns seconds; the words leave half of the reader's starting time before the first and after the last
 */
export function silentTiming(text: string, language: string): { readonly duration: number; readonly words: readonly WordTime[] } {
  const spans = wordSpans(text, language);
  const weight = spans.reduce((sum, span) => sum + span.length + 1, 0);
  const reading = readingUnits(text) / readingSpeed;
  let at = readingStart / 2;
  const words = spans.map((span) => {
    const start = at;
    at += (reading * (span.length + 1)) / weight;
    return { ...span, start, end: at };
  });
  return { duration: readingStart + reading, words };
}

/** Times a line as reading would, drawn out or pressed together to a length, s. */
export function timingWithin(text: string, language: string, seconds: number): ReturnType<typeof silentTiming> {
  const silent = silentTiming(text, language);
  const scale = seconds / silent.duration;
  return { duration: seconds, words: silent.words.map((word) => ({ ...word, start: word.start * scale, end: word.end * scale })) };
}

/** Times a line as it is likely spoken; `wordsPerMinute` as for `lineSeconds`. */
export function predictedLine(text: string, language: string, wordsPerMinute: number): ReturnType<typeof silentTiming> {
  return timingWithin(text, language, lineSeconds(text, language, wordsPerMinute));
}

/** The words of a text as offset and length, UTF-16 units, in order; scripts without spaces are cut by `Intl.Segmenter`. */
export function wordSpans(text: string, language: string): readonly { readonly offset: number; readonly length: number }[] {
  if (unspaced.test(text)) {
    const parts = new Intl.Segmenter(language === 'und' ? undefined : language, { granularity: 'word' }).segment(text);
    return Array.from(parts).filter((part) => part.isWordLike).map((part) => ({ offset: part.index, length: part.segment.length }));
  }
  return Array.from(text.matchAll(/\S+/gu)).filter((match) => /[\p{L}\p{N}]/u.test(match[0])).map((match) => trimmed(match[0], match.index));
}

/**
 * Sets the length of every scene from the real lengths of its lines; keeps everything else.
 *
 * Each scene lasts at least as long as its lines with their air, and as reading what it shows takes. If the storyboard wishes a length,
 * reading time beyond the spoken is given up first, or scenes are held longer (each by at most `longestHold`), to meet it as nearly as that can.
 *
 * @param durations seconds of each line, a list a scene
 * @throws Failure `invalid-parameter` if a scene has another number of lines
 */
export function retime(storyboard: Storyboard, durations: readonly (readonly number[])[]): Storyboard {
  const { fps } = storyboard.format;
  const frames = (seconds: number): number => Math.max(1, Math.ceil(seconds * fps - 1e-6));
  const spans = storyboard.scenes.map((scene, index) => {
    const lines = durations[index] ?? [];
    if (lines.length !== scene.speech.length) {
      throw new Failure('invalid-parameter', `Scene ${scene.id} needs ${scene.speech.length} line lengths, got ${lines.length}.`, { scene: scene.id });
    }
    return { least: frames(Math.max(spokenSeconds(lines), shortestScene)), calm: frames(calmSeconds(scene, lines)) };
  });
  const lengths = fitted(spans, Math.round(storyboard.seconds * fps), Math.round(longestHold * fps));
  return { ...storyboard, scenes: storyboard.scenes.map((scene, index) => ({ ...scene, frames: lengths[index] ?? scene.frames })) };
}

/** Seconds a scene lasts when nothing hurries it: its lines with their air, or reading it, whichever takes longer. */
export function calmSeconds(scene: Scene, durations: readonly number[]): number {
  return Math.max(spokenSeconds(durations), shortestScene, readingSeconds(scene));
}

/** Seconds a reader needs for what a scene shows. */
export function readingSeconds(scene: Scene): number {
  return kindOf(scene).readingSeconds(scene);
}

/** Frames of each scene: between `least` and `calm` if the wish is short, up to `hold` above `calm` if it is long. */
function fitted(spans: readonly { readonly least: number; readonly calm: number }[], wish: number, hold: number): readonly number[] {
  const calm = spans.reduce((sum, span) => sum + span.calm, 0);
  if (wish <= 0 || wish === calm) return spans.map((span) => span.calm);
  const room = spans.map((span) => (wish > calm ? hold : span.calm - span.least));
  const total = room.reduce((sum, part) => sum + part, 0);
  const change = Math.min(total, Math.abs(wish - calm));
  let before = 0;
  return spans.map((span, index) => {
    // Rounding the running sum, not the parts, makes the parts add up to the whole.
    const done = total === 0 ? 0 : Math.round((before / total) * change);
    before += room[index] ?? 0;
    const part = (total === 0 ? 0 : Math.round((before / total) * change)) - done;
    return wish > calm ? span.calm + part : span.calm - part;
  });
}

/**
 * Predicts the trimmed length of a line spoken by espeak-ng, in seconds.
 *
 * Least squares over 520 English sentences of papers, judgments, reviews and meetings at 165 words a minute: 5.5% mean error a sentence, 1.7% over
 * twelve sentences, cross-validated. Other languages scale it; the voice's pauses scale with its rate like its sounds.
 */
function voiceSeconds(text: string, language: string, wordsPerMinute: number): number {
  // Words in capitals are spelled out.
  const plain = text.replace(/(?<![\p{L}\p{N}])\p{Lu}{2,}(?!\p{L})/gu, ' ');
  const spelled = count(text, /\p{Lu}/gu) - count(plain, /\p{Lu}/gu);
  const scripts = denseScripts.reduce((sum, [script, seconds]) => sum + seconds * count(plain, script), 0);
  const letters = count(plain.replace(denseSigns, ' '), /\p{L}/gu);
  const words = count(plain.replace(denseSigns, ' '), /\p{L}+(?:['’]\p{L}+)*/gu);
  const seconds =
    0.09 +
    (0.0525 * letters + 0.0558 * words) * (letterPace[language.split('-', 1)[0]?.toLowerCase() ?? ''] ?? 1.1) +
    scripts +
    0.262 * count(text, /[,;:、，；：](?=\s|\p{Lo})|[()[\]]|\s[–—-]+\s|—/gu) +
    0.772 * count(text, /[.!?]["”’)]*\s+(?=\S)|[。！？](?=.)/gu) +
    0.258 * count(text, /\p{Nd}/gu) +
    0.16 * count(text, /\p{Nd}+/gu) +
    0.106 * spelled +
    0.396 * count(text, /[=+%/&@#$<>*_^~|\\§°≡∈£€]/gu);
  return (seconds * 165) / wordsPerMinute;
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

function trimmed(word: string, offset: number): { offset: number; length: number } {
  const from = word.search(/[\p{L}\p{N}]/u);
  let to = word.length;
  // From the end, sign by sign: a pattern anchored there would try every run of signs before it.
  while (to > from + 1 && !/[\p{L}\p{N}\p{M}]$/u.test(word.slice(to - 2, to))) to--;
  return { offset: offset + from, length: to - from };
}

/** Time a letter takes in the voice of a language, measured on a dozen sentences each; English is 1, an unknown language 1.1. */
const letterPace: Readonly<Record<string, number>> = table({
  en: 1, de: 0.96, fr: 0.83, es: 0.98, it: 1.03, ru: 0.94, da: 0.89, nl: 1, pt: 1.11, sv: 1.16, pl: 1.2, tr: 1.28,
  el: 1.02, fi: 1.19, cs: 1.24, hu: 1.14, uk: 0.91, ar: 1.57, hi: 1.42, und: 1,
});

/** Seconds a sign. */
const denseScripts: readonly (readonly [RegExp, number])[] = [
  [/\p{Script=Han}/gu, 0.36],
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/gu, 0.15],
  [/\p{Script=Hangul}/gu, 0.18],
];
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
