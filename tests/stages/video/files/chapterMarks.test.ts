import { describe, expect, test } from 'vitest';
import type { Scene, Storyboard } from '../../../../src/domain/storyboard';
import { chapterMarks } from '../../../../src/stages/video/files/chapterMarks';
import { filmDescription } from '../../../../src/stages/video/files/filmDescription';
import { statements } from '../../../support/fakePorts';

/** Scenes of 20 frames, each with its chapter. */
function film(...chapters: readonly string[]): Storyboard {
  const plain = statements(chapters.map((_, index) => `Sentence ${index}.`));
  return { ...plain, scenes: plain.scenes.map((scene, index): Scene => ({ ...scene, chapter: chapters[index] ?? '' })) };
}

describe('chapters', () => {
  test('begin with their first scene, what comes before them is called as the film is', () => {
    expect(
      chapterMarks(film('', 'Source', 'Source', 'Mouth')),
    ).toEqual([{ title: 'Statements', frame: 0 }, { title: 'Source', frame: 20 }, { title: 'Mouth', frame: 60 }]);
  });

  test('begin with the section scene that names them, and hold scenes without a label', () => {
    const plain = film('', 'Source', '', '');
    const section: Scene = { id: 'x', layout: 'section', title: 'The  mouth', number: 2, anchors: [], frames: 10, speech: [], chapter: '' };
    expect(chapterMarks({ ...plain, scenes: [...plain.scenes, section] }).at(-1)).toEqual({ title: 'The mouth', frame: 80 });
    expect(chapterMarks(plain)).toHaveLength(2);
  });

  test('are none where there is one alone', () => {
    expect(chapterMarks(film('Source', 'Source'))).toEqual([]);
    expect(chapterMarks(film('', ''))).toEqual([]);
  });
});

describe('a description', () => {
  test('is the first sentences after the title, whole ones', () => {
    expect(filmDescription(statements(['The bank grows.', 'The river moves.', 'x'.repeat(300)]))).toBe('The bank grows. The river moves.');
  });

  test('of one long sentence is cut', () => {
    expect(filmDescription(statements(['word '.repeat(100)]))).toMatch(/^word .{200,280}…$/);
    expect(filmDescription(statements([]))).toBe('');
  });
});
