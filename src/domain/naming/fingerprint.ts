/**
 * Gives 22 characters of base 36 that are equal for equal texts, numbers and lists of them.
 *
 * For names within one document and for choices that stay the same from build to build (ids of scenes, the way a picture drifts): quick, and no more than
 * that. What is cached or believed goes by `digest`.
 *
 * Source: cyrb53 by bryc, public domain, twice with different seeds.
 */
export function fingerprint(value: unknown): string {
  const hash = new Hash();
  feed(hash, value);
  return hash.end();
}

class Hash {
  #a = 0xdeadbeef;
  #b = 0x41c6ce57;
  #c = 0x9e3779b9;
  #d = 0x85ebca6b;

  unit(code: number): void {
    this.#a = Math.imul(this.#a ^ code, 2654435761);
    this.#b = Math.imul(this.#b ^ code, 1597334677);
    this.#c = Math.imul(this.#c ^ code, 2246822519);
    this.#d = Math.imul(this.#d ^ code, 3266489917);
  }

  text(text: string): void {
    this.unit(text.length);
    for (let index = 0; index < text.length; index++) this.unit(text.charCodeAt(index));
  }

  end(): string {
    const first = mix(this.#a, this.#b);
    const second = mix(this.#c, this.#d);
    return first.toString(36).padStart(11, '0') + second.toString(36).padStart(11, '0');
  }
}

function mix(low: number, high: number): number {
  let a = Math.imul(low ^ (low >>> 16), 2246822507);
  a ^= Math.imul(high ^ (high >>> 13), 3266489909);
  let b = Math.imul(high ^ (high >>> 16), 2246822507);
  b ^= Math.imul(a ^ (a >>> 13), 3266489909);
  return 4294967296 * (2097151 & b) + (a >>> 0);
}

function feed(hash: Hash, value: unknown): void {
  if (value === null || typeof value !== 'object') hash.text(`${typeof value}:${Object.is(value, -0) ? '-0' : String(value)}`);
  else if (Array.isArray(value)) {
    hash.text(`list:${value.length}`);
    for (const entry of value) feed(hash, entry);
  } else {
    // True of plain values: keys of their own are all they have.
    const fields = value as Readonly<Record<string, unknown>>;
    const keys = Object.keys(fields).filter((key) => fields[key] !== undefined).sort();
    hash.text(`object:${keys.length}`);
    for (const key of keys) {
      hash.text(key);
      feed(hash, fields[key]);
    }
  }
}
