import { withTheme } from '../../domain/edits';
import { themeNames, type Storyboard, type ThemeName } from '../../domain/storyboard';
import type { ExportSettings } from '../../domain/video';
import type { Preview, Session } from '../../workflow/session';

/** What the page draws of a film: all its frames, and its first scene in every theme. */
export interface Drawn {
  readonly film: Preview;
  readonly themes: Readonly<Record<ThemeName, Preview>>;
}

/** The first scene of a film, and how it is to be drawn. */
type Opening = Storyboard & Pick<ExportSettings, 'captions' | 'voice'>;

/** Keeps what is drawn in step with the storyboard; the last one stays until the next is ready. */
export class Stills {
  readonly #session: Session;
  #drawn = $state.raw<Drawn>();
  #wanted: object | undefined;
  /** The opening that the pictures of the themes were drawn of. */
  #opening: Opening | undefined;

  constructor(session: Session) {
    this.#session = session;
  }

  get drawn(): Drawn | undefined { return this.#drawn; }

  /**
   * Makes the storyboard drawable; an older call never overtakes a later one.
   *
   * @param settings of the export that the drawing is to match
   * @returns what is drawn, `undefined` if a later call overtook this one
   * @throws whatever the session throws
   */
  async follow(storyboard: Storyboard, settings: Pick<ExportSettings, 'captions' | 'voice'>): Promise<Drawn | undefined> {
    const call = {};
    this.#wanted = call;
    const film = await this.#session.preview(storyboard, [], settings);
    if (this.#wanted !== call) return undefined;
    const opening: Opening = { ...storyboard, scenes: storyboard.scenes.slice(0, 1), captions: settings.captions, voice: settings.voice };
    const isSame = this.#opening !== undefined && isSameOpening(this.#opening, opening);
    const themes = isSame && this.#drawn !== undefined ? this.#drawn.themes : await this.#themesOf(opening);
    if (this.#wanted !== call) return undefined;
    this.#opening = opening;
    this.#drawn = { film, themes };
    return this.#drawn;
  }

  async #themesOf(opening: Opening): Promise<Drawn['themes']> {
    const themes = await Promise.all(themeNames.map(async (theme) => [theme, await this.#session.preview(withTheme(opening, theme), [], opening)] as const));
    // One entry for each theme name.
    return Object.fromEntries(themes) as Record<ThemeName, Preview>;
  }
}

/** Whether two openings look the same in every theme; scenes that were not edited stay the same objects. */
function isSameOpening(one: Opening, other: Opening): boolean {
  return one.scenes[0] === other.scenes[0] && one.format.width === other.format.width && one.format.height === other.format.height && one.format.fps === other.format.fps
    && one.language === other.language && one.source.name === other.source.name && one.captions === other.captions && one.voice === other.voice;
}

/** Gives the frame of a scene that shows it best: everything has come in, nothing has begun to leave. */
export function settledFrame(frames: number, fps: number): number {
  return Math.max(0, Math.min(frames - 1, frames - Math.round(0.5 * fps)));
}

/** Gives the frame of the film that a scene's thumbnail shows; 0 for a scene that the preview does not have yet. */
export function previewFrame(preview: Preview | undefined, scene: string): number {
  if (preview === undefined) return 0;
  const { scenes, format } = preview.storyboard;
  let start = 0;
  for (const { id, frames } of scenes) {
    if (id === scene) return start + settledFrame(frames, format.fps);
    start += frames;
  }
  return 0;
}
