import { totalFrames } from '../../domain/storyboard';
import { containersOf, fileForms, type AnimationContainer, type Video, type AnimationRules } from '../../domain/film/video';
import type { FilmScript, FilmCoder } from '../../engine/ports';
import type { Step } from '../../engine/step';

export type AnimateParameters = { readonly container: AnimationContainer };

/** The step that makes a silent animation of a film. */
export function animateWith(coder: FilmCoder): Step<{ readonly film: FilmScript }, AnimateParameters, Video> {
  return {
    name: 'animate',
    stage: 'video',
    version: 2,
    defaults: { container: 'gif' },
    ranges: { container: { kind: 'choice', choices: containersOf('animation') } },
    traits: { pooled: false, cacheable: false },
    async run({ film }, { container }, { signal, report }) {
      const { storyboard } = film;
      const { bytes, width, height, distinctFrames, path } = await coder.animate(film, container, signal, report);
      const frames = totalFrames(storyboard);
      return {
        bytes,
        mediaType: fileForms[container].mediaType,
        container,
        format: { ...storyboard.format, width, height },
        duration: frames / storyboard.format.fps,
        frames,
        distinctFrames,
        path,
        codecs: [container],
      };
    },
  };
}

/** Size of the animation, px: that of the film, no larger than its kind may be. */
export function animationSize(
  { width, height }: { readonly width: number; readonly height: number }, { longSide }: Pick<AnimationRules, 'longSide'>,
): { readonly width: number; readonly height: number } {
  const scale = Math.min(1, longSide / Math.max(width, height));
  return { width: Math.max(2, Math.round((width * scale) / 2) * 2), height: Math.max(2, Math.round((height * scale) / 2) * 2) };
}

/** Every so many frames a picture may change. */
export function animationStride(fps: number, { rate }: AnimationRules): number {
  return Math.max(1, Math.round(fps / rate));
}

/**
 * Gives the time that each picture is shown, in whole units.
 *
 * Ends are rounded, not lengths, so that rounding never adds up: the sum is the film's length to within half a unit.
 *
 * @param lengths frames that each picture is shown, in order
 * @param unit    units a second: 100 for GIF, 1000 for WebP
 */
export function animationDelays(lengths: readonly number[], fps: number, unit: number): readonly number[] {
  let frames = 0;
  let shown = 0;
  return lengths.map((length) => {
    frames += length;
    const end = Math.round((frames * unit) / fps);
    const delay = end - shown;
    shown = end;
    return delay;
  });
}
