import type { Darkroom, Muxer, NeuralPort, Notary, FilmCoder, SoundDecoder, SoundFileCoder, Stowage, VoicePort } from '../engine/ports';
import type { DocumentTools } from '../stages/extraction/documentTools';
import type { SoundPorts } from './filmSound';

/** The outside world, as the three stages need it. */
export interface FilmPorts extends SoundPorts {
  readonly documents: DocumentTools;
  /** Absent: films are silent. */
  readonly voice: VoicePort | undefined;
  /** Also among the voices; absent: none is configured. */
  readonly neural?: NeuralPort;
  readonly soundFiles: SoundFileCoder;
  /** Opens recordings that were not made here; absent: none. */
  readonly decoder?: SoundDecoder;
  readonly pictures: FilmCoder;
  /** Absent: the pictures of documents are not shown. */
  readonly darkroom?: Darkroom;
  readonly muxer: Muxer;
  /** Where segments of films are put; absent: they stay in memory. */
  readonly stowage?: Stowage;
  /** Absent: manifests do not name the program and the file. */
  readonly notary?: Notary;
  /** Scenes drawn and encoded at a time. */
  readonly lanes: number;
}
