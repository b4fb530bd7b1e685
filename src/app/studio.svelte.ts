// Long: every action of the page in one list; each hands on to what it is about.
import { insertScenes, musicOf, withFormat, withPictures, withRecordingsOf, withTheme, withTone } from '../domain/edits';
import type { Source } from '../domain/source';
import type { Format, ThemeName, Tone } from '../domain/storyboard';
import type { Anchor } from '../domain/suggestion';
import type { CaptionMode } from '../domain/film/video';
import { given } from '../domain/given';
import type { Locks } from '../engine/journal';
import { never } from '../engine/never';
import { breather } from '../platform/page/breath';
import { browserMicrophone, type Microphone } from '../platform/hearing/microphone';
import { browserPlayer, type Player } from '../platform/hearing/player';
import type { ProjectStore } from '../platform/storage/projects';
import type { PlanSettings, Session } from '../workflow/session';
import type { Prediction } from '../workflow/results';
import { Alerts } from './page/alerts.svelte';
import type { GivenFile } from './document/givenFiles';
import { Companions } from './document/companions';
import { OpenFilm } from './film/openFilm.svelte';
import { Exports } from './exports/exports.svelte';
import { FilmMusic } from './film/filmMusic';
import { FilmVoice } from './film/filmVoice.svelte';
import { Inbox } from './document/inbox.svelte';
import type { Autosave } from './film/autosave.svelte';
import { offerUnfinished } from './exports/unfinished';
import type { Listening } from './film/listening.svelte';
import { isStoryboardFile } from './document/pasted';
import { changePicture, type PictureChange } from './storyboard/pictureChange';
import type { Playback } from './film/playback.svelte';
import { Preflight } from './exports/preflight.svelte';
import type { KeptProject, Project } from './film/project.svelte';
import { InboxStore } from './document/inboxStore';
import { TabStore } from './page/tabStore';
import { formatOf } from './film/sizes';
import type { Stills } from './film/stills.svelte';
import { System } from './system/system.svelte';
import type { Work } from './page/work.svelte';
import { words } from './words/words';
import type { ViewName } from './page/viewNames';

/** How the page hears and is heard. */
export interface Senses {
  readonly player: Player;
  readonly microphone: Microphone;
}

/** Everything the page can do, in the words of its buttons; failures end up in `alerts`, never in the caller. */
export class Studio {
  readonly alerts = new Alerts();
  readonly exports: Exports;
  readonly voice: FilmVoice;
  readonly music: FilmMusic;
  readonly inbox: Inbox;
  readonly preflight: Preflight;
  readonly system: System;
  readonly companions = new Companions();
  readonly #film: OpenFilm;
  readonly #session: Session;
  #view = $state<ViewName>('storyboard');

  /**
   * @param locks  that all tabs share: the exports of one of them outlive it; absent: there is one tab
   * @param senses loudspeakers and microphone; the browser's by default
   */
  constructor(
    session: Session, store: ProjectStore, locks?: Locks, { player, microphone }: Senses = { player: browserPlayer(), microphone: browserMicrophone() },
  ) {
    this.#session = session;
    const tab = new TabStore(store, locks);
    this.exports = new Exports(session, tab, () => { this.system.refresh(); }, (document) => this.companions.source(this.companions.adopt(document)));
    this.#film = new OpenFilm(session, store, player, this.alerts, this.exports);
    this.voice = new FilmVoice(session, this.#film, microphone);
    this.music = new FilmMusic(session, this.#film);
    this.inbox = new Inbox(new InboxStore(tab), this.companions);
    this.preflight = new Preflight(session, () => this.exports.queue.running !== undefined);
    this.system = new System(session, this.alerts);
  }

  get project(): Project { return this.#film.project; }
  get autosave(): Autosave { return this.#film.autosave; }
  get stills(): Stills { return this.#film.stills; }
  get playback(): Playback { return this.#film.playback; }
  get listening(): Listening { return this.#film.listening; }
  get planning(): Work { return this.#film.planning; }
  get view(): ViewName { return this.#view; }

  show(view: ViewName): void { this.#view = view; }

  /** Opens what the last visit left, else the sample. */
  async begin(sample: () => Promise<Source>): Promise<void> {
    void offerUnfinished(this.#session, this.exports.queue, this.alerts, () => { this.#view = 'video'; });
    void this.inbox.restore();
    await this.exports.restore();
    const kept = await this.autosave.restore();
    if (kept === undefined) return this.#film.guard(async () => this.#open(await sample()));
    await this.#film.guard(async () => { this.#restore(kept); await this.#film.follow(); });
    void this.#listVoices();
  }

  /** Opens a document, or a storyboard file; what is open stays until the new one is ready, and can be had back. */
  async open(source: Source): Promise<void> {
    const before = this.project.kept();
    if (this.#view === 'video') this.#view = 'storyboard';
    await this.#film.guard(async () => {
      await this.#open(source);
      if (before === undefined) return;
      this.alerts.note(words.page.isOpen(source.name), {
        label: words.page.backTo(before.facts.name),
        run: () => { this.#restore(before); this.alerts.clearNote(); void this.#film.changed(); },
      });
    });
  }

  /** Opens what was dropped or picked together: the first document, with the pictures it names; the others wait. */
  async openGiven(given: readonly GivenFile[]): Promise<void> {
    await this.openFiles(await this.companions.take(given));
  }

  /** Opens the first file; the others wait. */
  async openFiles(files: readonly File[]): Promise<void> {
    const [first, ...others] = files;
    if (first === undefined) return;
    this.inbox.take(first, others);
    await this.#film.guard(async () => this.open(await this.companions.source(first)));
    // Where the columns do not all fit, the list of those that wait is shown.
    if (others.length > 0) this.#view = 'content';
  }

  /** Makes the videos of all files that wait, each as long as it asks for, as this film is to be made. */
  async makeAll(): Promise<void> {
    this.#view = 'video';
    const { files } = this.inbox;
    const documents = await Promise.all(files.map(async (file) => this.companions.kept(file)));
    this.exports.makeFiles(documents, this.#settings({ seconds: 0 }));
    // Not before they are orders: a page that is closed meanwhile still has them.
    this.inbox.drop(...files);
  }

  /** Plans the film again for another length; 0: as long as the document asks for. */
  async setLength(seconds: number): Promise<void> {
    await this.#replan({ seconds });
  }

  /** A film nobody has edited is planned again, since other shapes break text otherwise; an edited one keeps its scenes. */
  async setFormat(format: Format): Promise<void> {
    const { storyboard, isEdited, suggested } = this.project;
    if (storyboard === undefined) return;
    if (suggested !== undefined && !isEdited) return this.#replan({ format });
    this.project.restyle(withFormat(storyboard, format));
    await this.#film.changed();
  }

  async setTheme(theme: ThemeName): Promise<void> {
    const storyboard = this.project.storyboard;
    if (storyboard === undefined || storyboard.theme === theme) return;
    this.project.restyle(withTheme(storyboard, theme));
    await this.#film.changed();
  }

  /** Puts the film into the light or dark set of its theme; `undefined`: the one the theme is known by. */
  async setTone(tone: Tone | undefined): Promise<void> {
    const storyboard = this.project.storyboard;
    if (storyboard === undefined || storyboard.tone === tone) return;
    this.project.restyle(withTone(storyboard, tone));
    await this.#film.changed();
  }

  async chooseCaptions(captions: CaptionMode): Promise<void> {
    this.exports.choose({ captions });
    await this.#film.guard(async () => this.#film.follow());
  }

  select(id: string | undefined): void {
    this.project.select(id);
    this.#film.showSelected();
  }

  /** Goes to the scene that stands on a passage, on a phone too. */
  selectFromContent(id: string): void {
    this.select(id);
    this.#view = 'storyboard';
  }

  /** Puts a passage of the document into the film, where it stands in the document, and selects its scene. */
  async addPassage(passage: Anchor): Promise<void> {
    const { suggested, storyboard } = this.project;
    if (suggested === undefined || storyboard === undefined) return;
    await this.#film.guard(async () => {
      const scenes = await this.#session.cite(suggested, storyboard, passage, { signal: never(), progress: () => undefined });
      if (scenes.length === 0) return this.alerts.note(words.document.nothingToShow);
      const before = this.project.scenes;
      await this.#film.edit((project) => { project.edit((film) => withPictures(insertScenes(film, scenes), suggested.pictures)); });
      this.select(this.project.scenes.find(({ id }) => before.every((scene) => scene.id !== id))?.id);
      this.alerts.say(words.document.added(this.project.scenes.length));
    });
  }

  async editText(id: string, field: string, value: string): Promise<void> {
    await this.#film.edit((project) => { project.editText(id, field, value); });
  }

  /** Changes how a scene shows its picture, or which one, if any. */
  async changePicture(id: string, change: PictureChange): Promise<void> {
    await this.#film.guard(async () => {
      const given = 'file' in change ? await this.#session.picture(new Uint8Array(await change.file.arrayBuffer()), never()) : change;
      await this.#film.edit((project) => { project.edit((storyboard) => changePicture(storyboard, id, given)); });
    });
  }

  async remove(id: string): Promise<void> {
    await this.#film.edit((project) => { project.remove(id); });
    this.alerts.say(words.storyboard.removed(this.project.scenes.length));
  }

  async move(id: string, to: number): Promise<void> {
    await this.#film.edit((project) => { project.move(id, to); });
    const at = this.project.scenes.findIndex((scene) => scene.id === id);
    this.alerts.say(words.storyboard.moved(at + 1, this.project.scenes.length));
  }

  async undo(): Promise<void> {
    await this.#film.edit((project) => { project.undo(); });
  }

  async redo(): Promise<void> {
    await this.#film.edit((project) => { project.redo(); });
  }

  /** Makes the video of the storyboard as it is now; editing may go on meanwhile. */
  async make(): Promise<void> {
    const storyboard = this.project.storyboard;
    if (storyboard === undefined) return;
    this.playback.pause();
    await this.#film.guard(async () => {
      await this.exports.make(storyboard);
      this.alerts.say(words.exports.filmReady);
    });
    this.system.refresh();
  }

  /** Gives what the export of the film will take; `undefined` while nothing is open. */
  predict(): Prediction | undefined {
    const storyboard = this.project.storyboard;
    // Each look ahead, and each video made, makes it know better.
    void [this.preflight.rounds, this.exports.made];
    return storyboard === undefined ? undefined : this.#session.predict(storyboard, this.exports.settings);
  }

  async #open(source: Source): Promise<void> {
    const facts = { name: source.name, size: source.bytes.byteLength };
    if (isStoryboardFile(source)) {
      const { readStoryboard } = await import('../domain/storyboardFile');
      const storyboard = await readStoryboard(source.bytes, breather(never()));
      // The passages still fit if it is the film of the document that is open.
      const suggested = this.project.suggested?.source.name === storyboard.source.name ? this.project.suggested : undefined;
      this.project.open(facts, storyboard, suggested, 'edited');
    } else {
      const suggested = await this.planning.run('reading', async (watch) => this.#session.extractAndSuggest(source, this.#settings({ seconds: 0 }), watch));
      this.project.open(facts, suggested.storyboard, suggested, 'planned');
      this.inbox.drop(source.name);
    }
    this.system.refresh();
    await this.#film.changed();
    void this.#listVoices();
  }

  #restore({ facts, storyboard, suggested, origin }: KeptProject): void {
    this.project.open(facts, storyboard, suggested, origin);
  }

  async #replan(changes: Partial<PlanSettings>): Promise<void> {
    const { suggested, isEdited } = this.project;
    if (suggested === undefined) return;
    await this.#film.guard(async () => {
      const planned = await this.planning.run('planning', async (watch) => this.#session.replan(suggested, this.#settings(changes), watch));
      const before = this.project.storyboard;
      this.project.replan(before === undefined ? planned : { ...planned, storyboard: withRecordingsOf(planned.storyboard, before) });
      if (isEdited) {
        this.alerts.note(
          words.storyboard.plannedAgain, { label: words.storyboard.bringBack, run: () => { this.alerts.clearNote(); void this.undo(); } },
        );
      }
      await this.#film.changed();
    });
  }

  #settings(changes: Partial<PlanSettings>): PlanSettings {
    const storyboard = this.project.storyboard;
    const music = storyboard && musicOf(storyboard);
    return {
      seconds: storyboard?.seconds ?? 0,
      theme: storyboard?.theme ?? 'paper',
      ...(storyboard?.tone === undefined ? {} : { tone: storyboard.tone }),
      format: storyboard?.format ?? formatOf('16:9', 1080, 30),
      voice: this.exports.settings.voice,
      ...given({ rate: this.exports.settings.rate, music }),
      ...(storyboard?.pronunciations === undefined ? {} : { pronunciations: storyboard.pronunciations }),
      ...changes,
    };
  }

  async #listVoices(): Promise<void> {
    await this.voice.list();
    this.system.refresh();
  }
}
