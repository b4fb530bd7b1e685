import { dataUrl } from '../../domain/dataUrl';
import { bytesDigestLater } from '../../domain/digest';
import { type FilmMusic as Chosen, musicOf, withMusic } from '../../domain/edits';
import { usualUnder, type BedName } from '../../domain/music';
import { never } from '../../engine/never';
import type { Session } from '../../workflow/session';
import type { OpenFilm } from './openFilm.svelte';
import { words } from '../words/words';

/** The music under the film, in the words of its buttons. */
export class FilmMusic {
  readonly #session: Session;
  readonly #film: OpenFilm;

  constructor(session: Session, film: OpenFilm) {
    this.#session = session;
    this.#film = film;
  }

  /** Puts one of our own pieces under the film; `undefined`: none. */
  async choose(bed: BedName | undefined): Promise<void> {
    this.#film.listening.stop();
    await this.#score(bed === undefined ? undefined : { source: { bed }, under: this.#under });
  }

  /** Puts somebody's own music under the film, if it can be played. */
  async open(name: string, mediaType: string, bytes: Uint8Array): Promise<void> {
    this.#film.listening.stop();
    await this.#film.guard(async () => {
      const source = { asset: await bytesDigestLater(bytes) };
      const file = dataUrl(mediaType || 'audio/mpeg', bytes);
      await this.#session.music({ source }, { [source.asset]: file }, never());
      await this.#score({ source, under: this.#under, file });
      this.#film.alerts.say(words.film.music.isMusic(name));
    });
  }

  /** @param under dB that the music is under the voice */
  async setUnder(under: number): Promise<void> {
    const storyboard = this.#film.project.storyboard;
    const music = storyboard && musicOf(storyboard);
    if (music !== undefined) await this.#score({ ...music, under });
  }

  /** Plays the film's music, or ends it. */
  async listen(): Promise<void> {
    const { playback, listening, project } = this.#film;
    if (project.storyboard?.music === undefined) return;
    const { music, assets } = project.storyboard;
    playback.pause();
    await this.#film.guard(async () => listening.toggleMusic(async (signal) => this.#session.music(music, assets, signal)));
  }

  get #under(): number {
    return this.#film.project.storyboard?.music?.under ?? usualUnder;
  }

  async #score(music: Chosen | undefined): Promise<void> {
    const storyboard = this.#film.project.storyboard;
    if (storyboard === undefined) return;
    this.#film.project.restyle(withMusic(storyboard, music));
    await this.#film.changed();
  }
}
