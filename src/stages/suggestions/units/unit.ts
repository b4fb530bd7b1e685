import type { Content, Sentence } from '../../../domain/content';
import type { Format, Scene } from '../../../domain/storyboard';
import type { Room } from './excerpts';
import type { Scores } from '../../../domain/suggestion';

/** A scene as proposed, before it has an id, a length and a chapter. */
export type Draft = Scene extends infer S ? (S extends Scene ? Omit<S, 'id' | 'frames' | 'chapter'> : never) : never;

/** One thing the film may show: it is taken or left as a whole. */
export interface Unit {
  /** Place in the document: block, then offset in it. */
  readonly block: number;
  readonly offset: number;
  /** In [0, 1], for a picture with its sentence a little above: how much the film wants it. */
  readonly value: number;
  readonly drafts: readonly Draft[];
  /** Sentences it says: no other unit may say them too. */
  readonly sentences: readonly number[];
}

export interface UnitInput {
  readonly content: Content;
  readonly sentences: readonly Sentence[];
  readonly scores: Scores;
  /** Ids of the key sentences, in order of choice. */
  readonly chosen: readonly number[];
  readonly room: Room;
  readonly format: Format;
  /** Whether sentences that were not chosen may fill the film. */
  readonly fill: boolean;
  /** The subject words of a text. */
  readonly wordsOf: (text: string) => readonly string[];
  /** Words that commonly open sentences, lower case. */
  readonly openers: ReadonlySet<string>;
  /** Weight of a word in the document, for the accent. */
  readonly weight: (word: string) => number;
}
