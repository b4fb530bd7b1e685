import { digest } from '../../domain/digest';
import type { FrameRun } from '../../domain/film/video';
import type { FilmScript, FilmCoder } from '../../engine/ports';

/** Films of which the outlines are remembered: the one at hand, and the one before an edit. */
const remembered = 2;

/**
 * Gives a picture coder that outlines no film twice: whoever looked one through before it is made has done half of the looking up.
 *
 * A film is known by what it shows, not by identity: the same lines, spoken or predicted, are the same film.
 */
export function outlineOnce(coder: FilmCoder): FilmCoder {
  const outline = coder.outline?.bind(coder);
  if (outline === undefined) return coder;
  const names = new WeakMap<FilmScript, string>();
  const films = new Map<string, Map<string, Promise<readonly FrameRun[]>>>();

  const nameOf = (film: FilmScript): string => {
    // Assets are known by their ids.
    const { assets: _, ...storyboard } = film.storyboard;
    const name = names.get(film) ?? digest({ ...film, storyboard });
    names.set(film, name);
    return name;
  };

  return {
    ...coder,
    async outline(job, signal) {
      const name = nameOf(job.film);
      const ofFilm = films.get(name) ?? new Map<string, Promise<readonly FrameRun[]>>();
      // The newest last.
      films.delete(name);
      films.set(name, ofFilm);
      for (const [oldest] of films) if (films.size > remembered) films.delete(oldest);
      const place = digest([job.scene, job.coding]);
      const known = ofFilm.get(place);
      try {
        if (known !== undefined) return await known;
      } catch {
        // Whoever began it gave it up, or it failed: then it is done for this call.
        signal.throwIfAborted();
      }
      const made = outline(job, signal);
      ofFilm.set(place, made);
      made.catch(() => { if (ofFilm.get(place) === made) ofFilm.delete(place); });
      return made;
    },
  };
}
