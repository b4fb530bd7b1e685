import { withFormat, withMusic, withPronunciations, withTheme, withTone } from '../domain/edits';
import { sizeOf } from '../domain/bytes';
import type { Source } from '../domain/source';
import type { Storyboard } from '../domain/storyboard';
import { readStoryboard } from '../domain/storyboardFile';
import { fileForms, type ExportSettings } from '../domain/film/video';
import type { PlanSettings, Session, Watch } from '../workflow/session';
import { inWords } from './page/explain';
import type { AutomationFile, AutomationOptions, Inspection } from './automationCall';
import { putAll, fetchSource } from './handOver';

/** What an inspection shows, as it grows. */
export interface Seen {
  readonly films: Inspection['films'][number][];
  readonly suggested: Inspection['suggested'][number][];
}

/** Does what was asked with one file. @returns the line that is printed */
export async function oneFile(
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
  const storyboard = file.name.toLowerCase().endsWith('.json') ? asAsked(await readStoryboard(source.bytes), options) : undefined;
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
    ...(production.fellBack === undefined ? {} : { fellBack: settings.container, because: production.fellBack }),
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

/** What of the options a plan depends on. */
export function planSettings(options: AutomationOptions): PlanSettings {
  const { width, height, fps, seconds, theme, tone, sentences, voice, rate, say, music } = options;
  return {
    seconds, theme, sentences, voice, format: { width, height, fps }, ...(tone === undefined ? {} : { tone }), ...(rate === undefined ? {} : { rate }),
    ...(say === undefined ? {} : { pronunciations: say }), ...(music === undefined || music === 'none' ? {} : { music }),
  };
}

export function exportSettings({ container, captions, voice, rate, codec, frames, fragmented, captionTrack, exact }: AutomationOptions): ExportSettings {
  return {
    container,
    captions,
    voice,
    ...(rate === undefined ? {} : { rate }),
    ...(codec === undefined ? {} : { codec }),
    ...(frames === undefined ? {} : { frames }),
    ...(fragmented === undefined ? {} : { fragmented }),
    ...(captionTrack === undefined ? {} : { captionTrack }),
    ...(exact === undefined ? {} : { exact }),
  };
}

function stepTimes(steps: readonly { readonly step: string; readonly started: number; readonly ended?: number }[]): Record<string, number> {
  const times: Record<string, number> = {};
  // A step of a long film is done in several parts.
  for (const { step, started, ended = started } of steps) times[step] = Math.round((times[step] ?? 0) + ended - started);
  return times;
}

/** What is printed of a file that failed. */
export function errorLine(error: unknown): { readonly code: string; readonly message: string; readonly advice: string } {
  const { code, message, advice } = inWords(error);
  return { code, message, advice };
}

function rounded(seconds: number): number {
  return Math.round(seconds * 100) / 100;
}

export function since(began: number): number {
  return Math.round(performance.now() - began);
}
