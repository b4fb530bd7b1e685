import type { FilmMusic } from '../domain/edits';
import type { Pronunciation, ThemeName, Tone } from '../domain/storyboard';
import type { Suggestion } from '../domain/suggestion';
import type { ExportSettings } from '../domain/film/video';
import type { PartStatus } from '../workflow/session';

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
  /** Seconds after which a file is given up; absent: none. */
  readonly timeout?: number;
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
