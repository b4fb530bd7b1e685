import { withTheme } from '../../domain/edits';
import { themeNames, type Storyboard, type ThemeName } from '../../domain/storyboard';
import type { ExportSettings } from '../../domain/video';
import type { Preview, Session } from '../../workflow/session';

/** What the page draws of a film: all its frames, and its first scene in every theme. */
export interface Drawn {
  readonly film: Preview;
  readonly themes: Readonly<Record<ThemeName, Preview>>;
}

/** Keeps what is drawn in step with the storyboard; the last one stays until the next is ready. */
export class Stills {
  readonly #session: Session;
  #drawn = $state.raw<Drawn>();
  #wanted: object | undefined;

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
    const opening = { ...storyboard, scenes: storyboard.scenes.slice(0, 1) };
    const themes = await Promise.all(themeNames.map(async (theme) => [theme, await this.#session.preview(withTheme(opening, theme), [], settings)] as const));
    if (this.#wanted !== call) return undefined;
    // One entry for each theme name.
    this.#drawn = { film, themes: Object.fromEntries(themes) as Record<ThemeName, Preview> };
    return this.#drawn;
  }
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
