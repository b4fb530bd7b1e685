// Long: the whole outside world as a workflow sees it, on one page; each port is short.
import type { Bytes } from '../domain/bytes';
import type { DrawList, PictureLight } from '../domain/film/drawing';
import type { Narration, SpokenTimes, Utterance } from '../domain/narration';
import type { Caption } from '../domain/captions';
import type { AssetId } from '../domain/assets';
import type { Recording } from '../domain/scenes/scene';
import type { Format, Storyboard } from '../domain/storyboard';
import type {
  AnimationContainer, ChapterMark, EncodingPath, FilmContainer, MakingPath, FrameRun, SampledContainer, Segment, SoundCodec, SoundTrack, VideoCodec,
} from '../domain/film/video';

/** Monotonic milliseconds. */
export interface Clock {
  now(): number;
}

/** A voice as people choose it. */
export interface Voice {
  /** Stable name used in settings and on the command line, e.g. `en-us`. */
  readonly name: string;
  /** For people, e.g. `English (America)`. */
  readonly label: string;
  /** BCP 47; `mul` for one that speaks many languages. */
  readonly language: string;
  /** What speaks: voices of one engine are loaded together. */
  readonly engine: string;
  /** Which language it takes: that of each line, or the film's for all of it, as it can. */
  readonly follows: 'line' | 'film';
  /** What has to be loaded before its first word, once a person agreed; absent: nothing that anybody need be asked about. */
  readonly loads?: VoiceLoad;
}

/** Something large that is fetched for a voice. How large is told where it lies, and nobody asks there before the voice is chosen. */
export interface VoiceLoad {
  /** `name` for people; all bytes before the first word. @throws LibraryNotAvailableError if there is nothing */
  describe(): Promise<{ readonly name: string; readonly bytes: number }>;
  /** Loads it. @throws LibraryNotAvailableError */
  load(report: (fraction: number) => void): Promise<void>;
}

export interface SpeechOptions {
  /** Name of a voice; `auto` takes the best one for `language`. */
  readonly voice: string;
  /** BCP 47. */
  readonly language: string;
  /** Words a minute, 80 to 450. */
  readonly rate: number;
}

/** A speech synthesizer. The same text and options give the same samples, whatever was spoken before. */
export interface VoicePort {
  /** What `speak` takes beside `auto`, known before anything is loaded. */
  readonly voices: readonly Voice[];
  /** @throws Failure `voice-failed`, `library-not-available` */
  speak(text: string, options: SpeechOptions, signal: AbortSignal): Promise<Utterance>;
  /** Tells the same without the samples where that is less work, for several texts side by side. Absent: one has to listen. */
  time?(text: string, options: SpeechOptions, signal: AbortSignal): Promise<SpokenTimes>;
}

/** Mono sound as plain samples. */
export interface Sound {
  /** In [-1, 1]. */
  readonly samples: Float32Array;
  /** Hz. */
  readonly sampleRate: number;
}

/** A neural voice that somebody put at an address; it tells no times of words. */
export interface NeuralPort extends VoiceLoad {
  /** @throws LibraryNotAvailableError also for a language that it does not speak */
  speak(text: string, language: string, rate: number): Promise<Sound>;
}

/** Opens sound files of any kind the browser knows. */
export interface SoundDecoder {
  /**
   * @param file changed by nobody
   * @returns all channels mixed to one
   * @throws Failure `damaged-file` if it is no sound the browser can decode
   */
  decode(file: Uint8Array): Promise<Sound>;
}

/** The recorded voices of one film. */
export interface RecordingPort {
  /** Gives the part of its file that a recording uses; always the same. @throws Failure `damaged-file`, `invalid-storyboard` */
  sound(recording: Recording): Promise<Sound>;
}

/** Sounds as they were encoded, in order: packet i of a sound is heard at i × `packetSamples`, to within a sample. */
export interface CodedSounds {
  /** AudioSpecificConfig for AAC, OpusHead for Opus; the same for all. */
  readonly description: Uint8Array<ArrayBuffer>;
  readonly sounds: readonly (readonly Uint8Array[])[];
}

/** Encodes mixed sound. */
export interface SoundCoder {
  /**
   * Encodes sounds, each as if alone: what goes before or after it in the list changes nothing.
   *
   * @param sounds  mono at `soundRate`, whole packets long, at least one packet
   * @param options `report` is told the fraction done, where the encoder tells
   * @throws Failure `encoder-failed`, `library-not-available`
   */
  encode(
    sounds: readonly Int16Array<ArrayBuffer>[],
    options: { readonly codec: SoundCodec; readonly signal: AbortSignal; readonly report?: (fraction: number) => void },
  ): Promise<CodedSounds>;
}

/** Encodes sound as a file of its own, of one kind. */
export interface SoundFileCoder {
  readonly path: MakingPath;
  /** Codec string of what it makes, e.g. `mp3`. */
  readonly codec: string;
  /**
   * @param sound mono at `soundRate`
   * @throws Failure `encoder-failed`, `library-not-available`
   */
  encode(
    sound: Int16Array<ArrayBuffer>, options: { readonly title: string; readonly signal: AbortSignal; readonly report?: (fraction: number) => void },
  ): Promise<Uint8Array>;
}

/** The coder of each form that is made from samples: a form without one does not compile. */
export type SoundFileCoders = Readonly<Record<SampledContainer, SoundFileCoder>>;

/** How pictures will be encoded, found by really encoding some. */
export interface VideoCoding {
  readonly path: EncodingPath;
  /** Codec string for WebCodecs, e.g. `avc1.640028`, `vp09.00.40.08`; the encoder's name for ffmpeg, e.g. `libx264`. */
  readonly codec: string;
  /** Bits a second aimed at. */
  readonly bitrate: number;
  /**
   * How coarsely every picture is coded, on the codec's own scale (H.264 and HEVC 0 to 51, VP9 0 to 63, AV1 0 to 255): one quality
   * throughout, whatever it takes. Absent: the encoder holds `bitrate`.
   */
  readonly quantizer?: number;
  /** Codes every frame, pictures that stay too; absent: those are coded once and held. */
  readonly everyFrame?: true;
}

/** What a coding must be; absent: anything will do. */
export interface CodingWish {
  readonly path?: EncodingPath;
  readonly codec?: VideoCodec;
}

/** Everything `drawFrame` needs, as plain cloneable data; the samples stay behind. */
export interface FilmScript {
  readonly storyboard: Storyboard;
  readonly lines: Narration['lines'];
  readonly captions: readonly Caption[];
  /** Whether captions are drawn into the picture. */
  readonly burn: boolean;
  /** How light the pictures among its assets are; scenes whose picture is not here show their words alone. Absent: no pictures. */
  readonly pictures?: Readonly<Record<AssetId, PictureLight>>;
}

export interface SceneJob {
  readonly film: FilmScript;
  /** Index of the scene. */
  readonly scene: number;
  readonly coding: VideoCoding;
}

/** What encoding a few pictures took. */
export interface EncodingSample {
  /** Milliseconds a picture, with all lanes at work. */
  readonly picture: number;
  /** Bytes of a first picture, and of another one. */
  readonly keyBytes: number;
  readonly deltaBytes: number;
}

/** Draws and encodes scenes, off the page's thread. */
export interface FilmCoder {
  /**
   * Finds the best way that really works here.
   *
   * @throws Failure `no-encoder` if none does
   */
  probe(format: Format, container: FilmContainer, signal: AbortSignal, wish?: CodingWish): Promise<VideoCoding>;
  /**
   * Starts what a film will be drawn by, finds its coding and fetches its faces before they are needed; what goes wrong is told by the calls that
   * need them. Absent: nothing takes long.
   *
   * @param storyboard its pictures may be left out
   * @param video      absent: it will be none
   */
  warm?(storyboard: Storyboard, video?: { readonly container: FilmContainer; readonly wish: CodingWish }): void;
  /** The pictures that `encodeScene` would draw, not drawn: what the segment depends on. Absent: segments cannot be kept. */
  outline?(job: SceneJob, signal: AbortSignal): Promise<readonly FrameRun[]>;
  /**
   * Draws and encodes one scene; equal neighbouring frames are coded once.
   *
   * @param report fraction of the scene done
   */
  encodeScene(job: SceneJob, signal: AbortSignal, report: (fraction: number) => void): Promise<Segment>;
  /**
   * Really encodes some frames of a film, as many lists at a time as there are lanes, to find out what that takes. Absent: it cannot tell.
   *
   * @param pictures of each lane, at least 3, joined without gaps
   */
  sample?(job: Omit<SceneJob, 'scene'>, pictures: readonly (readonly FrameRun[])[]): Promise<EncodingSample>;
  /**
   * Is told that a coding it found failed at its work after all: `probe` gives another one for this format and container from now on, if there is one.
   *
   * @param cause what it failed with
   */
  distrust?(coding: VideoCoding, format: Format, container: FilmContainer, cause: unknown): void;
  /** One frame of the film as a PNG file. */
  still(film: FilmScript, frame: number, signal: AbortSignal): Promise<Uint8Array>;
  /** One frame as a small JPEG file, for lists of films. Absent: files have no cover. */
  cover?(film: FilmScript, frame: number, signal: AbortSignal): Promise<Uint8Array>;
  /** Some frames of the film, in its size, as PNG files. */
  stills(film: FilmScript, frames: readonly number[], signal: AbortSignal, report: (fraction: number) => void): Promise<readonly Uint8Array[]>;
  /**
   * The whole film as a silent animation that loops.
   *
   * @throws Failure `too-large` if it has more pictures than such a file should
   */
  animate(film: FilmScript, container: AnimationContainer, signal: AbortSignal, report: (fraction: number) => void): Promise<Animation>;
}

/** A silent film in one picture file. */
export interface Animation {
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly distinctFrames: number;
  readonly path: MakingPath;
}

export interface MuxInput {
  readonly container: FilmContainer;
  readonly format: Format;
  readonly title: string;
  readonly language: string;
  /** In film order, joined without gaps. */
  readonly segments: readonly Segment[];
  /** Absent: a silent film. */
  readonly sound?: SoundTrack;
  /** An MP4 in pieces, each with its own index; absent: one index at its start. */
  readonly fragmented?: boolean;
  readonly chapters?: readonly ChapterMark[];
  /** A text track, and the same as WebVTT; absent: none. */
  readonly captions?: { readonly cues: readonly Caption[]; readonly vtt: string };
  /** What the file says of itself beside its title. */
  readonly about?: FilmNotes;
}

/** What lists of films show of one, and what programs may read. */
export interface FilmNotes {
  readonly description: string;
  /** Where its document is found, or the document's name. */
  readonly source: string;
  /** JPEG. */
  readonly cover?: Uint8Array;
  /** How the film was made, as JSON; empty: not told. */
  readonly seal: string;
}

export interface SoundMuxInput {
  readonly title: string;
  readonly language: string;
  readonly sound: SoundTrack;
}

/** A picture as a file. */
export interface PictureFile {
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  /** px, upright. */
  readonly width: number;
  readonly height: number;
}

/** Decodes pictures of documents, runs nothing that is in them and requests nothing that they name. */
export interface Darkroom {
  /**
   * Makes a picture fit for films: opaque, no SVG, no larger than asked; the very same file if it is so already.
   *
   * @param limits px of the long side, and bytes
   * @throws Failure `damaged-file` if it cannot be decoded
   */
  develop(picture: PictureFile, limits: { readonly side: number; readonly bytes: number }, signal: AbortSignal): Promise<PictureFile>;
  /** Tells how light the pictures of a film are; those that cannot be decoded are left out. */
  measure(storyboard: Storyboard, signal: AbortSignal): Promise<Readonly<Record<AssetId, PictureLight>>>;
}

/** Puts encoded pictures and sound into one file, without encoding. */
export interface Muxer {
  mux(input: MuxInput): Promise<Bytes>;
  /** Sound alone: AAC in M4A. */
  muxSound(input: SoundMuxInput): Promise<Uint8Array>;
}

/** Where bytes are put that would fill the memory. */
export interface Stowage {
  /**
   * Puts bytes away if there is somewhere to and it is worth while; gives the bytes themselves otherwise. Never rejects.
   *
   * @param bytes changed by nobody afterwards
   */
  put(bytes: Uint8Array<ArrayBuffer>): Promise<Bytes>;
  /**
   * Gives bytes one behind the other as one file, reading none.
   *
   * @param from what was put away of which these are parts: it stays as long as somebody holds the file
   */
  join(parts: readonly Bytes[], mediaType: string, from: readonly Bytes[]): Bytes;
  /** Lets go what was put away, as nobody reads it any more. */
  drop(bytes: Bytes): void;
}

/** Draws a list on some canvas. */
export interface Painter {
  paint(list: DrawList): void;
}

/** A store of plain values that outlives the page. */
export interface KeyValueStore {
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown): Promise<void>;
  setMany(entries: readonly (readonly [string, unknown])[]): Promise<void>;
  delete(key: string): Promise<void>;
  deleteMany(keys: readonly string[]): Promise<void>;
  keys(): Promise<readonly string[]>;
  entries(): Promise<readonly (readonly [string, unknown])[]>;
  /** Those whose key begins so, at once; absent: they are asked for one by one. */
  beginning?(prefix: string): Promise<readonly (readonly [string, unknown])[]>;
  /** Calls back whenever what was written is gone, though what is written from then on stays; absent: that cannot happen, or nobody tells. */
  onLost?(listener: () => void): void;
}
