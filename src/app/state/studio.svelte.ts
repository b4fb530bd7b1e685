import { dataUrl } from '../../domain/dataUrl';
import { digest } from '../../domain/digest';
import { type FilmMusic, musicOf, withFormat, withMusic, withoutRecording, withPronunciations, withRecording, withRecordingsOf, withTheme, withTone } from '../../domain/edits';
import { usualUnder, type BedName } from '../../domain/music';
import type { Source } from '../../domain/source';
import type { Format, Pronunciation, Scene, Storyboard, ThemeName, Tone } from '../../domain/storyboard';
import { parseStoryboard } from '../../domain/storyboardFile';
import { paceOf } from '../../domain/timing';
import type { CaptionMode } from '../../domain/video';
import type { Locks } from '../../engine/journal';
import type { Voice } from '../../engine/ports';
import { browserMicrophone, type Microphone } from '../../platform/microphone';
import { browserPlayer, type Player } from '../../platform/player';
import type { ProjectStore } from '../../platform/projects';
import type { PlanSettings, Prediction, Session } from '../../workflow/session';
import { neuralName } from '../../workflow/neuralSpeech';
import { Alerts, isCancellation } from './alerts.svelte';
import { Companions } from './companions';
import { Exports } from './exports.svelte';
import { Keeping } from './keeping.svelte';
import { Leftovers } from './leftovers';
import { Listening } from './listening.svelte';
import { changePicture, type PictureChange } from './pictureChange';
import { Playback } from './playback.svelte';
import { Preflight } from './preflight.svelte';
import { previewVoice, type PreviewScript } from './previewVoice';
import { Project, type KeptProject } from './project.svelte';
import { isStoryboardFile } from './pasted';
import { QueueKeeping } from './queueKeeping';
import { Recorder } from './recorder.svelte';
import { formatOf } from './sizes';
import { settledFrame, Stills } from './stills.svelte';
import { System } from './system.svelte';
import { fileSize } from './wording';
import { Work } from './work.svelte';

/** Which column a narrow window shows. */
export const viewNames = ['content', 'storyboard', 'video'] as const;
export type ViewName = (typeof viewNames)[number];

/** How the page hears and is heard. */
export interface Senses {
  readonly player: Player;
  readonly microphone: Microphone;
}

/** Everything the page can do, in the words of its buttons; failures end up in `alerts`, never in the caller. */
export class Studio {
  readonly alerts = new Alerts();
  readonly playback: Playback;
  readonly listening: Listening;
  readonly recorder: Recorder;
  readonly planning = new Work();
  readonly project: Project;
  readonly exports: Exports;
  readonly stills: Stills;
  readonly keeping: Keeping;
  readonly preflight: Preflight;
  readonly system: System;
  readonly leftovers: Leftovers;
  readonly companions = new Companions();
  readonly #session: Session;
  readonly #queueKeeping: QueueKeeping;
  #view = $state<ViewName>('storyboard');
  #hasNeural = false;
  #waiting = $state.raw<readonly File[]>([]);
  #voices = $state.raw<readonly Voice[]>([]);

  /**
   * @param locks  that all tabs share: the exports of one of them outlive it; absent: there is one tab
   * @param senses loudspeakers and microphone; the browser's by default
   */
  constructor(session: Session, store: ProjectStore, locks?: Locks, { player, microphone }: Senses = { player: browserPlayer(), microphone: browserMicrophone() }) {
    this.#session = session;
    this.#queueKeeping = new QueueKeeping(store, locks);
    this.exports = new Exports(session, this.#queueKeeping, () => { this.system.refresh(); }, (file) => this.companions.source(file));
    this.stills = new Stills(session);
    this.listening = new Listening(session, player);
    this.recorder = new Recorder(session, microphone);
    const script = (): PreviewScript | undefined => {
      const storyboard = this.project.storyboard;
      return storyboard && { storyboard, voice: this.exports.settings };
    };
    this.playback = new Playback(previewVoice(player, script, async ({ storyboard, voice }, at) => {
      const scene = storyboard.scenes[at];
      return scene === undefined ? [] : this.listening.partsOf(storyboard, scene, voice);
    }));
    this.keeping = new Keeping(store);
    this.preflight = new Preflight(session, () => this.exports.queue.running !== undefined);
    this.project = new Project(() => paceOf(this.exports.settings));
    this.system = new System(session, this.alerts);
    this.leftovers = new Leftovers(session, this.exports.queue, this.alerts, () => { this.#view = 'video'; });
  }

  get view(): ViewName { return this.#view; }
  /** Files dropped together with the one that is open. */
  get waiting(): readonly File[] { return this.#waiting; }
  get voices(): readonly Voice[] { return this.#voices; }

  show(view: ViewName): void { this.#view = view; }

  /** Opens what the last visit left, else the sample. */
  async begin(sample: () => Promise<Source>): Promise<void> {
    void this.leftovers.offer();
    void this.#queueKeeping.files().then((files) => { if (files.length > 0) this.#waiting = [...this.#waiting, ...files]; });
    await this.exports.restore();
    const kept = await this.keeping.restore();
    if (kept === undefined) return this.#guard(async () => this.#open(await sample()));
    await this.#guard(async () => { this.#restore(kept); await this.#follow(); });
    void this.#listVoices();
  }

  /** Opens a document, or a storyboard file; what is open stays until the new one is ready, and can be had back. */
  async open(source: Source): Promise<void> {
    const before = this.project.kept();
    if (this.#view === 'video') this.#view = 'storyboard';
    await this.#guard(async () => {
      await this.#open(source);
      if (before === undefined) return;
      this.alerts.note(`${source.name} is open.`, {
        label: `Back to ${before.facts.name}`,
        run: () => { this.#restore(before); this.alerts.clearNote(); void this.#changed(); },
      });
    });
  }

  /** Opens the first file; the others wait. */
  async openFiles(files: readonly File[], read: (file: File) => Promise<Source>): Promise<void> {
    const [first, ...others] = files;
    if (first === undefined) return;
    this.#wait([...others, ...this.#waiting.filter((file) => file !== first && !others.includes(file))]);
    await this.#guard(async () => this.open(await read(first)));
    // Where the columns do not all fit, the list of those that wait is shown.
    if (others.length > 0) this.#view = 'content';
  }

  /** Takes a file off the list of those that wait. */
  drop(file: File): void {
    this.#wait(this.#waiting.filter((other) => other !== file));
  }

  /** Makes the videos of all files that wait, each as long as it asks for, as this film is to be made. */
  makeAll(): void {
    const files = this.#waiting;
    this.#wait([]);
    this.exports.makeFiles(files, this.#settings({ seconds: 0 }));
    this.#view = 'video';
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
    await this.#changed();
  }

  async setTheme(theme: ThemeName): Promise<void> {
    const storyboard = this.project.storyboard;
    if (storyboard === undefined || storyboard.theme === theme) return;
    this.project.restyle(withTheme(storyboard, theme));
    await this.#changed();
  }

  /** Puts the film into the light or dark set of its theme; `undefined`: the one the theme is known by. */
  async setTone(tone: Tone | undefined): Promise<void> {
    const storyboard = this.project.storyboard;
    if (storyboard === undefined || storyboard.tone === tone) return;
    this.project.restyle(withTone(storyboard, tone));
    await this.#changed();
  }

  /** Puts one of our own pieces under the film; `undefined`: none. */
  async chooseMusic(bed: BedName | undefined): Promise<void> {
    this.listening.stop();
    const under = this.project.storyboard?.music?.under ?? usualUnder;
    await this.#score(bed === undefined ? undefined : { source: { bed }, under });
  }

  /** Puts somebody's own music under the film, if it can be played. */
  async openMusic(name: string, mediaType: string, bytes: Uint8Array): Promise<void> {
    this.listening.stop();
    await this.#guard(async () => {
      const source = { asset: digest(bytes) };
      const file = dataUrl(mediaType || 'audio/mpeg', bytes);
      await this.#session.music({ source }, { [source.asset]: file }, new AbortController().signal);
      await this.#score({ source, under: this.project.storyboard?.music?.under ?? usualUnder, file });
      this.alerts.say(`${name} is the film's music.`);
    });
  }

  /** @param under dB that the music is under the voice */
  async setMusicUnder(under: number): Promise<void> {
    const music = this.project.storyboard && musicOf(this.project.storyboard);
    if (music !== undefined) await this.#score({ ...music, under });
  }

  /** Plays the film's music, or ends it. */
  async listenToMusic(): Promise<void> {
    const { storyboard } = this.project;
    if (storyboard?.music === undefined) return;
    const { music, assets } = storyboard;
    this.playback.pause();
    await this.#guard(async () => this.listening.toggleMusic(async (signal) => this.#session.music(music, assets, signal)));
  }

  async #score(music: FilmMusic | undefined): Promise<void> {
    const storyboard = this.project.storyboard;
    if (storyboard === undefined) return;
    this.project.restyle(withMusic(storyboard, music));
    await this.#changed();
  }

  select(id: string | undefined): void {
    this.project.select(id);
    this.#showSelected();
  }

  /** Goes to the scene that stands on a passage, on a phone too. */
  selectFromContent(id: string): void {
    this.select(id);
    this.#view = 'storyboard';
  }

  async editText(id: string, field: string, value: string): Promise<void> {
    await this.#edit(() => { this.project.editText(id, field, value); });
  }

  /** Changes how a scene shows its picture, or which one. */
  async changePicture(id: string, change: PictureChange): Promise<void> {
    await this.#guard(async () => {
      const given = 'file' in change ? await this.#session.picture(new Uint8Array(await change.file.arrayBuffer()), new AbortController().signal) : change;
      await this.#edit(() => { this.project.edit((storyboard) => changePicture(storyboard, id, given)); });
    });
  }

  async remove(id: string): Promise<void> {
    await this.#edit(() => { this.project.remove(id); });
    this.alerts.say(`Scene removed, ${this.project.scenes.length} left.`);
  }

  async move(id: string, to: number): Promise<void> {
    await this.#edit(() => { this.project.move(id, to); });
    const at = this.project.scenes.findIndex((scene) => scene.id === id);
    this.alerts.say(`Scene moved to place ${at + 1} of ${this.project.scenes.length}.`);
  }

  /** Says how words are to be said, all of them at once. */
  async setPronunciations(pronunciations: readonly Pronunciation[]): Promise<void> {
    await this.#edit(() => {
      const storyboard = this.project.storyboard;
      if (storyboard !== undefined) this.project.restyle(withPronunciations(storyboard, pronunciations));
    });
  }

  /** Speaks a scene as the film will, or stops it. */
  async listenTo(scene: Scene): Promise<void> {
    const storyboard = this.project.storyboard;
    if (storyboard === undefined) return;
    this.playback.pause();
    await this.#guard(async () => this.listening.toggleScene(storyboard, scene, this.exports.settings));
  }

  /** Speaks a word as a pronunciation says it. */
  async listenToWord(pronunciation: Pronunciation): Promise<void> {
    const { voice, ...settings } = this.exports.settings;
    this.playback.pause();
    await this.#guard(async () => this.listening.toggleWord(this.project.storyboard?.language ?? 'und', pronunciation, { ...settings, voice: voice === 'none' ? 'auto' : voice }));
  }

  /** Does something with the recorder; its trouble is told like all other. */
  async withRecorder(work: (recorder: Recorder, storyboard: Storyboard) => Promise<void>): Promise<void> {
    const storyboard = this.project.storyboard;
    if (storyboard === undefined) return;
    this.playback.pause();
    this.listening.stop();
    await this.#guard(async () => work(this.recorder, storyboard));
  }

  /** Gives a scene the take that the recorder shows. */
  async keepRecording(scene: Scene): Promise<void> {
    this.listening.stop();
    const kept = this.recorder.keep(scene);
    if (kept === undefined) return;
    await this.#edit(() => { this.project.edit((storyboard) => withRecording(storyboard, scene.id, kept.recording, kept.url)); });
    this.alerts.say('The recording is kept.');
  }

  /** Has a scene spoken by the voice again. */
  async removeRecording(id: string): Promise<void> {
    this.recorder.close();
    await this.#edit(() => { this.project.edit((storyboard) => withoutRecording(storyboard, id)); });
  }

  async undo(): Promise<void> {
    await this.#edit(() => { this.project.undo(); });
  }

  async redo(): Promise<void> {
    await this.#edit(() => { this.project.redo(); });
  }

  /** Makes the video of the storyboard as it is now; editing may go on meanwhile. */
  async make(): Promise<void> {
    const storyboard = this.project.storyboard;
    if (storyboard === undefined) return;
    this.playback.pause();
    await this.#guard(async () => {
      await this.exports.make(storyboard);
      this.alerts.say('The video is ready.');
    });
    this.system.refresh();
  }

  async chooseCaptions(captions: CaptionMode): Promise<void> {
    this.exports.choose({ captions });
    await this.#guard(async () => this.#follow());
  }

  /** Chooses who speaks; between a voice and none, the lengths of the scenes change too. */
  async chooseVoice(voice: string): Promise<void> {
    const { neural } = this.#session;
    if (voice !== neuralName || neural === undefined || this.#hasNeural) return this.#repaced(() => { this.exports.choose({ voice }); });
    // Said before anything is loaded: some voices have a hundred megabytes.
    await this.#guard(async () => {
      const { name, bytes } = await neural.describe();
      this.alerts.note(`${name} is loaded once, ${fileSize(bytes)}.`, { label: 'Load it', run: () => { void this.#guard(async () => this.#loadNeural(neural, name)); } });
    });
  }

  async #loadNeural(neural: NonNullable<Session['neural']>, name: string): Promise<void> {
    let told = -1;
    try {
      await neural.load((fraction) => {
        const tenth = Math.floor(fraction * 10);
        if (tenth !== told) this.alerts.note(`Loading ${name}, ${tenth * 10}%.`);
        told = tenth;
      });
    } catch (error) {
      this.alerts.clearNote();
      throw error;
    }
    this.#hasNeural = true;
    this.alerts.note(`${name} speaks now.`);
    await this.#repaced(() => { this.exports.choose({ voice: neuralName }); });
  }

  /** Chooses how fast the voice speaks, words a minute. */
  async chooseRate(rate: number): Promise<void> {
    await this.#repaced(() => { this.exports.choose({ rate }); });
  }

  /** Changes the settings; if the film is then spoken faster or slower, its scenes get other lengths. */
  async #repaced(change: () => void): Promise<void> {
    const before = paceOf(this.exports.settings);
    change();
    if (paceOf(this.exports.settings) === before) return;
    this.project.repace();
    await this.#changed();
  }

  /** Gives what the export of the film will take; `undefined` while nothing is open. */
  predict(): Prediction | undefined {
    const storyboard = this.project.storyboard;
    // Each look ahead, and each video made, makes it know better.
    void [this.preflight.rounds, this.exports.made];
    return storyboard === undefined ? undefined : this.#session.predict(storyboard, this.exports.settings);
  }

  #wait(files: readonly File[]): void {
    if (files.length === this.#waiting.length && files.every((file, index) => file === this.#waiting[index])) return;
    this.#waiting = files;
    this.#queueKeeping.keepFiles(files);
  }

  async #open(source: Source): Promise<void> {
    const facts = { name: source.name, size: source.bytes.byteLength };
    if (isStoryboardFile(source)) {
      const storyboard = parseStoryboard(new TextDecoder().decode(source.bytes));
      // The passages still fit if it is the film of the document that is open.
      const suggested = this.project.suggested?.source.name === storyboard.source.name ? this.project.suggested : undefined;
      this.project.open(facts, storyboard, suggested, 'edited');
    } else {
      const suggested = await this.planning.run('reading', async (watch) => this.#session.extractAndSuggest(source, this.#settings({ seconds: 0 }), watch));
      this.project.open(facts, suggested.storyboard, suggested, 'planned');
      this.#wait(this.#waiting.filter((file) => file.name !== source.name));
    }
    this.system.refresh();
    await this.#changed();
    void this.#listVoices();
  }

  #restore({ facts, storyboard, suggested, origin }: KeptProject): void {
    this.project.open(facts, storyboard, suggested, origin);
  }

  async #replan(changes: Partial<PlanSettings>): Promise<void> {
    const { suggested, isEdited } = this.project;
    if (suggested === undefined) return;
    await this.#guard(async () => {
      const planned = await this.planning.run('planning', async (watch) => this.#session.replan(suggested, this.#settings(changes), watch));
      const before = this.project.storyboard;
      this.project.replan(before === undefined ? planned : { ...planned, storyboard: withRecordingsOf(planned.storyboard, before) });
      if (isEdited) {
        this.alerts.note('The film was planned again, without your edits.', { label: 'Bring my edits back', run: () => { this.alerts.clearNote(); void this.undo(); } });
      }
      await this.#changed();
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
      ...(this.exports.settings.rate === undefined ? {} : { rate: this.exports.settings.rate }),
      ...(music === undefined ? {} : { music }),
      ...(storyboard?.pronunciations === undefined ? {} : { pronunciations: storyboard.pronunciations }),
      ...changes,
    };
  }

  async #edit(change: () => void): Promise<void> {
    const before = this.project.storyboard;
    await this.#guard(async () => {
      change();
      if (this.project.storyboard !== before) await this.#changed();
    });
  }

  /** What follows every change of the storyboard: it is kept, and drawn anew. */
  async #changed(): Promise<void> {
    this.keeping.keep(() => this.project.kept());
    await this.#guard(async () => this.#follow());
  }

  async #follow(): Promise<void> {
    const storyboard = this.project.storyboard;
    if (storyboard === undefined) return;
    await this.stills.follow(storyboard, this.exports.settings, (film) => {
      this.playback.show(film);
      this.#showSelected();
    });
  }

  /** Has the player show the selected scene, unless it shows a part of it already or is playing on. */
  #showSelected(): void {
    const { scenes, starts, selected, storyboard } = this.project;
    const at = scenes.findIndex((scene) => scene.id === selected);
    const scene = scenes[at];
    const start = starts[at] ?? 0;
    if (scene === undefined || storyboard === undefined || this.playback.isPlaying) return;
    const isShown = this.playback.frame >= start && this.playback.frame < start + scene.frames;
    if (!isShown) this.playback.seek(start + settledFrame(scene.frames, storyboard.format.fps));
  }

  async #listVoices(): Promise<void> {
    if (this.#voices.length > 0) return;
    try {
      this.#voices = await this.#session.voices();
    } catch {
      // Without a list there is still the automatic voice and none; making a video will tell what is wrong.
    }
    this.system.refresh();
  }

  async #guard(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(isCancellation(error) && this.planning.kind !== undefined)) this.alerts.report(error);
    }
  }
}
