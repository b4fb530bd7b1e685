import type { Caption, CaptionLine } from '../../../domain/captions';

/** Captions as a SubRip file (UTF-8, `.srt`). */
export function srt(captions: readonly Caption[]): string {
  return captions
    .map(
      (caption, index) => `${index + 1}\n${stamp(caption.start, ',')} --> ${stamp(caption.end, ',')}\n${caption.lines.map((line) => line.text).join('\n')}\n`,
    )
    .join('\n');
}

/** Captions as a WebVTT file, with the time of each word as an inline timestamp, which players may use to mark the word being spoken. */
export function vtt(captions: readonly Caption[]): string {
  const cues = captions.map((caption) => {
    // WebVTT wants inline timestamps strictly inside their cue and ascending; others are left out.
    const clock = { last: milliseconds(caption.start), end: milliseconds(caption.end) };
    const lines = caption.lines.map((line) => karaoke(line, clock));
    return `${stamp(caption.start, '.')} --> ${stamp(caption.end, '.')}\n${lines.join('\n')}\n`;
  });
  return ['WEBVTT\n', ...cues].join('\n');
}

function karaoke(line: CaptionLine, clock: { last: number; readonly end: number }): string {
  let marked = '';
  let from = 0;
  for (const word of line.words) {
    const time = milliseconds(word.start);
    if (time <= clock.last || time >= clock.end) continue;
    clock.last = time;
    marked += `${escaped(line.text.slice(from, word.offset))}<${stamp(word.start, '.')}>`;
    from = word.offset;
  }
  return marked + escaped(line.text.slice(from));
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function milliseconds(seconds: number): number {
  return Math.round(seconds * 1000);
}

/** `01:02:03,004`. */
function stamp(seconds: number, comma: ',' | '.'): string {
  const total = milliseconds(seconds);
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  return `${two(total / 3_600_000)}:${two((total / 60_000) % 60)}:${two((total / 1000) % 60)}${comma}${String(total % 1000).padStart(3, '0')}`;
}
