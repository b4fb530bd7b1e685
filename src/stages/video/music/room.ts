/** Delays of the room in seconds, no two with a common measure, and what is left of a sound after a second. */
const delays = [0.0297, 0.0371, 0.0411, 0.0437];
const leftAfterSecond = 0.03;
/** One-pole low pass on the walls, as the share of the new sample. */
const softness = 0.35;

/** Seconds after which nothing is heard of a sound. */
const ring = 3;

/**
 * Adds a room to a sound that goes round and round: the start hears what rings from the end.
 *
 * @param share of the room in the result, in [0, 1]
 *
 * Source: Jot & Chaigne, Digital delay networks for designing artificial reverberators, AES 90 (1991).
 */
export function inRoom(samples: Float32Array, rate: number, share: number): Float32Array<ArrayBuffer> {
  const lines = delays.map((seconds) => new Float32Array(Math.round(seconds * rate)));
  const gains = delays.map((seconds) => leftAfterSecond ** seconds);
  const [a, b, c, d] = lines as [Float32Array, Float32Array, Float32Array, Float32Array];
  const [gainA, gainB, gainC, gainD] = gains as [number, number, number, number];
  let [atA, atB, atC, atD] = [0, 0, 0, 0];
  let [softA, softB, softC, softD] = [0, 0, 0, 0];
  const result = new Float32Array(samples.length);
  const lead = Math.min(samples.length, Math.round(ring * rate));
  for (let index = -lead; index < samples.length; index++) {
    const dry = samples[index < 0 ? samples.length + index : index] as number;
    softA += softness * ((a[atA] as number) - softA);
    softB += softness * ((b[atB] as number) - softB);
    softC += softness * ((c[atC] as number) - softC);
    softD += softness * ((d[atD] as number) - softD);
    // Half of a Hadamard matrix: every line feeds all, and none gets louder.
    const [sumAB, differenceAB, sumCD, differenceCD] = [softA + softB, softA - softB, softC + softD, softC - softD];
    a[atA] = dry + gainA * 0.5 * (sumAB + sumCD);
    b[atB] = dry + gainB * 0.5 * (differenceAB + differenceCD);
    c[atC] = dry + gainC * 0.5 * (sumAB - sumCD);
    d[atD] = dry + gainD * 0.5 * (differenceAB - differenceCD);
    atA = atA + 1 === a.length ? 0 : atA + 1;
    atB = atB + 1 === b.length ? 0 : atB + 1;
    atC = atC + 1 === c.length ? 0 : atC + 1;
    atD = atD + 1 === d.length ? 0 : atD + 1;
    if (index >= 0) result[index] = (1 - share) * dry + share * 0.5 * (softA + softB + softC + softD);
  }
  return result;
}
