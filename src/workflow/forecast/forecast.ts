import { sizeOf } from '../../domain/bytes';
import { totalSeconds, type Format, type Storyboard } from '../../domain/storyboard';
import { fileForms, type Container, type ExportSettings, type MakingPath } from '../../domain/film/video';
import { animationSize } from '../../stages/video/animate';
import { narrowTakes, wallOf, type StepWeight } from '../../engine/progress';
import type { DeviceStore, EncodingFigures } from './deviceStore';
import type { Prediction, Production } from '../results';
import { filmWeights, heardVoice } from './stepWeights';
import { StepCosts } from './stepCosts';

/** What is known of an export before it begins. */
export interface PreflightFacts {
  /** Seconds of the film. */
  readonly seconds: number;
  /** Pictures to be encoded. */
  readonly pictures: number;
  /** Shares, in [0, 1], of the pictures and of the spoken lines that are there from before. */
  readonly keptPictures: number;
  readonly keptLines: number;
}

/** Figures are measured again after so long, ms: browsers and drivers are updated, batteries age. */
const freshFor = 14 * 24 * 3600 * 1000;
/** Pictures a second of a typographic film that really differ: a word marked, something entering. */
const usualDensity = 7;
/** Of a picture and a megapixel, before anything was measured here: two cores without a graphics card. */
const usualFigures = { picture: 7.5, keyBytes: 16_000, deltaBytes: 3500 } as const;
/** A frame that is coded again though nothing changed takes such a share of a picture, in time. */
const repeatedShare = 0.4;
/** Predicts how long an export takes and how large it gets, and learns from each one made; what it learned is kept per device. */
export class Forecast {
  readonly #now: () => number;
  readonly #store: DeviceStore | undefined;
  readonly #loading: Promise<void>;
  readonly #steps = new StepCosts();
  #figures: Readonly<Record<string, EncodingFigures>> = {};
  /** Learned values of a form's `usualBytes`. */
  #bytes: Readonly<Partial<Record<Container, number>>> = {};
  #density = usualDensity;
  readonly #preflights = new WeakMap<Storyboard, Map<string, PreflightFacts>>();

  /** @param now milliseconds since 1970 */
  constructor(now: () => number, store?: DeviceStore) {
    this.#now = now;
    this.#store = store;
    this.#loading = this.#load();
  }

  /** Resolves when what earlier visits learned is known; never rejects. */
  get ready(): Promise<void> {
    return this.#loading;
  }

  predict(storyboard: Storyboard, chosen: ExportSettings): Prediction {
    const { format } = storyboard;
    const settings = heard(storyboard, chosen);
    const facts = this.#preflights.get(storyboard)?.get(nameOf(settings));
    const seconds = facts?.seconds ?? totalSeconds(storyboard);
    const pictures = facts?.pictures ?? seconds * this.#density;
    const known = this.#figures[placeOf(format, settings)];
    const left = this.#weights(seconds, pictures, format, settings)
      .map((share): StepWeight => ({ ...share, weight: share.weight * (1 - keptOf(share.step, facts)) }));
    return {
      seconds: wallOf(left) / 1000,
      bytes: Math.round(this.#bytesOf(storyboard, seconds, pictures, settings)),
      kept: facts?.keptPictures ?? 0,
      isMeasured: known !== undefined && facts !== undefined,
      ...(known === undefined ? {} : { path: known.path, codec: known.codec }),
    };
  }

  /** Whether what an export will take was found out before. */
  hasPreflight(storyboard: Storyboard, chosen: ExportSettings): boolean {
    return this.#preflights.get(storyboard)?.has(nameOf(heard(storyboard, chosen))) === true;
  }

  /** Gives the steps of which something is there from before, and which share of each. */
  kept(storyboard: Storyboard, chosen: ExportSettings): readonly (readonly [step: string, share: number])[] {
    const settings = heard(storyboard, chosen);
    const facts = this.#preflights.get(storyboard)?.get(nameOf(settings));
    return this.weights(storyboard, chosen).map(({ step }) => [step, keptOf(step, facts)] as const).filter(([, share]) => share > 0);
  }

  /** Notes that the program of a step runs from now on: it need not start again. */
  warm(step: string): void {
    this.#steps.warm(step);
  }

  /** Gives what the steps of an export are expected to take, if nothing is there from before. */
  weights(storyboard: Storyboard, chosen: ExportSettings): readonly StepWeight[] {
    const settings = heard(storyboard, chosen);
    const facts = this.#preflights.get(storyboard)?.get(nameOf(settings));
    const seconds = facts?.seconds ?? totalSeconds(storyboard);
    return this.#weights(seconds, facts?.pictures ?? seconds * this.#density, storyboard.format, settings);
  }

  /** The same for a film of which only the length is known, s. */
  weightsOf(seconds: number, format: Format, settings: ExportSettings): readonly StepWeight[] {
    return this.#weights(seconds, seconds * this.#density, format, settings);
  }

  /** Takes what was found out of an export before it begins. */
  learnPreflight(storyboard: Storyboard, chosen: ExportSettings, facts: PreflightFacts): void {
    const settings = heard(storyboard, chosen);
    const known = this.#preflights.get(storyboard) ?? new Map<string, PreflightFacts>();
    this.#preflights.set(storyboard, known.set(nameOf(settings), facts));
  }

  /** Whether encoding at this size was never measured here, or long ago. */
  isStale(format: Format, settings: ExportSettings): boolean {
    const known = this.#figures[placeOf(format, settings)];
    return known === undefined || this.#now() - known.measuredAt > freshFor;
  }

  /** Takes what really encoding a few pictures told. */
  calibrate(format: Format, settings: ExportSettings, figures: Omit<EncodingFigures, 'measuredAt'>): void {
    this.#figures = { ...this.#figures, [placeOf(format, settings)]: { ...figures, measuredAt: this.#now() } };
    this.#save();
  }

  /**
   * Takes what an export really took; the newest counts as much as all before.
   *
   * @param keptPictures share of its pictures that were there from before: what took no time teaches nothing
   */
  learn(chosen: ExportSettings, { video, storyboard, steps, cache, loudness }: Production, keptPictures: number): void {
    if (video.duration === 0) return;
    const settings = heard(storyboard, chosen);
    const timeOf = (step: string): number | undefined => {
      const records = steps.filter((one) => one.step === step && one.ended !== undefined);
      return records.length === 0 ? undefined : records.reduce((sum, { started, ended = started }) => sum + ended - started, 0);
    };
    const expected = filmWeights(video.duration, video.format, settings);
    const narrow = expected.reduce((sum, { step, lane }) => sum + (lane === 'narrow' ? (timeOf(step) ?? 0) : 0), 0);
    // As it was expected before this one: now it runs.
    const encodingStart = expected.reduce((longest, share) => (share.step === 'encode' ? (this.#steps.here(share).start ?? 0) : longest), 0);
    for (const share of expected) {
      const { step, weight } = share;
      const time = timeOf(step);
      // A silent film's narration says nothing of a voice; the pictures have figures of their own; what was there from before started nothing.
      if (time === undefined || weight <= 1 || cache.hits > 0) continue;
      if (step === 'encode') this.#steps.warm(step);
      else this.#steps.learn(share, time);
    }
    const form = fileForms[settings.container];
    const sound = loudness === null || form.kind !== 'video' ? 0 : video.duration * (this.#bytes[settings.container] ?? form.usualBytes);
    const encoding = timeOf('encode');
    // Another file than was asked for was made where nothing else could be.
    if (video.container === settings.container) {
      if (form.kind === 'video' && encoding !== undefined && keptPictures === 0) {
        // What ran beside it took some of its time; `wallOf` adds that by itself.
        const alone = Math.max(0, encoding - encodingStart - Math.min(narrow, encoding) * narrowTakes);
        this.#learnEncoding(
          storyboard, settings,
          {
            path: video.path, codec: video.codecs[0] ?? '', picture: alone / video.distinctFrames, bytes: sizeOf(video.bytes) - sound,
            pictures: video.distinctFrames,
          },
        );
      }
      if (form.kind !== 'video') this.#bytes = {
        ...this.#bytes, [settings.container]: halfway(this.#bytes[settings.container], sizeOf(video.bytes) / bytesUnit(settings.container, video)),
      };
    }
    if (form.kind === 'video' && settings.frames !== 'constant') this.#density = halfway(this.#density, video.distinctFrames / video.duration);
    this.#save();
  }

  #learnEncoding(
    { format, scenes }: Storyboard, settings: ExportSettings,
    made: { readonly path: MakingPath; readonly codec: string; readonly picture: number; readonly bytes: number; readonly pictures: number },
  ): void {
    const { path, codec, picture, bytes, pictures } = made;
    const place = placeOf(format, settings);
    const before = this.#figures[place];
    const keyBytes = before?.keyBytes ?? usualFigures.keyBytes * megapixels(format);
    const deltaBytes = Math.max(0, bytes - scenes.length * keyBytes) / Math.max(1, pictures - scenes.length);
    this.#figures = {
      ...this.#figures,
      [place]: {
        path, codec, keyBytes, picture: halfway(before?.picture, picture), deltaBytes: halfway(before?.deltaBytes, deltaBytes), measuredAt: this.#now(),
      },
    };
  }

  #weights(seconds: number, pictures: number, format: Format, settings: ExportSettings): readonly StepWeight[] {
    const { frames } = settings;
    const repeated = frames === 'constant' ? Math.max(0, seconds * format.fps - pictures) * repeatedShare : 0;
    const { picture } = this.#figuresOf(format, settings);
    return filmWeights(seconds, format, settings).map((share) =>
      (share.step === 'encode'
        ? { ...share, weight: (this.#steps.here(share).start ?? 0) + (pictures + repeated) * picture, start: this.#steps.here(share).start ?? 0 }
        : this.#steps.here(share)));
  }

  /** The figures of this very size, else those of another one by its pixels, else those of an ordinary machine. */
  #figuresOf(format: Format, settings: ExportSettings): Pick<EncodingFigures, 'picture' | 'keyBytes' | 'deltaBytes'> {
    const known = this.#figures[placeOf(format, settings)];
    if (known !== undefined) return known;
    const kind = kindOf(settings);
    const [place, other] = Object.entries(this.#figures).find(([name]) => name.startsWith(`${kind} `)) ?? [];
    const { picture, keyBytes, deltaBytes } = other ?? usualFigures;
    const scale = megapixels(format) / (place === undefined ? 1 : pixelsOf(place));
    return { picture: picture * scale, keyBytes: keyBytes * scale, deltaBytes: deltaBytes * scale };
  }

  #bytesOf({ format, scenes }: Storyboard, seconds: number, pictures: number, settings: ExportSettings): number {
    const { container, voice, frames } = settings;
    const form = fileForms[container];
    const each = this.#bytes[container] ?? fileForms[container].usualBytes;
    if (form.kind !== 'video') return each * bytesUnit(container, {
      duration: seconds, distinctFrames: form.kind === 'stills' ? scenes.length : pictures,
      format: form.kind === 'animation' ? { ...format, ...animationSize(format, form.rules) } : format,
    });
    const { keyBytes, deltaBytes } = this.#figuresOf(format, settings);
    const repeated = frames === 'constant' ? Math.max(0, seconds * format.fps - pictures) * 40 : 0;
    const sound = voice === 'none' ? 0 : seconds * each;
    return scenes.length * keyBytes + Math.max(0, pictures - scenes.length) * deltaBytes + repeated + sound;
  }

  async #load(): Promise<void> {
    const kept = await this.#store?.read();
    if (kept === undefined) return;
    // What was learned in the meantime is newer.
    this.#steps.take(kept.factors);
    this.#figures = { ...kept.figures, ...this.#figures };
    this.#bytes = { ...kept.bytes, ...this.#bytes };
    this.#density = kept.density;
  }

  #save(): void {
    this.#store?.write({ factors: this.#steps.factors, figures: this.#figures, bytes: this.#bytes, density: this.#density });
  }
}

/** The settings with what is really heard: recorded scenes are, even if no voice was chosen. */
function heard(storyboard: Storyboard, settings: ExportSettings): ExportSettings {
  return { ...settings, voice: heardVoice(storyboard, settings) };
}

/** Share of a step that is there from before. */
function keptOf(step: string, facts: PreflightFacts | undefined): number {
  if (facts === undefined) return 0;
  // Even if every scene is there, they are looked up and read.
  if (step === 'encode') return facts.keptPictures * 0.97;
  return step === 'narrate' || step === 'mix' || step === 'sound' ? facts.keptLines * 0.97 : 0;
}

/** What the bytes of a file that is no video grow with: seconds of sound, megapixels of pictures. */
function bytesUnit(
  container: Container, { duration, distinctFrames, format }: { readonly duration: number; readonly distinctFrames: number; readonly format: Format },
): number {
  return fileForms[container].kind === 'sound' ? Math.max(0.1, duration) : Math.max(0.01, distinctFrames * megapixels(format));
}

/** What of the settings a facts depends on. */
function nameOf({ container, captions, voice, codec, frames, rate }: ExportSettings): string {
  return [container, captions, voice, codec, frames, rate].join(' ');
}

function kindOf({ container, codec }: ExportSettings): string {
  return `${container} ${codec ?? 'auto'}`;
}

function placeOf({ width, height }: Format, settings: ExportSettings): string {
  return `${kindOf(settings)} ${width}x${height}`;
}

function pixelsOf(place: string): number {
  const [width = 1000, height = 1000] = (place.split(' ').at(-1) ?? '').split('x').map(Number);
  return (width * height) / 1e6;
}

function halfway(before: number | undefined, now: number): number {
  return ((before ?? now) + now) / 2;
}

function megapixels({ width, height }: Format): number {
  return (width * height) / 1e6;
}
