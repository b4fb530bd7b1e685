/** One computation that several callers wait for: each may leave by its own signal, and the last to leave ends it. */
export class Flight {
  readonly #controller = new AbortController();
  readonly #result: Promise<unknown>;
  #waiting = 0;
  #ended = false;
  #whenEnded: () => void = () => {};

  /** @param compute started at once; its signal aborts when nobody waits any more */
  constructor(compute: (signal: AbortSignal) => Promise<unknown>) {
    this.#result = compute(this.#controller.signal).finally(() => this.#end());
    // Those who wait hear of it; if all have left, nobody has to.
    this.#result.catch(() => {});
  }

  /** Called once it is settled or nobody waits any more: later callers need a flight of their own. */
  onEnd(listener: () => void): void {
    this.#whenEnded = listener;
  }

  /** Waits for the result; an abort rejects at once with the signal's reason. */
  join(signal: AbortSignal | undefined): Promise<unknown> {
    this.#waiting++;
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        reject(signal?.reason);
        this.#waiting--;
        if (this.#waiting > 0 || this.#ended) return;
        this.#end();
        this.#controller.abort(signal?.reason);
      };
      signal?.addEventListener('abort', leave, { once: true });
      this.#result.then(resolve, reject).finally(() => signal?.removeEventListener('abort', leave));
    });
  }

  #end(): void {
    this.#ended = true;
    this.#whenEnded();
  }
}
