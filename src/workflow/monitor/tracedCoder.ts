import { Failure } from '../../domain/failure';
import type { Clock, FilmCoder } from '../../engine/ports';
import type { TraceTask } from '../../optimizers/metrics/trace';

export interface PictureNotes {
  note(task: TraceTask): void;
  /** Told of each scene encoded: pictures coded, and frames they are shown for. */
  count(coded: number, shown: number): void;
}

/**
 * Gives a picture coder that also notes each call in the task stream, but for those that only find out what others will take.
 *
 * Calls are put on rows as hired workers would take them: each on the lowest row that is free. With as many calls at a time as workers that is a row a worker.
 */
export function tracedCoder(pictures: FilmCoder, clock: Clock, { note, count: tally }: PictureNotes): FilmCoder {
  const rows = new Set<number>();
  let count = 0;

  async function recorded<Result>(name: string, key: string, work: () => Promise<Result>): Promise<Result> {
    let worker = 0;
    while (rows.has(worker)) worker += 1;
    rows.add(worker);
    const task = (count += 1);
    const started = clock.now();
    let outcome = 'succeeded';
    try {
      return await work();
    } catch (error) {
      outcome = outcomeOf(error);
      throw error;
    } finally {
      rows.delete(worker);
      note({
        crew: 'film', task, name, key, lane: 'export', worker, attempt: 1, queued: started, started, ended: clock.now(), outcome, after: [],
      });
    }
  }

  const cover = pictures.cover?.bind(pictures);
  return {
    ...pictures,
    async encodeScene(job, signal, report) {
      const segment = await recorded('encode', `scene ${job.scene + 1}`, () => pictures.encodeScene(job, signal, report));
      tally(segment.frames.length, segment.end - segment.first);
      return segment;
    },
    ...(cover && { cover: (film, frame, signal) => recorded('cover', `frame ${frame}`, () => cover(film, frame, signal)) }),
    still: (film, frame, signal) => recorded('still', `frame ${frame}`, () => pictures.still(film, frame, signal)),
    stills: (film, frames, signal, report) => recorded('stills', film.storyboard.title, () => pictures.stills(film, frames, signal, report)),
    animate: (film, container, signal, report) => recorded('animate', film.storyboard.title, () => pictures.animate(film, container, signal, report)),
  };
}

function outcomeOf(error: unknown): string {
  if (error instanceof Failure) return error.code === 'worker-lost' || error.code === 'timed-out' || error.code === 'cancelled' ? error.code : 'failed';
  return error instanceof DOMException && error.name === 'AbortError' ? 'cancelled' : 'failed';
}
