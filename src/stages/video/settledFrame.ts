import { sceneStarts, type Storyboard } from '../../domain/storyboard';

/** Seconds before a scene's end by which all has come in, as its last words are said; leaving begins later (`leave` in `draw/motion.ts`). */
const beforeEnd = 0.5;
/** In short scenes that is too soon: so much of them passes first. */
const leastShare = 0.7;

/**
 * Gives the frame of a scene that shows it best: every entry, legend and lit line has come in, nothing has begun to leave.
 *
 * @param frames length of the scene, at least 1
 * @returns counted from the scene's first frame
 */
export function settledFrame(frames: number, fps: number): number {
  return Math.max(0, Math.min(frames - 1, Math.max(frames - Math.round(beforeEnd * fps), Math.round((frames - 1) * leastShare))));
}

/** The same as a frame of the film; the first scene's for one that is not there. */
export function settledFrameOf(storyboard: Storyboard, scene: number): number {
  const { scenes, format } = storyboard;
  return (sceneStarts(storyboard)[scene] ?? 0) + settledFrame(scenes[scene]?.frames ?? 1, format.fps);
}
