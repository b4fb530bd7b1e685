import { withoutRecording, withPronunciations, withRecording } from '../../domain/edits';
import type { Pronunciation, Scene, Storyboard } from '../../domain/storyboard';
import type { Voice, VoiceLoad } from '../../engine/ports';
import type { Microphone } from '../../platform/hearing/microphone';
import type { Session } from '../../workflow/session';
import type { OpenFilm } from './openFilm.svelte';
import { Recorder } from '../storyboard/recorder.svelte';
import { fileSize } from '../page/wording';
import { words } from '../words/words';

/** Who speaks in the film, how, and what somebody recorded, in the words of their buttons. */
export class FilmVoice {
  readonly recorder: Recorder;
  readonly #session: Session;
  readonly #film: OpenFilm;
  /** Engines that were loaded. */
  #loaded: readonly string[] = [];
  #voices = $state.raw<readonly Voice[]>([]);

  constructor(session: Session, film: OpenFilm, microphone: Microphone) {
    this.#session = session;
    this.#film = film;
    this.recorder = new Recorder(session, microphone);
  }

  /** Empty until they are listed. */
  get voices(): readonly Voice[] { return this.#voices; }

  /** Finds out who can speak here. */
  async list(): Promise<void> {
    if (this.#voices.length > 0) return;
    try {
      this.#voices = await this.#session.voices();
    } catch {
      // Without a list there is still the automatic voice and none; making a video will tell what is wrong.
    }
  }

  /** Chooses who speaks; between a voice and none, the lengths of the scenes change too. */
  async choose(voice: string): Promise<void> {
    await this.list();
    const chosen = this.#voices.find(({ name }) => name === voice);
    const loads = chosen?.loads;
    if (chosen === undefined || loads === undefined || this.#loaded.includes(chosen.engine)) {
      return this.#film.repaced(() => { this.#film.exports.choose({ voice }); });
    }
    // Said before anything is loaded: some voices have a hundred megabytes.
    await this.#film.guard(async () => {
      const { name, bytes } = await loads.describe();
      const load = (): void => { void this.#film.guard(async () => this.#load(chosen, loads, name)); };
      this.#film.alerts.note(words.film.loadedOnce(name, fileSize(bytes)), { label: words.film.load, run: load });
    });
  }

  /** Chooses how fast the voice speaks, words a minute. */
  async setRate(rate: number): Promise<void> {
    await this.#film.repaced(() => { this.#film.exports.choose({ rate }); });
  }

  /** Says how words are to be said, all of them at once. */
  async setPronunciations(pronunciations: readonly Pronunciation[]): Promise<void> {
    await this.#film.edit((project) => {
      if (project.storyboard !== undefined) project.restyle(withPronunciations(project.storyboard, pronunciations));
    });
  }

  /** Speaks a scene as the film will, or stops it. */
  async listenTo(scene: Scene): Promise<void> {
    const { project, playback, listening, exports } = this.#film;
    const storyboard = project.storyboard;
    if (storyboard === undefined) return;
    playback.pause();
    await this.#film.guard(async () => listening.toggleScene(storyboard, scene, exports.settings));
  }

  /** Speaks a word as a pronunciation says it. */
  async listenToWord(pronunciation: Pronunciation): Promise<void> {
    const { project, playback, listening, exports } = this.#film;
    const { voice, ...settings } = exports.settings;
    playback.pause();
    await this.#film.guard(
      async () => listening.toggleWord(project.storyboard?.language ?? 'und', pronunciation, { ...settings, voice: voice === 'none' ? 'auto' : voice }),
    );
  }

  /** Does something with the recorder; its trouble is told like all other. */
  async withRecorder(work: (recorder: Recorder, storyboard: Storyboard) => Promise<void>): Promise<void> {
    const storyboard = this.#film.project.storyboard;
    if (storyboard === undefined) return;
    this.#film.quiet();
    await this.#film.guard(async () => work(this.recorder, storyboard));
  }

  /** Gives a scene the take that the recorder shows. */
  async keepRecording(scene: Scene): Promise<void> {
    this.#film.listening.stop();
    const kept = this.recorder.keep(scene);
    if (kept === undefined) return;
    await this.#film.edit((project) => { project.edit((storyboard) => withRecording(storyboard, scene.id, kept.recording, kept.url)); });
    this.#film.alerts.say(words.film.recordingKept);
  }

  /** Has a scene spoken by the voice again. */
  async removeRecording(id: string): Promise<void> {
    this.recorder.close();
    await this.#film.edit((project) => { project.edit((storyboard) => withoutRecording(storyboard, id)); });
  }

  async #load(voice: Voice, loads: VoiceLoad, name: string): Promise<void> {
    const { alerts, exports } = this.#film;
    let told = -1;
    try {
      await loads.load((fraction) => {
        const tenth = Math.floor(fraction * 10);
        if (tenth !== told) alerts.note(words.film.loading(name, tenth * 10));
        told = tenth;
      });
    } catch (error) {
      alerts.clearNote();
      throw error;
    }
    this.#loaded = [...this.#loaded, voice.engine];
    alerts.note(words.film.speaksNow(name));
    await this.#film.repaced(() => { exports.choose({ voice: voice.name }); });
  }
}
