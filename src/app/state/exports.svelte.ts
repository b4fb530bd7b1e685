import type { Storyboard } from '../../domain/storyboard';
import { storyboardJson } from '../../domain/storyboardFile';
import { fileForms, type CaptionMode, type Container, type ExportSettings } from '../../domain/video';
import type { Prediction, Production, Session } from '../../workflow/session';
import { Work } from './work.svelte';
import { baseName, fileLabels } from './wording';

/** A file that can be saved. */
export interface Download {
  readonly label: string;
  readonly name: string;
  /** `blob:` address, good until the next video is made. */
  readonly address: string;
  /** Bytes. */
  readonly size: number;
}

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

/** How a video is to be made, the making, and the last one made: an error or a cancel never takes that away. */
export class Exports {
  readonly work = new Work();
  readonly #session: Session;
  #settings = $state.raw<ExportSettings>({ container: 'mp4', captions: 'burn', voice: 'auto' });
  #made = $state.raw<Made>();

  constructor(session: Session) {
    this.#session = session;
  }

  get settings(): ExportSettings { return this.#settings; }
  get made(): Made | undefined { return this.#made; }

  chooseContainer(container: Container): void { this.#settings = { ...this.#settings, container }; }
  chooseCaptions(captions: CaptionMode): void { this.#settings = { ...this.#settings, captions }; }
  chooseVoice(voice: string): void { this.#settings = { ...this.#settings, voice }; }
  chooseRate(rate: number): void { this.#settings = { ...this.#settings, rate }; }

  /** Whether the last video is this very storyboard made with the present settings. */
  isFresh(storyboard: Storyboard | undefined): boolean {
    return this.#made !== undefined && this.#made.from === storyboard && this.#made.asked?.settings === this.#settings;
  }

  /** @throws whatever the session throws, `cancelled` included; the last video stays */
  async make(storyboard: Storyboard): Promise<Made> {
    const settings = this.#settings;
    const predicted = this.#session.predict(storyboard, settings);
    const production = await this.work.run('making', async (watch) => this.#session.produce(storyboard, settings, watch));
    return this.#take(production, storyboard, { settings, predicted });
  }

  /**
   * Takes up a video that an earlier visit began.
   *
   * @throws whatever the session throws, `cancelled` included; the last video stays
   */
  async resume(id: string): Promise<Made> {
    const production = await this.work.run('making', async (watch) => this.#session.resume(id, watch));
    return this.#take(production, production.storyboard);
  }

  /** Lets the last video go, with its addresses. */
  forget(): void {
    if (this.#made === undefined) return;
    for (const { address } of this.#made.downloads) URL.revokeObjectURL(address);
    this.#made = undefined;
  }

  #take(production: Production, from: Storyboard, asked?: Made['asked']): Made {
    this.forget();
    const made = finished(production, from, asked);
    this.#made = made;
    return made;
  }
}

function finished(production: Production, from: Storyboard, asked?: Made['asked']): Made {
  const downloads = filesOf(production, baseName(from.source.name === '' ? from.title : from.source.name));
  const addressOf = (label: string): string => downloads.find((download) => download.label === label)?.address ?? '';
  return {
    production,
    from,
    ...(asked === undefined ? {} : { asked }),
    videoAddress: downloads[0]?.address ?? '',
    posterAddress: addressOf('Poster'),
    captionsAddress: addressOf('VTT'),
    downloads,
  };
}

/**
 * Gives the files of a finished video, the video first; whoever takes them revokes their addresses.
 *
 * @param base name without ending
 */
export function filesOf(production: Production, base: string): readonly Download[] {
  const file = (label: string, ending: string, mediaType: string, content: Uint8Array | string): Download => {
    // Bytes from the session are never shared memory.
    const blob = new Blob([content as BlobPart], { type: mediaType });
    return { label, name: `${base}.${ending}`, address: URL.createObjectURL(blob), size: blob.size };
  };
  const { video } = production;
  return [
    file(fileLabels[video.container], fileForms[video.container].ending, video.mediaType, video.bytes),
    file('SRT', 'srt', 'application/x-subrip', production.srt),
    file('VTT', 'vtt', 'text/vtt', production.vtt),
    file('Poster', 'png', 'image/png', production.poster),
    file('Storyboard', 'json', 'application/json', storyboardJson(production.storyboard)),
  ];
}
