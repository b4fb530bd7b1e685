import type { FilmScript, FilmCoder } from '../../engine/ports';
import type { Step } from '../../engine/step';

/** The step that draws one frame of a film as a PNG file, e.g. its poster. */
export function stillWith(coder: FilmCoder): Step<{ readonly film: FilmScript; readonly frame: number }, Record<never, never>, Uint8Array> {
  return {
    name: 'still',
    stage: 'video',
    version: 1,
    defaults: {},
    ranges: {},
    traits: { pooled: false, cacheable: false },
    run: ({ film, frame }, _, { signal }) => coder.still(film, frame, signal),
  };
}
