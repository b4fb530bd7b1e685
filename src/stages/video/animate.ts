import { totalFrames } from '../../domain/storyboard';
import type { Video } from '../../domain/video';
import type { FilmScript, PictureCoder } from '../../engine/ports';
import type { Step } from '../../engine/step';

/** The step that makes a silent animated GIF of a film. */
export function animateWith(coder: PictureCoder): Step<{ readonly film: FilmScript }, Record<never, never>, Video> {
  return {
    name: 'animate',
    stage: 'video',
    version: 1,
    defaults: {},
    ranges: {},
    traits: { pooled: false, cacheable: false },
    async run({ film }, _, { signal, report }) {
      const { storyboard } = film;
      const { bytes, distinctFrames } = await coder.animate(film, signal, report);
      const frames = totalFrames(storyboard);
      const { width, height } = animationSize(storyboard.format);
      return {
        bytes,
        mediaType: 'image/gif',
        container: 'gif',
        format: { ...storyboard.format, width, height },
        duration: frames / storyboard.format.fps,
        frames,
        distinctFrames,
        path: 'ffmpeg',
        codecs: ['gif'],
      };
    },
  };
}

/** Size of the animation, px: that of the film, but the long side at most 960, as every GIF picture is stored nearly raw. */
export function animationSize({ width, height }: { readonly width: number; readonly height: number }): { readonly width: number; readonly height: number } {
  const scale = Math.min(1, 960 / Math.max(width, height));
  return { width: Math.max(2, Math.round((width * scale) / 2) * 2), height: Math.max(2, Math.round((height * scale) / 2) * 2) };
}

/** Every so many frames a picture may change: at most 15 a second, which fades survive and file sizes need. */
export function animationStride(fps: number): number {
  return Math.max(1, Math.round(fps / 15));
}

/**
 * Gives the delay of each picture in hundredths of a second, the unit of GIF.
 *
 * Ends are rounded, not delays, so that rounding never adds up: the sum is the film's length to within half a hundredth.
 *
 * @param lengths frames that each picture is shown, in order
 */
export function animationDelays(lengths: readonly number[], fps: number): readonly number[] {
  let frames = 0;
  let shown = 0;
  return lengths.map((length) => {
    frames += length;
    const end = Math.round((frames * 100) / fps);
    const delay = end - shown;
    shown = end;
    return delay;
  });
}
