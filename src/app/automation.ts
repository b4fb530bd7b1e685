import { type FilmMusic, withFormat, withMusic, withPronunciations, withTheme, withTone } from '../domain/edits';
import { sizeOf, type Bytes } from '../domain/bytes';
import { Failure } from '../domain/failure';
import { manifestJson } from '../domain/film/manifest';
import type { Companion, Source } from '../domain/source';
import type { Pronunciation, Storyboard, ThemeName, Tone } from '../domain/storyboard';
import { parseStoryboard, storyboardJson } from '../domain/storyboardFile';
import type { Suggestion } from '../domain/suggestion';
import { fileForms, type ExportSettings } from '../domain/film/video';
import type { Progress } from '../engine/progress';
import { never } from '../engine/never';
import type { FilmOutline } from '../stages/video/files/filmRecord';
import { subtleNotary } from '../platform/page/notary';
import { runBatch } from '../workflow/batch';
import type { PartStatus, PlanSettings, Session, Watch } from '../workflow/session';
import type { Production } from '../workflow/results';
import { namedPicturesIn } from './document/companions';
import { explain } from './page/explain';

/** A file as the command line names it; its bytes wait at `kinora-source/<index>`. */
export interface AutomationFile {
  readonly name: string;
  /** Name of what is made of it, without extension. */
  readonly output: string;
}

export interface AutomationOptions extends ExportSettings {
  readonly sentences: number;
  readonly seconds: number;
  readonly width: number;
  readonly height: number;
  readonly fps: number;
  readonly theme: ThemeName;
  /** What of the above was asked for by name: a storyboard keeps the rest of its own; absent: nothing. */
  readonly asked?: readonly ('theme' | 'size' | 'fps')[];
  /** Absent: the storyboard's own, or the one the theme is known by. */
  readonly tone?: Tone;
  /** Absent: the storyboard's own, or none. */
  readonly music?: FilmMusic | 'none';
  /** Pronunciations that go before those of a storyboard. */
  readonly say?: readonly Pronunciation[];
  /** Looks a storyboard's film through before it is made, as the studio does; not by default. */
  readonly foresee?: boolean;
}

/** What became of one file: the line the command line prints. */
export interface AutomationLine {
  readonly index: number;
  readonly result: Readonly<Record<string, unknown>>;
}

/** What a look inside shows beside the lines. */
export interface Inspection {
  /** How every part stands now, and what stands in for it. */
  readonly parts: readonly PartStatus[];
  /** The films made by this page, in the order in which they were finished. */
  readonly films: readonly {
    readonly source: string;
    /** Keys of the coded pictures in film order: equal keys are equal pictures. */
    readonly keys: readonly string[];
  }[];
  /** What this page was asked to suggest. */
  readonly suggested: readonly { readonly source: string; readonly suggestions: readonly Suggestion[] }[];
}

/** The page as the command line drives it: the same session, without the view. */
export interface Automation {
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
    async run(command, files, options) {
      // Put there by the command line before the page loaded.
      const caller = globalThis as unknown as Caller;
      const jobs = files.map((file, index) => async (watch: Watch) => oneFile(session, command, file, index, options, watch, seen));
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
      return session.outline(parseStoryboard(new TextDecoder().decode(bytes)), settings, { signal, progress: () => undefined });
    },
    async decode(index) {
      const { bytes } = await fetchSource({ name: '', output: '' }, index, never());
      return (await import('../platform/files/filmFacts')).decodedPictures(bytes);
    },
    metrics: () => session.metricsText(),
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

/** What an inspection shows, as it grows. */
interface Seen {
  readonly films: Inspection['films'][number][];
  readonly suggested: Inspection['suggested'][number][];
}

async function oneFile(
  session: Session, command: 'extract' | 'suggest' | 'render', file: AutomationFile, index: number, options: AutomationOptions, watch: Watch, seen: Seen,
): Promise<Record<string, unknown>> {
  const began = performance.now();
  const source = await fetchSource(file, index, watch.signal);
  if (command === 'extract') {
    const content = await session.extract(source, watch);
    return {
      source: file.name, title: content.title, language: content.language, ...(content.link === undefined ? {} : { link: content.link }),
      authors: content.authors, blocks: content.blocks, ms: since(began),
    };
  }
  if (command === 'suggest') return suggestLine(session, source, options, watch, began, seen);
  return renderLine(session, file, source, options, watch, seen);
}

async function suggestLine(
  session: Session, source: Source, options: AutomationOptions, watch: Watch, began: number, seen: Seen,
): Promise<Record<string, unknown>> {
  const { sentences, chosen, scores, suggestions, storyboard } = await session.extractAndSuggest(source, planSettings(options), watch);
  seen.suggested.push({ source: source.name, suggestions });
  return {
    source: source.name,
    sentences: chosen.map((id, place) => {
      const sentence = sentences[id];
      return { rank: place + 1, index: id, block: sentence?.block, text: sentence?.text, score: scores.rank[id] };
    }),
    storyboard,
    ms: since(began),
  };
}

async function renderLine(
  session: Session, file: AutomationFile, source: Source, options: AutomationOptions, watch: Watch, seen: Seen,
): Promise<Record<string, unknown>> {
  const settings = exportSettings(options);
  const storyboard = file.name.toLowerCase().endsWith('.json') ? asAsked(parseStoryboard(new TextDecoder().decode(source.bytes)), options) : undefined;
  if (storyboard !== undefined && options.foresee === true) await session.preflight(storyboard, settings, watch.signal);
  const began = performance.now();
  const delivering: Watch = { ...watch, deliver: (production, workflow, begun) => putAll(file.output, production, workflow, begun) };
  const production = storyboard !== undefined
    ? await session.produce(storyboard, settings, delivering)
    : await session.make(source, planSettings(options), settings, delivering);
  const { video } = production;
  seen.films.push({ source: file.name, keys: production.keys });
  return {
    source: file.name,
    output: `${file.output}.${fileForms[video.container].ending}`,
    seconds: video.duration,
    width: video.format.width,
    height: video.format.height,
    fps: video.format.fps,
    frames: video.frames,
    distinctFrames: video.distinctFrames,
    bytes: sizeOf(video.bytes),
    wallMs: since(began),
    predicted: { seconds: rounded(production.predicted.seconds), bytes: production.predicted.bytes },
    took: rounded(production.took),
    stages: {
      extraction: Math.round(production.stages.extraction),
      suggestions: Math.round(production.stages.suggestions),
      video: Math.round(production.stages.video),
    },
    steps: stepTimes(production.steps),
    path: video.path,
    codecs: video.codecs,
    loudness: production.loudness,
    cache: production.cache,
  };
}

/** The storyboard with what the command line asks for in place of its own; a new format keeps the seconds of scenes. */
function asAsked(own: Storyboard, { asked = [], theme, tone, width, height, fps, say = [], music }: AutomationOptions): Storyboard {
  let storyboard = own;
  if (asked.includes('theme')) storyboard = withTheme(storyboard, theme);
  if (tone !== undefined) storyboard = withTone(storyboard, tone);
  if (asked.includes('size')) storyboard = withFormat(storyboard, { ...storyboard.format, width, height });
  if (asked.includes('fps')) storyboard = withFormat(storyboard, { ...storyboard.format, fps });
  if (music !== undefined) storyboard = withMusic(storyboard, music === 'none' ? undefined : music);
  return say.length === 0 ? storyboard : withPronunciations(storyboard, [...say, ...(storyboard.pronunciations ?? [])]);
}

/** Hands a film over under its source's name. */
function putFilm(production: Production, workflow: string, begun?: string): Promise<void> {
  return putAll(production.storyboard.source.name.replace(/\.[^.]*$/, ''), production, workflow, begun);
}

/** @param begun SHA-256 of the film that an earlier page was about to hand over: what of it arrived is not handed over again */
async function putAll(name: string, { video, srt, vtt, poster, storyboard, manifest }: Production, workflow: string, begun?: string): Promise<void> {
  const put = async (file: string, body: string | Bytes): Promise<void> => {
    if (begun === undefined || !(await isThere(file, body, begun))) await putOutput(file, body, workflow);
  };
  await Promise.all([
    put(`${name}.${fileForms[video.container].ending}`, video.bytes),
    put(`${name}.srt`, srt),
    put(`${name}.vtt`, vtt),
    put(`${name}.png`, poster),
    put(`${name}.json`, storyboardJson(storyboard)),
    put(`${name}.manifest.json`, manifestJson(manifest)),
  ]);
}

function planSettings(options: AutomationOptions): PlanSettings {
  const { width, height, fps, seconds, theme, tone, sentences, voice, rate, say, music } = options;
  return {
    seconds, theme, sentences, voice, format: { width, height, fps }, ...(tone === undefined ? {} : { tone }), ...(rate === undefined ? {} : { rate }),
    ...(say === undefined ? {} : { pronunciations: say }), ...(music === undefined || music === 'none' ? {} : { music }),
  };
}

function exportSettings({ container, captions, voice, rate, codec, frames, fragmented, captionTrack }: AutomationOptions): ExportSettings {
  return {
    container,
    captions,
    voice,
    ...(rate === undefined ? {} : { rate }),
    ...(codec === undefined ? {} : { codec }),
    ...(frames === undefined ? {} : { frames }),
    ...(fragmented === undefined ? {} : { fragmented }),
    ...(captionTrack === undefined ? {} : { captionTrack }),
  };
}

function stepTimes(steps: readonly { readonly step: string; readonly started: number; readonly ended?: number }[]): Record<string, number> {
  const times: Record<string, number> = {};
  // A step of a long film is done in several parts.
  for (const { step, started, ended = started } of steps) times[step] = Math.round((times[step] ?? 0) + ended - started);
  return times;
}

async function fetchSource(file: AutomationFile, index: number, signal: AbortSignal): Promise<Source> {
  const response = await fetch(new URL(`kinora-source/${index}`, document.baseURI), { signal });
  if (!response.ok) throw new Failure('damaged-file', `A file must be readable, got: ${await response.text()}`, { name: file.name });
  const bytes = new Uint8Array(await response.arrayBuffer());
  const companions: Companion[] = [];
  for (const path of namedPicturesIn(bytes).slice(0, mostCompanions)) {
    const picture = await fetch(new URL(`kinora-source/${index}/beside?path=${encodeURIComponent(path)}`, document.baseURI), { signal });
    if (picture.status === 200) companions.push({ path, bytes: new Uint8Array(await picture.arrayBuffer()) });
  }
  return { name: file.name, mediaType: '', bytes, ...(companions.length === 0 ? {} : { companions }) };
}

/** Pictures asked for: more than a film can show. */
const mostCompanions = 300;

/** Whether whoever takes the files has this one, as it is now or as the earlier page made it; they tell SHA-256 as its `etag`. */
async function isThere(name: string, body: string | Bytes, begun: string): Promise<boolean> {
  const response = await fetch(outputAddress(name), { method: 'HEAD' });
  const there = response.ok ? response.headers.get('etag') : null;
  if (there === null) return false;
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  return there === `"${begun}"` || there === `"${await subtleNotary('').sha256(bytes)}"`;
}

async function putOutput(name: string, body: string | Bytes, workflow: string): Promise<void> {
  const response = await fetch(outputAddress(name), {
    method: 'PUT',
    headers: { 'x-kinora-workflow': workflow },
    // As a blob: whoever drives the browser is told of other bodies in whole, as text, which ends it at half a gigabyte. Ours alone: never shared memory.
    body: new Blob([body as BlobPart]),
  });
  if (!response.ok) throw new Error(`Writing ${name} failed: ${await response.text()}`);
}

function outputAddress(name: string): URL {
  return new URL(`kinora-output/${encodeURIComponent(name)}`, document.baseURI);
}

function errorLine(error: unknown): { code: string; message: string; advice: string } {
  if (error instanceof Failure) return { code: error.code, message: error.message, advice: explain[error.code].advice };
  return {
    code: 'bug', message: error instanceof Error ? error.message : String(error),
    advice: 'This is a fault of Kinora. Please report it with the file that caused it.',
  };
}

function rounded(seconds: number): number {
  return Math.round(seconds * 100) / 100;
}

function since(began: number): number {
  return Math.round(performance.now() - began);
}
