import { withTheme } from '../../domain/edits';
import { themeNames, type Storyboard, type ThemeName } from '../../domain/storyboard';
import type { ExportSettings } from '../../domain/film/video';
import { given } from '../../domain/given';
import { settledFrame } from '../../stages/video/settledFrame';
import type { Preview, Session } from '../../workflow/session';

/** What the page draws of a film: all its frames, and its first scene in every theme, as far as they are ready. */
export interface Drawn {
  readonly film: Preview;
  readonly themes: Readonly<Partial<Record<ThemeName, Preview>>>;
}

/** The first scene of a film, and how it is to be drawn. */
type Opening = Storyboard & Pick<ExportSettings, 'captions' | 'voice' | 'rate'>;

/** Keeps what is drawn in step with the storyboard; the last one stays until the next is ready. */
export class Stills {
  readonly #session: Session;
  readonly #rest: () => Promise<void>;
  #film = $state.raw<Preview>();
  #themes = $state.raw<Drawn['themes']>({});
  readonly #drawn = $derived(this.#film === undefined ? undefined : { film: this.#film, themes: this.#themes });
  #wanted: object | undefined;
  /** The opening that the pictures of the themes were drawn of. */
  #opening: Opening | undefined;

  /** @param rest awaited between themes, so that the page stays free */
  constructor(session: Session, rest: () => Promise<void> = nextTurn) {
    this.#session = session;
    this.#rest = rest;
  }

  get drawn(): Drawn | undefined { return this.#drawn; }

  /**
   * Makes the film drawable, then its first scene in every theme; an older call never overtakes a later one.
   *
   * @param settings of the export that the drawing is to match
   * @param ready told of the film as soon as it can be drawn, unless a later call overtook this one
   * @throws whatever the session throws
   */
  async follow(storyboard: Storyboard, settings: Pick<ExportSettings, 'captions' | 'voice' | 'rate'>, ready: (film: Preview) => void): Promise<void> {
    const call = {};
    this.#wanted = call;
    const film = await this.#session.preview(storyboard, [], settings);
    if (this.#wanted !== call) return;
    this.#film = film;
    ready(film);
    const opening: Opening = {
      ...storyboard, scenes: storyboard.scenes.slice(0, 1), captions: settings.captions, voice: settings.voice,
      ...given({ rate: settings.rate }),
    };
    if (this.#opening !== undefined && isSameOpening(this.#opening, opening)) return;
    // Not known by one opening alone until all are drawn.
    this.#opening = undefined;
    for (const theme of themeNames) {
      await this.#rest();
      if (this.#wanted !== call) return;
      const preview = await this.#session.preview(withTheme(opening, theme), [], settings);
      this.#themes = { ...this.#themes, [theme]: preview };
    }
    this.#opening = opening;
  }
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => { setTimeout(resolve); });
}

/** Whether two openings look the same in every theme; scenes that were not edited stay the same objects. */
function isSameOpening(one: Opening, other: Opening): boolean {
  return one.scenes[0] === other.scenes[0] && one.format.width === other.format.width && one.format.height === other.format.height
 && one.format.fps === other.format.fps && one.tone === other.tone && one.language === other.language && one.source.name === other.source.name
      && one.captions === other.captions
    && one.voice === other.voice && one.rate === other.rate;
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
