import type { FilmScript, FilmCoder } from '../../engine/ports';
import type { Step } from '../../engine/step';

/** The step that draws the picture a film is known by in lists; undefined where nobody here makes one. */
export function coverWith(
  coder: Pick<FilmCoder, 'cover'>,
): Step<{ readonly film: FilmScript; readonly frame: number }, Record<never, never>, Uint8Array | undefined> {
  return {
    name: 'cover',
    stage: 'video',
    version: 1,
    defaults: {},
    ranges: {},
    traits: { pooled: false, cacheable: false },
    run: async ({ film, frame }, _, { signal }) => coder.cover?.(film, frame, signal),
  };
}
