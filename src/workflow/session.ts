import type { Content } from '../domain/content';
import type { FilmMusic } from '../domain/edits';
import type { Loop } from '../domain/music';
import type { SpokenLine, Utterance } from '../domain/narration';
import type { Source } from '../domain/source';
import type { AssetId } from '../domain/assets';
import type { Format, Music, Pronunciation, Scene, Storyboard, ThemeName, Tone } from '../domain/storyboard';
import type { Anchor } from '../domain/suggestion';
import type { ExportSettings } from '../domain/film/video';
import type { OptimizerRole, OptimizerStats, OptimizerStatus } from '../engine/optimizer';
import type { Sound, Voice } from '../engine/ports';
import type { Progress } from '../engine/progress';
import type { VoiceScript } from '../stages/video/voice/speakScene';
import type { FilmOutline } from '../stages/video/files/filmRecord';
import type { Monitor } from './monitor/monitor';
import type { Prediction, Production, Suggested } from './results';

/** What a person chooses before the storyboard is planned. */
export interface PlanSettings {
  /** Wished length; 0: chosen from the length of the document. */
  readonly seconds: number;
  readonly theme: ThemeName;
  /** Absent: the one the theme is known by. */
  readonly tone?: Tone;
  readonly format: Format;
  /** How many key sentences; 0 or absent: as many as fit the length. */
  readonly sentences?: number;
  /** A voice name or `none`: silent films are timed by reading speed. */
  readonly voice?: string;
  /** Words a minute, 80 to 300; absent: 165. */
  readonly rate?: number;
  /** Of the storyboard to come; absent: none. */
  readonly pronunciations?: readonly Pronunciation[];
  /** Absent: none. */
  readonly music?: FilmMusic;
}

/** How the caller follows and ends a piece of work. */
export interface Watch {
  readonly signal: AbortSignal;
  progress(progress: Progress): void;
  /** Told the name of the workflow of an export, by which a later page can go on with it. */
  begun?(workflow: string): void;
  /**
   * Brings a finished film to where it is wanted (a file, a store), before the export counts as done; absent: the caller does.
   * Called once, and once more if the page ended before it resolved: then `begun` says what to look for first.
   *
   * @param workflow the same at both calls, and of no other export
   * @param begun    SHA-256 of the film that an earlier page was about to bring: what is there already need not be brought again. Absent: none was
   */
  deliver?(production: Production, workflow: string, begun?: string): Promise<void>;
}

/** An export that a page left behind when it was closed, reloaded or crashed. */
export interface Unfinished {
  readonly id: string;
  /** Name of the source. */
  readonly source: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** Scenes already encoded, and kept. */
  readonly scenesDone: number;
  /** Scenes of the film; 0 while it is not planned. */
  readonly scenes: number;
}

/** Draws any frame of a storyboard on the page's own canvas, as the export will. */
export interface Preview {
  readonly storyboard: Storyboard;
  readonly frames: number;
  /** @param width of the picture in px; the height follows from the format */
  draw(frame: number, canvas: HTMLCanvasElement | OffscreenCanvas, width: number): void;
}

/** All of a storyboard that is heard, with the files of its recordings. */
export type Heard = VoiceScript & Pick<Storyboard, 'assets'>;

/** One part of the machinery, for the status panel. */
export interface PartStatus extends OptimizerStatus {
  readonly name: string;
  readonly role: OptimizerRole | 'video' | 'sound' | 'voice';
  readonly stats: OptimizerStats;
}

/** A picture that is fit for films, to be put among a storyboard's assets. */
export interface StoredPicture {
  readonly asset: AssetId;
  /** `data:` URL. */
  readonly url: string;
  /** px, as it came. */
  readonly width: number;
  readonly height: number;
}

/** Everything the page and the command line can ask for. */
export interface Session {
  /** Content extraction alone. */
  extract(source: Source, watch: Watch): Promise<Content>;
  /**
   * Makes a picture fit for films.
   *
   * @throws Failure `damaged-file` if it is none, is damaged or is too large; the message says which
   */
  picture(bytes: Uint8Array, signal: AbortSignal): Promise<StoredPicture>;
  /** Content extraction and suggestions of one source. */
  extractAndSuggest(source: Source, settings: PlanSettings, watch: Watch): Promise<Suggested>;
  /** Suggestions again, from content already extracted. */
  replan(suggested: Suggested, settings: PlanSettings, watch: Watch): Promise<Suggested>;
  /** Scenes of a passage of a document that a person wants in its film, for `insertScenes`; none if nothing can be made of it. */
  cite(suggested: Suggested, storyboard: Storyboard, passage: Anchor, watch: Watch): Promise<readonly Scene[]>;
  /** Video generation from a storyboard. */
  produce(storyboard: Storyboard, settings: ExportSettings, watch: Watch): Promise<Production>;
  /** What the film of a storyboard would show, without making it: to be compared with a manifest. */
  outline(storyboard: Storyboard, settings: ExportSettings, watch: Watch): Promise<FilmOutline>;
  /** From a source to its film, as one workflow. */
  make(source: Source, plan: PlanSettings, settings: ExportSettings, watch: Watch): Promise<Production>;
  /** Exports that an earlier page began and nobody finished, the newest first; those that run in another tab are not among them. */
  unfinished(): Promise<readonly Unfinished[]>;
  /**
   * Takes an unfinished export up where it stopped: what was finished is not done again.
   *
   * @throws Failure `invalid-parameter` if there is none of this id, or another tab took it up
   */
  resume(id: string, watch: Watch): Promise<Production>;
  /** Lets an unfinished export go: it is not offered again. */
  abandon(id: string): Promise<void>;
  /**
   * @param lines when each sentence is spoken; empty: predicted
   * @param settings whether captions are drawn, and whether and how fast somebody speaks; by default both, at the usual pace
   */
  preview(storyboard: Storyboard, lines?: readonly SpokenLine[], settings?: Pick<ExportSettings, 'captions' | 'voice' | 'rate'>): Promise<Preview>;
  voices(): Promise<readonly Voice[]>;
  /**
   * Speaks some scenes at once, as the film will: a list a scene, an utterance a line; recordings are heard where there are some.
   *
   * @throws Failure `library-not-available` where nobody can speak, `damaged-file` for a recording that cannot be opened
   */
  listen(film: Heard, settings: Pick<ExportSettings, 'voice' | 'rate'>, signal: AbortSignal): Promise<readonly (readonly Utterance[])[]>;
  /** Gives music as a film plays it. @throws Failure `damaged-file`, `no-sound` for a file that is none, `invalid-storyboard` */
  music(music: Pick<Music, 'source'>, assets: Storyboard['assets'], signal: AbortSignal): Promise<Loop>;
  /** Opens a sound file that a person gives. @throws Failure `damaged-file`, `library-not-available` */
  openSound(file: Uint8Array): Promise<Sound>;
  predict(storyboard: Storyboard, settings: ExportSettings): Prediction;
  /**
   * Finds out what an export will take, so that `predict` knows: looks the film through, and really encodes a second of it if this device was
   * not measured at this size. Takes workers for a moment, never the page's thread.
   *
   * @throws whatever the export would throw for want of an encoder; the signal's reason
   */
  preflight(storyboard: Storyboard, settings: ExportSettings, signal: AbortSignal): Promise<void>;
  status(): readonly PartStatus[];
  /** OpenMetrics 1.0 text of everything measured since the page opened. */
  metricsText(): string;
  /** The task stream as Chrome trace-event JSON. */
  traceJson(): string;
  /** Switches an optimizer on or off; takes effect with the next step. */
  setEnabled(name: string, enabled: boolean): void;
  /** Everything measured of the machinery, and what can be tried on it. */
  monitor(): Monitor;
  stop(): Promise<void>;
}
