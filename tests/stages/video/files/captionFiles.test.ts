import { describe, expect, it } from 'vitest';
import type { Caption } from '../../../../src/domain/captions';
import { srt, vtt } from '../../../../src/stages/video/files/captionFiles';

const captions: readonly Caption[] = [
  {
    start: 0.5, end: 2,
    lines: [{ text: 'Rivers & banks', words: [{ offset: 0, length: 6, start: 0.5, end: 1 }, { offset: 9, length: 5, start: 1.25, end: 2 }] }],
  },
  {
    start: 3661, end: 3663.0004,
    lines: [
      { text: 'first,', words: [{ offset: 0, length: 5, start: 3661.1, end: 3661.5 }] },
      { text: 'a < b', words: [{ offset: 0, length: 1, start: 3661.1, end: 3662 }, { offset: 4, length: 1, start: 3662.5, end: 3663 }] },
    ],
  },
];

describe('srt', () => {
  it('numbers the captions and writes hours, minutes, seconds and milliseconds', () => {
    expect(srt(captions)).toBe(
      '1\n00:00:00,500 --> 00:00:02,000\nRivers & banks\n\n2\n01:01:01,000 --> 01:01:03,000\nfirst,\na < b\n',
    );
  });

  it('is empty for a silent film', () => {
    expect(srt([])).toBe('');
  });
});

describe('vtt', () => {
  it('marks each word with the time it starts, strictly ascending inside its cue, and escapes markup', () => {
    expect(vtt(captions)).toBe(
      'WEBVTT\n\n00:00:00.500 --> 00:00:02.000\nRivers &amp; <00:00:01.250>banks\n'
      + '\n01:01:01.000 --> 01:01:03.000\n<01:01:01.100>first,\na &lt; <01:01:02.500>b\n',
    );
  });

  it('is a header alone for a silent film', () => {
    expect(vtt([])).toBe('WEBVTT\n');
  });
});
