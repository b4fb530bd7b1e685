/**
 * SHA-256 that takes its bytes one piece after the other, which the browser's own cannot: it wants all at once.
 *
 * Source: FIPS 180-4, section 6.2.
 */
export class Sha256 {
  readonly #state = Int32Array.from(firstState);
  readonly #schedule = new Int32Array(64);
  /** What of the last block is there already. */
  readonly #block = new Uint8Array(64);
  #waiting = 0;
  #length = 0;

  update(bytes: Uint8Array): void {
    this.#length += bytes.length;
    let at = 0;
    if (this.#waiting > 0) {
      at = Math.min(64 - this.#waiting, bytes.length);
      this.#block.set(bytes.subarray(0, at), this.#waiting);
      this.#waiting += at;
      if (this.#waiting < 64) return;
      this.#blocks(this.#block, 0, 64);
      this.#waiting = 0;
    }
    const end = bytes.length - ((bytes.length - at) % 64);
    this.#blocks(bytes, at, end);
    this.#block.set(bytes.subarray(end));
    this.#waiting = bytes.length - end;
  }

  /** Hexadecimal. Nothing can be added any more. */
  end(): string {
    const padding = new Uint8Array(((119 - this.#waiting) % 64) + 9);
    padding[0] = 0x80;
    const view = new DataView(padding.buffer);
    view.setUint32(padding.length - 8, Math.floor(this.#length / 2 ** 29));
    view.setUint32(padding.length - 4, (this.#length * 8) >>> 0);
    this.update(padding);
    return Array.from(this.#state, (word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
  }

  #blocks(bytes: Uint8Array, from: number, to: number): void {
    const [state, w] = [this.#state, this.#schedule];
    // Indices are bounded by the loops, here and below.
    const at = (index: number): number => bytes[index] as number;
    const word = (index: number): number => w[index] as number;
    for (let start = from; start < to; start += 64) {
      for (let index = 0, place = start; index < 16; index++, place += 4) w[index] = (at(place) << 24) | (at(place + 1) << 16) | (at(place + 2) << 8) | at(
        place + 3,
      );
      for (let index = 16; index < 64; index++) {
        const [early, late] = [word(index - 15), word(index - 2)];
        const small = ((early >>> 7) | (early << 25)) ^ ((early >>> 18) | (early << 14)) ^ (early >>> 3);
        const large = ((late >>> 17) | (late << 15)) ^ ((late >>> 19) | (late << 13)) ^ (late >>> 10);
        w[index] = word(index - 16) + small + word(index - 7) + large;
      }
      let a = state[0] as number;
      let b = state[1] as number;
      let c = state[2] as number;
      let d = state[3] as number;
      let e = state[4] as number;
      let f = state[5] as number;
      let g = state[6] as number;
      let h = state[7] as number;
      for (let index = 0; index < 64; index++) {
        const sumE = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
        const sumA = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
        const first = (h + sumE + ((e & f) ^ (~e & g)) + (constants[index] as number) + word(index)) | 0;
        const second = (sumA + ((a & b) ^ (a & c) ^ (b & c))) | 0;
        h = g;
        g = f;
        f = e;
        e = (d + first) | 0;
        d = c;
        c = b;
        b = a;
        a = (first + second) | 0;
      }
      const worked = [a, b, c, d, e, f, g, h];
      for (let index = 0; index < 8; index++) state[index] = (state[index] as number) + (worked[index] as number);
    }
  }
}

/** The first 32 bits of the fractions of the square roots of the first primes, and of the cube roots. */
const primes = firstPrimes(64);
const firstState = primes.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)));
const constants = Int32Array.from(primes, (prime) => fraction(Math.cbrt(prime)));

function fraction(value: number): number {
  return Math.floor((value % 1) * 2 ** 32) | 0;
}

function firstPrimes(count: number): readonly number[] {
  const found: number[] = [];
  for (let candidate = 2; found.length < count; candidate++) if (found.every((prime) => candidate % prime !== 0)) found.push(candidate);
  return found;
}
