import type { DrawList, Ruler } from '../domain/film/drawing';
import type { SpokenLine } from '../domain/narration';
import { totalFrames, type Storyboard } from '../domain/storyboard';
import { lineStarts, predictLines, timingWithin } from '../domain/timing';
import type { FilmScript } from '../engine/ports';
import { captionsOf } from '../stages/video/captions';
import { compose } from '../stages/video/compose/compose';
import { drawFrame } from '../stages/video/draw/drawFrame';
import { layOut } from '../stages/video/draw/layOut';
import type { Pictures } from '../platform/canvas/canvas';
import type { Preview } from './session';

/** The page's own canvas, as a preview needs it. */
export interface Easel {
  readonly ruler: Ruler;
  paint(list: DrawList, context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D, pictures?: Pictures): void;
  /** Makes a film's pictures ready to be drawn; absent: its words stand for them. */
  pictures?(storyboard: Storyboard): Promise<{ readonly lights: NonNullable<FilmScript['pictures']>; readonly decoded: Pictures }>;
  /** Makes the faces ready that these words need. */
  loadFonts(film: FilmScript): Promise<void>;
}

export interface PreviewOptions {
  /** When each sentence is spoken; empty: predicted, so that the words marked in captions are close, not exact. */
  readonly lines: readonly SpokenLine[];
  /** Of the voice that lines are predicted by; 0: nobody speaks. */
  readonly wordsPerMinute: number;
  /** Whether captions are drawn into the picture. */
  readonly burn: boolean;
}

/** Gives a preview that draws any frame as the export will. */
export async function previewOf(easel: Easel, storyboard: Storyboard, { lines, wordsPerMinute, burn }: PreviewOptions): Promise<Preview> {
  const spoken = lines.length > 0 ? lines : predictedLines(storyboard, wordsPerMinute);
  const pictures = storyboard.scenes.some((scene) => scene.layout === 'picture') ? await easel.pictures?.(storyboard) : undefined;
  const film: FilmScript = {
    storyboard, lines: spoken, captions: captionsOf(storyboard, spoken), burn, ...(pictures === undefined ? {} : { pictures: pictures.lights }),
  };
  const [{ composed }] = await Promise.all([compose(storyboard), easel.loadFonts(film)]);
  const laidOut = layOut(film, easel.ruler, composed);
  const { width, height } = storyboard.format;
  return {
    storyboard,
    frames: totalFrames(storyboard),
    draw(frame, canvas, wanted) {
      const scale = wanted / width;
      canvas.width = Math.max(1, Math.round(wanted));
      canvas.height = Math.max(1, Math.round(height * scale));
      const context = canvas.getContext('2d') as CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D | null;
      if (context === null) return;
      context.setTransform(scale, 0, 0, scale, 0, 0);
      easel.paint(drawFrame(laidOut, frame), context, pictures?.decoded);
    },
  };
}

function predictedLines(storyboard: Storyboard, wordsPerMinute: number): readonly SpokenLine[] {
  const lengths = predictLines(storyboard, wordsPerMinute);
  return storyboard.scenes.flatMap((scene, index) => {
    const durations = lengths[index] ?? [];
    const starts = lineStarts(durations);
    return scene.speech.map((text, line): SpokenLine => {
      const duration = durations[line] ?? 0;
      return { scene: scene.id, text, start: starts[line] ?? 0, ...timingWithin(text, storyboard.language, duration) };
    });
  });
}
