/** Keeps the last of what is put in, up to its capacity. */
export class Ring<Value> {
  readonly #capacity: number;
  readonly #values: Value[] = [];
  #oldest = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  push(value: Value): void {
    if (this.#values.length < this.#capacity) this.#values.push(value);
    else {
      this.#values[this.#oldest] = value;
      this.#oldest = (this.#oldest + 1) % this.#capacity;
    }
  }

  /** All of them, the oldest first. */
  toArray(): readonly Value[] {
    return [...this.#values.slice(this.#oldest), ...this.#values.slice(0, this.#oldest)];
  }
}
