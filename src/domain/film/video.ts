import type { Bytes } from '../bytes';
import type { DrawList } from './drawing';
import type { Packets } from './packets';
import type { Format } from '../storyboard';

export const videoCodecs = ['h264', 'vp9', 'av1', 'hevc'] as const;
export type VideoCodec = (typeof videoCodecs)[number];

/** What an animation of a kind may be: browsers hold all of it in memory, and every picture costs what it changes. */
export interface AnimationRules {
  /** Long side, px. */
  readonly longSide: number;
  /** Changes of the picture a second. */
  readonly rate: number;
  /** Different pictures. */
  readonly pictures: number;
}

/**
 * Every kind of file that an export can be, as people ask for it, a row each: what it is, what files of it are called, what is in it.
 * Its words are in the table of words, its maker is at the plug board.
 */
const forms = {
  mp4: {
    kind: 'video', container: 'mp4', ending: 'mp4', mediaType: 'video/mp4', codecs: ['h264', 'hevc', 'av1', 'vp9'], usualCodec: 'H.264', usualBytes: 12_000,
    sound: 'aac', hasPieces: true, standIns: ['webm'],
  },
  webm: {
    kind: 'video', container: 'webm', ending: 'webm', mediaType: 'video/webm', codecs: ['vp9', 'av1'], usualCodec: 'VP9', usualBytes: 8000,
    sound: 'opus', hasPieces: false, standIns: [],
  },
  // GIF stores pictures nearly raw, so it is smaller and less smooth; fades survive 15 pictures a second.
  gif: {
    kind: 'animation', container: 'gif', ending: 'gif', mediaType: 'image/gif', codecs: [], usualCodec: 'GIF', usualBytes: 9500, name: 'An animated GIF',
    rules: { longSide: 960, rate: 15, pictures: 1500 },
  },
  webp: {
    kind: 'animation', container: 'webp', ending: 'webp', mediaType: 'image/webp', codecs: [], usualCodec: 'WebP', usualBytes: 8000, name: 'An animated WebP',
    rules: { longSide: 1280, rate: 30, pictures: 4000 },
  },
  m4a: { kind: 'sound', container: 'm4a', ending: 'm4a', mediaType: 'audio/mp4', codecs: [], usualCodec: 'AAC', usualBytes: 11_000, from: 'packets' },
  mp3: { kind: 'sound', container: 'mp3', ending: 'mp3', mediaType: 'audio/mpeg', codecs: [], usualCodec: 'MP3', usualBytes: 11_600, from: 'samples' },
  wav: { kind: 'sound', container: 'wav', ending: 'wav', mediaType: 'audio/wav', codecs: [], usualCodec: 'WAV', usualBytes: 96_000, from: 'samples' },
  // One picture a scene, in one file.
  stills: { kind: 'stills', container: 'stills', ending: 'zip', mediaType: 'application/zip', codecs: [], usualCodec: 'PNG', usualBytes: 60_000 },
} as const;

interface FormFacts {
  readonly ending: string;
  readonly mediaType: string;
  /** What it may hold, the codec taken by itself first; empty where there is nothing to choose. */
  readonly codecs: readonly VideoCodec[];
  /** What it is encoded with if nothing was chosen, for people. */
  readonly usualCodec: string;
  /** Bytes a second of sound and pictures, or of a megapixel picture in files of pictures, before any was made here. */
  readonly usualBytes: number;
}

export type Container = keyof typeof forms;
type OfKind<Kind extends (typeof forms)[Container]['kind']> = { [Name in Container]: (typeof forms)[Name]['kind'] extends Kind ? Name : never }[Container];
/** Files that segments are joined in. */
export type FilmContainer = OfKind<'video'>;
/** Files of pictures that move without a sound. */
export type AnimationContainer = OfKind<'animation'>;
/** Files that are only heard. */
export type SoundContainer = OfKind<'sound'>;
/** Those of them that are made from plain samples, a coder each. */
export type SampledContainer = { [Name in SoundContainer]: (typeof forms)[Name]['from'] extends 'samples' ? Name : never }[SoundContainer];

/** What a video is beside its pictures. */
interface VideoFacts {
  readonly sound: SoundCodec;
  /** Whether it comes in pieces too, each with its own index. */
  readonly hasPieces: boolean;
  /** What is made instead where something that it needs is missing, the best first. */
  readonly standIns: readonly FilmContainer[];
}

/** What a kind of file is. */
export type FileForm = FormFacts & (
  | { readonly kind: 'video'; readonly container: FilmContainer } & VideoFacts
  /** `name`: as a sentence begins with it. */
  | { readonly kind: 'animation'; readonly container: AnimationContainer; readonly name: string; readonly rules: AnimationRules }
  /** `from`: packets of AAC as a film has them, or plain samples. */
  | { readonly kind: 'sound'; readonly container: SoundContainer; readonly from: 'packets' | 'samples' }
  | { readonly kind: 'stills'; readonly container: 'stills' }
);

/** The forms by their names; a row that lacks something does not compile. */
export const fileForms: { readonly [Name in Container]: FileForm & { readonly container: Name } } = forms;

// Keys of a literal, of which there are some.
export const containers = Object.keys(forms) as readonly Container[] as readonly [Container, ...Container[]];

/** Gives the forms of one kind, in the order in which they are offered. */
export function containersOf<Kind extends FileForm['kind']>(kind: Kind): readonly OfKind<Kind>[] {
  return containers.filter((name): name is OfKind<Kind> => fileForms[name].kind === kind);
}

export type CaptionMode = 'burn' | 'file' | 'none';

/** The codecs that a container may hold, the one taken by itself first; none where there is nothing to choose. */
export function codecsIn(container: Container): readonly VideoCodec[] {
  return fileForms[container].codecs;
}

/** What a person chooses for an export, apart from the storyboard. */
export interface ExportSettings {
  readonly container: Container;
  readonly captions: CaptionMode;
  /** Name of a voice as the voice port lists it, or `none`. */
  readonly voice: string;
  /** Must be one of `codecsIn(container)`; absent: what plays in most places, or what this browser can make. */
  readonly codec?: VideoCodec;
  /** `variable`: a picture that stays is coded once and held. `constant`: every frame is coded, as some editors want it. Absent: `variable`. */
  readonly frames?: 'variable' | 'constant';
  /** An MP4 in pieces that can be played while it is being made or streamed; absent: one index, at its start. */
  readonly fragmented?: boolean;
  /** Puts the captions into the film as a text track, which players switch on and off; absent: where they are not drawn into the picture (`file`). */
  readonly captionTrack?: boolean;
  /** Words a minute, 80 to 300; absent: 165. */
  readonly rate?: number;
  /** The container that was asked for or none: no other one stands in for it. Absent: one may. */
  readonly exact?: boolean;
}

/** Where a chapter of a film begins. */
export interface ChapterMark {
  readonly title: string;
  /** First frame of its first scene. */
  readonly frame: number;
}

/** A picture to encode: what is drawn at `frame` and stays for `frames` frames, at least 1. */
export interface DrawnRun {
  readonly frame: number;
  readonly frames: number;
  readonly list: DrawList;
}

/** A picture before it is drawn: shown from `frame` on for `frames` frames. */
export interface FrameRun {
  readonly frame: number;
  readonly frames: number;
  readonly key: string;
}

/** An encoded picture: `frame` is its first frame in the film, shown for `frames` frames. */
export interface EncodedFrame {
  readonly frame: number;
  readonly frames: number;
  readonly isKey: boolean;
  /** Bytes. */
  readonly size: number;
}

/** Encoded chunks of the frames [first, end), closed: the first one is a key frame and nothing outside is referred to. */
export interface Segment {
  readonly first: number;
  readonly end: number;
  /** Codec string, e.g. `avc1.640028`. */
  readonly codec: string;
  /** Decoder description (`avcC` for H.264); empty where the codec has none. */
  readonly description: Uint8Array;
  readonly frames: readonly EncodedFrame[];
  /** The encoded frames, one behind the other. */
  readonly bytes: Bytes;
  /** Digest of the encoded frames. */
  readonly digest: string;
  /** Keys of the pictures, one an encoded frame. */
  readonly keys: readonly string[];
}

export type SoundCodec = 'aac' | 'opus';

/** Hz; what video is played with everywhere, so nobody resamples it again. */
export const soundRate = 48_000;

/** Samples a packet: a frame of AAC, 20 ms of Opus. */
export const packetSamples: Readonly<Record<SoundCodec, number>> = { aac: 1024, opus: 960 };

/** The encoded sound of one scene, wherever in a film it stands. */
export interface SoundPiece {
  /** AudioSpecificConfig for AAC, OpusHead for Opus. */
  readonly description: Uint8Array;
  /** From the scene's start on; none: nothing is heard. The last one holds silence. */
  readonly packets: Packets;
  /** Power of each tenth of a second as it is heard (K-weighted mean square), from the scene's start on. */
  readonly powers: Float32Array;
}

/** Encoded sound, ready for a container. */
export interface SoundTrack {
  readonly codec: SoundCodec;
  readonly sampleRate: number;
  readonly channels: number;
  /** AudioSpecificConfig for AAC, OpusHead for Opus. */
  readonly description: Uint8Array;
  readonly packets: readonly { readonly bytes: Uint8Array; readonly start: number; readonly duration: number }[];
}

/** The mixed sound of one scene. */
export interface Mix {
  /** Mono, at `soundRate`, whole packets long; none: nothing is heard. */
  readonly samples: Int16Array<ArrayBuffer>;
  /** As a `SoundPiece` has them. */
  readonly powers: Float32Array;
}

/** How pictures are encoded. */
export type EncodingPath = 'webcodecs' | 'ffmpeg';
/** How a file was made, by its largest part: beside the above the browser's encoder of single pictures, or our own lines alone. */
export type MakingPath = EncodingPath | 'canvas' | 'kinora';

/** One finished file. */
export interface Video {
  readonly bytes: Bytes;
  readonly mediaType: string;
  readonly container: Container;
  readonly format: Format;
  /** Seconds. */
  readonly duration: number;
  readonly frames: number;
  readonly distinctFrames: number;
  readonly path: MakingPath;
  /** Codec strings of its tracks, e.g. `['avc1.640028', 'mp4a.40.2']`. */
  readonly codecs: readonly string[];
}
