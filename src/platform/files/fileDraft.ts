import { inMemory, partOf, sizeOf, type Bytes } from '../../domain/bytes';
import type { Stowage } from '../../engine/ports';

/** Bytes that are put away at once: few enough to be no burden, many enough that a long film has few parts. */
const partLength = 8 * 1024 * 1024;

/** A file as a muxer writes it, one write after the other: its end is in memory, what lies before is put away, and any of it may still be written over. */
export class FileDraft {
  readonly #stowage: Stowage;
  readonly #partLength: number;
  /** Without gaps from the start on, up to the tail. */
  #parts: { readonly start: number; readonly bytes: Bytes }[] = [];
  readonly #stored: Bytes[] = [];
  #tail: Uint8Array<ArrayBuffer>;
  #tailStart = 0;
  #tailLength = 0;

  constructor(stowage: Stowage, length = partLength) {
    this.#stowage = stowage;
    this.#partLength = length;
    this.#tail = new Uint8Array(length);
  }

  get size(): number {
    return this.#tailStart + this.#tailLength;
  }

  /** What was put away, whatever was written over it since. */
  get stored(): readonly Bytes[] {
    return this.#stored;
  }

  /** @param position no further than the end */
  async write(position: number, bytes: Uint8Array): Promise<void> {
    const inside = Math.max(0, Math.min(bytes.length, this.#tailStart - position));
    if (inside > 0) this.#overwrite(position, bytes.slice(0, inside));
    for (let done = inside; done < bytes.length; ) {
      const at = position + done - this.#tailStart;
      const some = bytes.subarray(done, done + this.#partLength - at);
      this.#tail.set(some, at);
      this.#tailLength = Math.max(this.#tailLength, at + some.length);
      done += some.length;
      if (this.#tailLength === this.#partLength) await this.#putAway();
    }
  }

  /** Gives the bytes [start, end) in order, without reading any; nothing may be written afterwards. */
  range(start: number, end: number): readonly Bytes[] {
    const all = [...this.#parts, { start: this.#tailStart, bytes: this.#tail.subarray(0, this.#tailLength) }];
    return all.flatMap((part) => {
      const [from, to] = [Math.max(start - part.start, 0), Math.min(end - part.start, sizeOf(part.bytes))];
      return from < to ? [partOf(part.bytes, from, to)] : [];
    });
  }

  async read(start: number, end: number): Promise<Uint8Array<ArrayBuffer>> {
    const whole = new Uint8Array(Math.max(0, end - start));
    let at = 0;
    for (const part of this.range(start, end)) {
      const bytes = await inMemory(part);
      whole.set(bytes, at);
      at += bytes.length;
    }
    return whole;
  }

  async #putAway(): Promise<void> {
    const stored = await this.#stowage.put(this.#tail);
    this.#stored.push(stored);
    this.#parts.push({ start: this.#tailStart, bytes: stored });
    // Another one: where there is nowhere to put it, it is held as it is.
    this.#tail = new Uint8Array(this.#partLength);
    this.#tailStart += this.#tailLength;
    this.#tailLength = 0;
  }

  /** Puts bytes in the place of others that were put away. */
  #overwrite(position: number, bytes: Uint8Array<ArrayBuffer>): void {
    const end = position + bytes.length;
    const kept = this.#parts.flatMap((part) => {
      const partEnd = part.start + sizeOf(part.bytes);
      if (partEnd <= position || part.start >= end) return [part];
      return [
        ...(part.start < position ? [{ start: part.start, bytes: partOf(part.bytes, 0, position - part.start) }] : []),
        ...(partEnd > end ? [{ start: end, bytes: partOf(part.bytes, end - part.start) }] : []),
      ];
    });
    this.#parts = [...kept, { start: position, bytes }].sort((a, b) => a.start - b.start);
  }
}
