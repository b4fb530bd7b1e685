import { Failure } from '../../domain/failure';
import type { Source } from '../../domain/source';
import type { Storyboard } from '../../domain/storyboard';
import type { ExportSettings } from '../../domain/film/video';
import { breather } from '../../platform/page/breath';
import type { PlanSettings, Session, Watch } from '../../workflow/session';
import type { Prediction, Production } from '../../workflow/results';
import type { KeptDocument } from '../document/companions';
import type { DownloadPart } from './downloadPart';
import type { Download } from './downloads';
import { ExportQueue } from './exportQueue.svelte';
import { type Order } from './order';
import { fileSource, isStoryboardFile } from '../document/pasted';
import { OrderStore } from './orderStore';
import { SettingsStore } from './settingsStore';
import type { TabStore } from '../page/tabStore';

/** A finished video with what was asked for it and its files. */
export interface Made {
  readonly production: Production;
  /** The very storyboard it was made from, so that a later edit shows by identity. */
  readonly from: Storyboard;
  /** Absent for one that an earlier visit began. */
  readonly asked?: { readonly settings: ExportSettings; readonly predicted: Prediction };
  readonly videoAddress: string;
  readonly posterAddress: string;
  readonly captionsAddress: string;
  /** The video first. */
  readonly downloads: readonly Download[];
}

/** Settings to take the place of those that stand; undefined: as it is by itself. */
export type SettingsChange = { readonly [Name in keyof ExportSettings]?: ExportSettings[Name] | undefined };

/** How videos are to be made, the making one after the other, and the last one made: an error or a cancel never takes that away. */
export class Exports {
  readonly queue: ExportQueue;
  readonly #session: Session;
  readonly #kept: SettingsStore;
  readonly #read: (document: KeptDocument) => Promise<Source>;
  #settings = $state.raw<ExportSettings>({ container: 'mp4', captions: 'burn', voice: 'auto' });
  #shown = $state.raw<{ readonly id: string; readonly made: Made }>();

  /** @param read gives a document as a source, with its pictures */
  constructor(
    session: Session, store: TabStore, settled: (order: Order) => void = () => undefined,
    read: (document: KeptDocument) => Promise<Source> = async ({ file }) => fileSource(file),
  ) {
    this.#session = session;
    this.#read = read;
    this.#kept = new SettingsStore(store);
    this.queue = new ExportQueue({
      make: async (order, watch) => this.#begin(order, watch),
      abandon: (workflow) => { void session.abandon(workflow).catch(() => undefined); },
      settled: (order) => { this.#take(order); settled(order); },
    }, new OrderStore(store));
  }

  get settings(): ExportSettings { return this.#settings; }
  get made(): Made | undefined { return this.#shown?.made; }
  /** The order that the last video came of. */
  get madeOrder(): string | undefined { return this.#shown?.id; }

  choose(changes: SettingsChange): void {
    // What is chosen away is absent, not undefined: a storyboard without it stays the file it was.
    this.#settings = Object.fromEntries(
      Object.entries({ ...this.#settings, ...changes }).filter(([, value]) => value !== undefined),
    ) as unknown as ExportSettings;
    this.#kept.keep(this.#settings);
  }

  /** Takes the settings of the last visit, if there was one. */
  async restore(): Promise<void> {
    const kept = await this.#kept.restore();
    if (kept !== undefined) this.#settings = { ...this.#settings, ...kept };
  }

  /** Whether the last video is this very storyboard made with the present settings. */
  isFresh(storyboard: Storyboard | undefined): boolean {
    return this.made !== undefined && this.made.from === storyboard && this.made.asked?.settings === this.#settings;
  }

  /** Whether this very storyboard is about to be made with the present settings. */
  isOrdered(storyboard: Storyboard | undefined): boolean {
    return this.queue.open.some(({ task }) => task.kind === 'film' && task.storyboard === storyboard && task.settings === this.#settings);
  }

  /**
   * Makes a video when those before it have ended.
   *
   * @throws whatever the session throws, `cancelled` included; the last video stays
   */
  async make(storyboard: Storyboard): Promise<void> {
    const settings = this.#settings;
    const predicted = this.#session.predict(storyboard, settings);
    try {
      await this.queue.add(storyboard.source.name === '' ? storyboard.title : storyboard.source.name, { kind: 'film', storyboard, settings }, predicted);
    } finally {
      // Of a film that was cancelled there is nothing to show: it is open, and can be made again.
      for (const { id, state, task } of this.queue.orders) if (state === 'cancelled' && task.kind === 'film') this.queue.forget(id);
    }
  }

  /** Makes the videos of files one after the other, each as long as it asks for, as this film is to be made. */
  makeFiles(documents: readonly KeptDocument[], plan: PlanSettings): void {
    const settings = this.#settings;
    // What becomes of each is in the list.
    for (const document of documents) void this.queue.add(document.file.name, { kind: 'file', document, plan, settings }).catch(() => undefined);
  }

  /** Lets all videos go that are not the last one, with their addresses. */
  forget(): void {
    for (const { id } of this.queue.orders) if (id !== this.#shown?.id) this.queue.forget(id);
  }

  async #begin({ task, workflow }: Order, watch: Watch): Promise<Production> {
    const session = this.#session;
    if (workflow !== undefined && (await this.#isLeft(workflow))) return session.resume(workflow, watch);
    if (task.kind === 'left') throw new Failure('invalid-parameter', 'An export to go on with must be unfinished, but it has ended.');
    if (task.kind === 'film') return session.produce(task.storyboard, task.settings, watch);
    const source = await this.#read(task.document);
    if (!isStoryboardFile(source)) return session.make(source, task.plan, task.settings, watch);
    const { readStoryboard } = await import('../../domain/storyboardFile');
    return session.produce(await readStoryboard(source.bytes, breather(watch.signal)), task.settings, watch);
  }

  async #isLeft(workflow: string): Promise<boolean> {
    return (await this.#session.unfinished().catch(() => [])).some(({ id }) => id === workflow);
  }

  /** The videos of other files do not take the place of this film's. */
  #take({ id, task, predicted, production, downloads }: Order): void {
    if (production === undefined || task.kind === 'file') return;
    const from = task.kind === 'film' ? task.storyboard : production.storyboard;
    const addressOf = (part: DownloadPart): string => downloads.find((download) => download.part === part)?.address ?? '';
    const made: Made = {
      production,
      from,
      ...(task.kind === 'film' && predicted !== undefined ? { asked: { settings: task.settings, predicted } } : {}),
      videoAddress: downloads[0]?.address ?? '',
      posterAddress: addressOf('poster'),
      captionsAddress: addressOf('vtt'),
      downloads,
    };
    this.#shown = { id, made };
  }
}
