import type { Bytes } from '../domain/bytes';
import type { Darkroom, Muxer, FilmCoder, SoundDecoder, SoundFileCoders, Stowage, VoicePort } from '../engine/ports';
import type { SoundPorts } from './filmSound';

/** The outside world, as the three stages need it. */
export interface FilmPorts extends SoundPorts {
  /** Absent: films are silent. */
  readonly voice: VoicePort | undefined;
  readonly soundFiles: SoundFileCoders;
  /** Opens recordings that were not made here; absent: none. */
  readonly decoder?: SoundDecoder;
  readonly pictures: FilmCoder;
  /** Absent: the pictures of documents are not shown. */
  readonly darkroom?: Darkroom;
  readonly muxer: Muxer;
  /** Where segments of films are put; absent: they stay in memory. */
  readonly stowage?: Stowage;
  /** Version of the program; absent: manifests do not name it. */
  readonly build?: string;
  /** Names a file by its SHA-256; absent: manifests do not. */
  readonly sha256?: (bytes: Bytes) => Promise<string>;
  /** Scenes drawn and encoded at a time. */
  readonly lanes: number;
}
