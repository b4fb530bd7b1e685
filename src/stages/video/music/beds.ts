import { chance } from '../../../domain/chance';
import type { BedName } from '../../../domain/music';
import type { Note, Score } from './notes';

/** Beats of a bar. */
const bar = 4;

/**
 * Our own music: calm, without a tune that would be listened to, in keys whose roots no small loudspeaker needs to play.
 *
 * What sounds played by hand is drawn from seeded chance, so that each is the same everywhere.
 */
export const beds: Readonly<Record<BedName, () => Score>> = { drift, pebbles, lamplight };

/**
 * A soft pad in D major: eight chords of two bars each. All but one or two voices stay where they are from chord to chord, and those that move
 * go by a step.
 */
function drift(): Score {
  const chords = [
    [38, 57, 62, 64, 66], // D, added ninth
    [47, 57, 62, 64, 66], // B minor, over the same upper voices
    [43, 59, 62, 66, 69], // G, major seventh
    [40, 59, 62, 66, 67], // E minor, seventh and ninth
    [42, 57, 62, 64, 69], // D over F sharp
    [43, 57, 62, 66, 71], // G with ninth
    [45, 57, 62, 64, 67], // A, suspended
    [45, 57, 61, 64, 69], // A
  ];
  const length = 2 * bar;
  // A key that the next chord has, too, is held: struck again it would meet itself out of step. New ones enter one after another.
  const pad = chords.flatMap((keys, index) =>
    keys.flatMap((key, voice): readonly Note[] => {
      if (index > 0 && chords[index - 1]?.includes(key) === true) return [];
      const end = chords.findIndex((later, at) => at > index && !later.includes(key));
      const held = ((end < 0 ? chords.length : end) - index) * length;
      return [{ at: index * length + voice * 0.3, beats: held - voice * 0.3, key, force: voice === 0 ? 0.8 : 0.62 - 0.05 * voice }];
    }));
  return { pad, pluck: [], piano: [], beats: chords.length * length, room: 0.42 };
}

/** Plucked notes of G major pentatonic over held fifths: four chords of a bar, four times, each time a little differently. */
function pebbles(): Score {
  const random = chance(7);
  const roots = [43, 40, 48, 50]; // G, E, C, D
  const scale = [67, 69, 71, 74, 76, 79, 81];
  const pad: Note[] = [];
  const pluck: Note[] = [];
  let step = 2;
  for (let index = 0; index < 16; index++) {
    const at = index * bar;
    const root = roots[index % roots.length] ?? 43;
    pad.push({ at, beats: bar, key: root, force: 0.34 }, { at, beats: bar, key: root + 7, force: 0.22 }, { at, beats: bar, key: root + 19, force: 0.12 });
    pluck.push({ at, beats: 2, key: root + 12, force: 0.5 });
    // Where a bar has notes is its rhythm: the first beat always, the offbeats seldom.
    for (let half = 1; half < 2 * bar; half++) {
      const isOffbeat = half % 2 === 1;
      if (random() > (isOffbeat ? 0.34 : 0.72)) continue;
      step = Math.max(0, Math.min(scale.length - 1, step + Math.round(4 * random() - 2)));
      pluck.push({ at: at + half / 2 + 0.012 * random(), beats: 1, key: scale[step] ?? 71, force: (isOffbeat ? 0.34 : 0.46) + 0.14 * random() });
    }
  }
  return { pad, pluck, piano: [], beats: 16 * bar, room: 0.34 };
}

/** A warm piano figure in F major: broken chords of quavers, eight bars, the second time lighter. */
function lamplight(): Score {
  const random = chance(23);
  const chords = [
    [41, 53, 57, 60, 64], // F, major seventh
    [40, 52, 55, 60, 64], // C over E
    [38, 50, 57, 60, 65], // D minor, seventh
    [45, 52, 57, 60, 64], // A minor
    [46, 53, 57, 62, 65], // B flat, major seventh
    [45, 53, 57, 60, 65], // F over A
    [43, 53, 58, 62, 65], // G minor, seventh
    [48, 53, 55, 60, 65], // C, suspended
  ];
  const figure = [0, 1, 2, 3, 4, 3, 2, 3];
  const piano: Note[] = [];
  const pad: Note[] = [];
  for (let index = 0; index < 16; index++) {
    const keys = chords[index % chords.length] ?? [];
    const isLighter = index >= chords.length;
    for (const [quaver, voice] of figure.entries()) {
      // The lighter time leaves two notes of a bar out.
      if (isLighter && (quaver === 3 || quaver === 6)) continue;
      const key = (keys[voice] ?? 60) + (isLighter && voice > 2 ? 12 : 0);
      const force = (voice === 0 ? 0.62 : 0.4 - 0.03 * Math.abs(3 - voice)) * (isLighter ? 0.86 : 1) + 0.06 * random();
      piano.push({ at: index * bar + quaver / 2 + 0.016 * random(), beats: voice === 0 ? bar : 1.6, key, force });
    }
    pad.push({ at: index * bar, beats: bar, key: keys[0] ?? 41, force: 0.2 }, { at: index * bar, beats: bar, key: (keys[2] ?? 57), force: 0.12 });
  }
  return { pad, pluck: [], piano, beats: 16 * bar, room: 0.3 };
}
