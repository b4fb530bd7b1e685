import { chance } from '../../../domain/chance';
import { pitch, type Note } from './notes';

/** Where notes are written: round and round, so that what rings past the end is heard at the start. */
export interface Tape {
  readonly samples: Float32Array;
  /** Hz. */
  readonly rate: number;
  /** Seconds. */
  readonly beat: number;
}

/** Plays a note; what is already on the tape stays. */
export type Instrument = (tape: Tape, note: Note, seed: number) => void;

/** Samples of a wave table; it is read between its points. */
const tableLength = 2048;
/** Seconds in which a pad swells and fades. */
const [swell, fade] = [1.4, 2.6];
/** Cents by which the three players of a pad's note are apart. */
const apart = [-3.5, 0, 3];

/** Soft held voices: three players a note, a little apart in tune, that swell slowly and breathe a little. */
export const pad: Instrument = ({ samples, rate, beat }, { at, beats, key, force }, seed) => {
  const random = chance(seed);
  const table = softTable();
  const held = beats * beat;
  const length = Math.round((held + fade) * rate);
  const start = Math.round(at * beat * rate);
  // High voices are softer: they would stand out. So are low ones, and in tune: their beats would be a heaving.
  const level = 0.12 * force * Math.min(1, 330 / pitch(key)) ** 0.35 * Math.min(1, pitch(key) / 150) ** 0.6;
  const width = pitch(key) < 130 ? 0.3 : 1;
  const players = apart
    .map((cents) => width * cents)
    .map((cents) => ({ phase: random() * tableLength, step: (pitch(key) * 2 ** (cents / 1200) * tableLength) / rate }));
  const [breathRate, breathPhase] = [(2 * Math.PI * (0.11 + 0.07 * random())) / rate, random() * 2 * Math.PI];
  for (let index = 0, place = start % samples.length; index < length; index++, place = place + 1 === samples.length ? 0 : place + 1) {
    const time = index / rate;
    let sum = 0;
    for (const player of players) {
      const whole = Math.floor(player.phase);
      const rest = player.phase - whole;
      // The table has its first point again after its last.
      sum += (table[whole] as number) * (1 - rest) + (table[whole + 1] as number) * rest;
      player.phase += player.step;
      if (player.phase >= tableLength) player.phase -= tableLength;
    }
    const envelope = time < held ? rise(Math.min(1, time / swell)) : rise(Math.min(1, held / swell)) * rise(1 - (time - held) / fade);
    const breath = 1 + 0.12 * Math.sin(breathRate * index + breathPhase);
    samples[place] = (samples[place] as number) + level * envelope * breath * sum;
  }
};

/** A plucked string, soft: the higher a partial, the sooner it is gone. */
export const pluck: Instrument = (tape, note) => {
  strike(tape, note, { partials: 6, tilt: 1.5, stretch: 0, decay: 1.5, spread: 1.1, level: 0.2, attack: 0.004 });
};

/** A felted piano: more partials, a little sharp as on real strings, and a long ring. */
export const piano: Instrument = (tape, note) => {
  strike(tape, note, { partials: 9, tilt: 1.35, stretch: 0.0004, decay: 0.85, spread: 0.55, level: 0.2, attack: 0.009 });
};

interface Strike {
  readonly partials: number;
  /** Power by which partials get softer. */
  readonly tilt: number;
  /** Inharmonicity of a string: partial n is sharp by √(1 + stretch n²). */
  readonly stretch: number;
  /** How fast the first partial decays at middle C, in e-foldings a second, and how much faster each further one does. */
  readonly decay: number;
  readonly spread: number;
  readonly level: number;
  /** Seconds. */
  readonly attack: number;
}

/** Damped oscillators, each two multiplications a sample. */
function strike({ samples, rate, beat }: Tape, { at, beats, key, force }: Note, { partials, tilt, stretch, decay, spread, level, attack }: Strike): void {
  const start = Math.round(at * beat * rate);
  const frequency = pitch(key);
  const lowness = Math.min(1, frequency / 150) ** 0.5;
  // Low strings ring longer; a key that is let go damps its string.
  const damping = decay * (frequency / 262) ** 0.45;
  const released = Math.round(beats * beat * rate);
  const attackSamples = attack * rate;
  for (let partial = 1; partial <= partials; partial++) {
    const own = frequency * partial * Math.sqrt(1 + stretch * partial * partial);
    if (own > 6_000) break;
    const speed = damping * (1 + spread * (partial - 1));
    // A thousandth is left then.
    const length = Math.round((7 / speed) * rate);
    const radius = Math.exp(-speed / rate);
    const after = radius * Math.exp(-3.5 / rate);
    const turn = 2 * Math.cos((2 * Math.PI * own) / rate);
    // Harder strokes are brighter.
    const amplitude = (level * lowness * force ** (1 + 0.12 * (partial - 1))) / partial ** tilt;
    let [before, now] = [0, amplitude * Math.sin((2 * Math.PI * own) / rate) * radius];
    for (let index = 1, place = (start + 1) % samples.length; index < length; index++, place = place + 1 === samples.length ? 0 : place + 1) {
      const pull = index < released ? radius : after;
      samples[place] = (samples[place] as number) + (index < attackSamples ? now * rise(index / attackSamples) : now);
      [before, now] = [now, turn * pull * now - pull * pull * before];
    }
  }
}

/** From 0 to 1 without a corner at either end. */
function rise(share: number): number {
  return share <= 0 ? 0 : share >= 1 ? 1 : share * share * (3 - 2 * share);
}

let table: Float32Array | undefined;

/** One period of a tone with few, soft partials: as if filtered far down. */
function softTable(): Float32Array {
  table ??= Float32Array.from({ length: tableLength + 1 }, (_, index) => {
    const angle = (2 * Math.PI * index) / tableLength;
    let sum = 0;
    for (let partial = 1; partial <= 7; partial++) sum += Math.sin(partial * angle + partial) / partial ** 2.1;
    return sum;
  });
  return table;
}
