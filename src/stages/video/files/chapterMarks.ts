import { sceneStarts, type Scene, type Storyboard } from '../../../domain/storyboard';
import type { ChapterMark } from '../../../domain/film/video';

/**
 * Gives the chapters of a film, each from the first frame of its first scene on; none where there would be one alone.
 *
 * A section scene begins the chapter it names; other scenes belong to the chapter they are labelled with. What comes before the first one is
 * called as the film is.
 */
export function chapterMarks(storyboard: Storyboard): readonly ChapterMark[] {
  const starts = sceneStarts(storyboard);
  const marks: ChapterMark[] = [];
  storyboard.scenes.forEach((scene, index) => {
    const name = chapterOf(scene);
    const title = name === '' && index === 0 ? storyboard.title : name;
    // `sceneStarts` has an entry a scene.
    if (title !== '' && title !== marks.at(-1)?.title) marks.push({ title, frame: starts[index] as number });
  });
  return marks.length < 2 ? [] : marks;
}

function chapterOf(scene: Scene): string {
  return (scene.layout === 'section' ? scene.title : scene.chapter).replace(/\s+/g, ' ').trim();
}
