import { Failure } from '../domain/failure';
import { readStoryboard } from '../domain/storyboardFile';
import type { ExportSettings } from '../domain/film/video';
import type { Progress } from '../engine/progress';
import { never } from '../engine/never';
import type { FilmOutline } from '../stages/video/files/filmRecord';
import { runBatch } from '../workflow/batch';
import type { Session, Watch } from '../workflow/session';
import type { AutomationFile, AutomationOptions, AutomationLine, Inspection } from './automationCall';
import { fetchSource, meet, putFilm } from './handOver';
import { type Seen, oneFile, planSettings, exportSettings, errorLine } from './automationLines';

/** The page as the command line drives it: the same session, without the view. */
export interface Automation {
  /** Says where files wait and results are taken, from the page's address on; until then at the address itself. */
  meet(path: string): void;
  run(command: 'extract' | 'suggest' | 'render', files: readonly AutomationFile[], options: AutomationOptions): Promise<void>;
  /**
   * Makes films side by side that a later page goes on with if this one is closed. Each is written as `<name of its source>.<format>`;
   * resolves when all are, rejects if one fails.
   */
  make(files: readonly AutomationFile[], options: AutomationOptions): Promise<void>;
  /** Names of the sources whose films earlier pages left behind. */
  left(): Promise<readonly string[]>;
  /** Goes on with all the films that earlier pages left behind; resolves when they are written, rejects if one fails. */
  goOn(): Promise<void>;
  /** What the film of the storyboard at `kinora-source/<index>` would show. */
  outline(index: number, settings: ExportSettings): Promise<FilmOutline>;
  /** Decodes every picture of the film at `kinora-source/<index>`, and counts them. */
  decode(index: number): Promise<number>;
  /** OpenMetrics text of everything since the page opened. */
  metrics(): string;
  /** The same in Prometheus's text format 0.0.4. */
  plainMetrics(): string;
  /** The task stream as Chrome trace-event JSON. */
  trace(): string;
  /** Gives plain data, for tests that compare what different parts make. */
  inspect(): Inspection;
  /**
   * Ends the session: what is to be kept is written when it resolves.
   *
   * @returns why the cache could keep nothing; empty if it could
   */
  stop(): Promise<string>;
}

/** What the command line puts on the page before it calls. */
interface Caller {
  kinoraLine(line: AutomationLine): Promise<void>;
  kinoraProgress(index: number, progress: Progress): Promise<void>;
}

/** Gives the surface that the command line drives. */
export function automation(session: Session): Automation {
  const seen: Seen = { films: [], suggested: [] };
  return {
    meet,
    async run(command, files, options) {
      // Put there by the command line before the page loaded.
      const caller = globalThis as unknown as Caller;
      const jobs = files.map((file, index) => async (watch: Watch) => within(options.timeout, watch, async (limited) =>
        oneFile(session, command, file, index, options, limited, seen)));
      await runBatch(jobs, {
        concurrency: command === 'render' ? 1 : 2,
        signal: never(),
        progress: (index, progress) => void caller.kinoraProgress(index, progress),
        settled: async (index, outcome) => {
          const result = outcome.ok ? outcome.value : { source: files[index]?.name ?? '', error: errorLine(outcome.error) };
          await caller.kinoraLine({ index, result });
        },
      });
    },
    async make(files, options) {
      const { signal } = new AbortController();
      await Promise.all(files.map(async (file, index) =>
        session.make(
          await fetchSource(file, index, signal), planSettings(options), exportSettings(options), { signal, progress: () => undefined, deliver: putFilm },
        )));
    },
    left: async () => (await session.unfinished()).map(({ source }) => source),
    async goOn() {
      const { signal } = new AbortController();
      const left = await session.unfinished();
      await Promise.all(left.map(({ id }) => session.resume(id, { signal, progress: () => undefined, deliver: putFilm })));
    },
    async outline(index, settings) {
      const { signal } = new AbortController();
      const { bytes } = await fetchSource({ name: '', output: '' }, index, signal);
      return session.outline(await readStoryboard(bytes), settings, { signal, progress: () => undefined });
    },
    async decode(index) {
      const { bytes } = await fetchSource({ name: '', output: '' }, index, never());
      return (await import('../platform/files/filmFacts')).decodedPictures(bytes);
    },
    metrics: () => session.metricsText(),
    plainMetrics: () => session.monitor().metricsText(),
    trace: () => session.traceJson(),
    async stop() {
      const cache = session.status().find(({ role }) => role === 'cache');
      const left = await session.unfinished();
      // Only this page makes films here, and all of its own have ended: what is left was killed, and is found in the cache when it is made again.
      for (const { id } of left) await session.abandon(id);
      await session.stop();
      return cache?.state === 'degraded' || cache?.state === 'unavailable' ? cache.reason : '';
    },
    inspect: () => ({ parts: session.status(), films: [...seen.films], suggested: [...seen.suggested] }),
  };
}

/** Does something within so many seconds. */
async function within<Result>(seconds: number | undefined, watch: Watch, work: (watch: Watch) => Promise<Result>): Promise<Result> {
  if (seconds === undefined) return work(watch);
  const limit = AbortSignal.timeout(seconds * 1000);
  try {
    return await work({ ...watch, signal: AbortSignal.any([watch.signal, limit]) });
  } catch (error) {
    throw limit.aborted ? new Failure('timed-out', `A file must be done within ${seconds} s.`, { seconds }, { cause: error }) : error;
  }
}
