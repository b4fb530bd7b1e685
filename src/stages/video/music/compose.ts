import { bedNames, loopLoudness, type BedName, type Loop } from '../../../domain/music';
import { soundRate } from '../../../domain/film/video';
import { inPieces, type Pieces } from '../../../engine/pieces';
import type { Step } from '../../../engine/step';
import { beds } from './beds';
import { pad, piano, pluck, type Instrument, type Tape } from './instruments';
import { loopOf } from './loop';
import type { Note } from './notes';
import { inRoom } from './room';
import { steadied } from './steady';

/** Seconds: 94 a minute, and whole packets of AAC (30) and Opus (32). */
const beat = 0.64;

/** Plays one of our own pieces: 41 s of music that lead back into themselves. */
export const composeMusic: Step<null, { readonly bed: BedName }, Loop> = {
  name: 'compose',
  stage: 'video',
  version: 2,
  defaults: { bed: 'drift' },
  ranges: { bed: { kind: 'choice', choices: bedNames } },
  traits: { pooled: true, cacheable: true },
  run: (_, { bed }, context) => inPieces(played(bed), context.breathe?.bind(context)),
};

function* played(bed: BedName): Pieces<Loop> {
  const score = beds[bed]();
  const tape: Tape = { samples: new Float32Array(Math.round(score.beats * beat * soundRate)), rate: soundRate, beat };
  const parts: readonly (readonly [Instrument, readonly Note[]])[] = [[pad, score.pad], [pluck, score.pluck], [piano, score.piano]];
  for (const [instrument, notes] of parts) {
    for (const [index, note] of notes.entries()) {
      instrument(tape, note, index + 1);
      yield;
    }
  }
  const wet = inRoom(tape.samples, soundRate, score.room);
  yield;
  const steady = steadied(wet, soundRate);
  yield;
  return loopOf(steady, loopLoudness);
}
