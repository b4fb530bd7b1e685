import { describe, expect, it } from 'vitest';
import { readPlainText } from '../../../../src/stages/extraction/formats/plainText';
import { outline } from '../reading';

const blocks = (text: string): string[] => outline(readPlainText(text));

describe('plain text', () => {
  it('has paragraphs between blank lines, its wrapped lines joined', () => {
    expect(
      blocks('Rivers carry water from\nhigh ground to the sea.\n\nThey shape\nthe land.'),
    ).toEqual(['paragraph: Rivers carry water from high ground to the sea.', 'paragraph: They shape the land.']);
  });

  it('has a paragraph a line where lines are too long to be wrapped', () => {
    const line = 'Rivers carry water from high ground to the sea, and in doing so they shape the land around them for ever.';
    expect(blocks(`${line}\n${line}`)).toEqual([`paragraph: ${line}`, `paragraph: ${line}`]);
  });

  it('has headings where they are underlined, numbered, in capitals, or the first line', () => {
    expect(
      blocks('On rivers\n\nWords here.\n\nClosing\n-------\nMore words.\n\n2.1 Deltas\n\nMore words.\n\nTHE SEA\n\nLast words.').filter(
        (block) => block.startsWith('heading'),
      ),
    ).toEqual([
      'heading: On rivers', 'heading: Closing', 'heading: 2.1 Deltas', 'heading: THE SEA',
    ]);
  });

  it('does not take a short sentence, or a last line, for a heading', () => {
    expect(
      blocks('Words here.\n\nYes.\n\nMore words.\n\nANN B'),
    ).toEqual(['paragraph: Words here.', 'paragraph: Yes.', 'paragraph: More words.', 'paragraph: ANN B']);
  });

  it('has lists with their hanging lines, also with blank lines between', () => {
    expect(blocks('To see:\n- a delta\n- a gorge, and\n  its walls')).toEqual(['paragraph: To see:', 'list: a delta\na gorge, and its walls']);
    expect(blocks('1) one\n\n2) two')).toEqual(['list: one\ntwo']);
  });

  it('has tables where tabs line up, and quotations where lines are marked', () => {
    expect(blocks('River\tkm\nNile\t6650')).toEqual(['table: River\tkm\nNile\t6650']);
    expect(blocks('> All flows\n> for ever.')).toEqual(['quote: All flows for ever.']);
  });

  it('keeps where each block starts', () => {
    expect(readPlainText('One.\n\nTwo.').blocks.map((block) => block.place.offset)).toEqual([0, 6]);
  });
});
