import type { Player } from '../../platform/hearing/player';
import { paceOf } from '../../domain/timing';
import type { ProjectStore } from '../../platform/storage/projects';
import type { Session } from '../../workflow/session';
import { type Alerts, isCancellation } from '../page/alerts.svelte';
import type { Exports } from '../exports/exports.svelte';
import { Autosave } from './autosave.svelte';
import { Listening } from './listening.svelte';
import { Playback } from './playback.svelte';
import { previewVoice, type PreviewScript } from './previewVoice';
import { Project } from './project.svelte';
import { Stills } from './stills.svelte';
import { settledFrame } from '../../stages/video/settledFrame';
import { Work } from '../page/work.svelte';

/** The film that is open, and what follows every change of it: it is kept, drawn anew, and shown. */
export class OpenFilm {
  readonly alerts: Alerts;
  readonly project: Project;
  readonly exports: Exports;
  readonly autosave: Autosave;
  readonly stills: Stills;
  readonly playback: Playback;
  readonly listening: Listening;
  readonly planning = new Work();

  constructor(session: Session, store: ProjectStore, player: Player, alerts: Alerts, exports: Exports) {
    this.alerts = alerts;
    this.exports = exports;
    this.project = new Project(() => paceOf(exports.settings));
    this.autosave = new Autosave(store);
    this.stills = new Stills(session);
    this.listening = new Listening(session, player);
    const script = (): PreviewScript | undefined => {
      const storyboard = this.project.storyboard;
      return storyboard && { storyboard, voice: exports.settings };
    };
    this.playback = new Playback(previewVoice(player, script, async ({ storyboard, voice }, at) => {
      const scene = storyboard.scenes[at];
      return scene === undefined ? [] : this.listening.partsOf(storyboard, scene, voice);
    }));
  }

  /** Does something for a person: what goes wrong is told, never thrown. */
  async guard(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(isCancellation(error) && this.planning.kind !== undefined)) this.alerts.report(error);
    }
  }

  /** Changes the project; what follows happens only if the storyboard is another one then. */
  async edit(change: (project: Project) => void): Promise<void> {
    const before = this.project.storyboard;
    await this.guard(async () => {
      change(this.project);
      if (this.project.storyboard === before) return;
      // A way back that it offers would take this edit away, too.
      this.alerts.clearNote();
      await this.changed();
    });
  }

  /** Changes the settings of exports; if the film is then spoken faster or slower, its scenes get other lengths. */
  async repaced(change: () => void): Promise<void> {
    const before = paceOf(this.exports.settings);
    change();
    if (paceOf(this.exports.settings) === before) return;
    this.project.repace();
    await this.changed();
  }

  /** What follows every change of the storyboard: it is kept, and drawn anew. */
  async changed(): Promise<void> {
    this.autosave.keep(() => this.project.kept());
    await this.guard(async () => this.follow());
  }

  /** Draws the film anew as it is now. */
  async follow(): Promise<void> {
    const storyboard = this.project.storyboard;
    if (storyboard === undefined) return;
    await this.stills.follow(storyboard, this.exports.settings, (film) => {
      this.playback.show(film);
      this.showSelected();
    });
  }

  /** Has the player show the selected scene, unless it shows a part of it already or is playing on. */
  showSelected(): void {
    const { scenes, starts, selected, storyboard } = this.project;
    const at = scenes.findIndex((scene) => scene.id === selected);
    const scene = scenes[at];
    const start = starts[at] ?? 0;
    if (scene === undefined || storyboard === undefined || this.playback.isPlaying) return;
    const isShown = this.playback.frame >= start && this.playback.frame < start + scene.frames;
    if (!isShown) this.playback.seek(start + settledFrame(scene.frames, storyboard.format.fps));
  }

  /** Ends what is heard: something else is about to be. */
  quiet(): void {
    this.playback.pause();
    this.listening.stop();
  }
}
