import type { Progress } from '../engine/progress';

/** One line on standard error that tells how far a run is: redrawn on a terminal, a line each tenth elsewhere. */
export class ProgressBar {
  readonly #stream: NodeJS.WriteStream;
  readonly #fractions: number[];
  #shown = '';
  #tenth = 0;

  /** @param files how many there are in all */
  constructor(stream: NodeJS.WriteStream, files: number) {
    this.#stream = stream;
    this.#fractions = new Array<number>(files).fill(0);
  }

  update(index: number, name: string, { step, fraction, secondsLeft }: Progress): void {
    this.#fractions[index] = Math.max(this.#fractions[index] ?? 0, fraction);
    this.#show(`${name}: ${step}`, this.#fractions.length === 1 ? secondsLeft : undefined);
  }

  /** Counts a file as done, however it ended. */
  finish(index: number): void {
    this.#fractions[index] = 1;
  }

  clear(): void {
    if (this.#stream.isTTY && this.#shown !== '') this.#stream.write('\r\u001B[K');
    this.#shown = '';
  }

  #show(what: string, secondsLeft: number | undefined): void {
    const whole = this.#fractions.reduce((sum, fraction) => sum + fraction, 0) / this.#fractions.length;
    const left = secondsLeft === undefined ? '' : `, ${Math.max(1, Math.round(secondsLeft))} s left`;
    const percent = `${String(Math.floor(whole * 100)).padStart(3)}%`;
    if (this.#stream.isTTY) {
      const cells = Math.round(whole * 24);
      const line = `${'━'.repeat(cells)}${'─'.repeat(24 - cells)} ${percent} ${what}${left}`.slice(0, Math.max(20, (this.#stream.columns ?? 80) - 1));
      if (line === this.#shown) return;
      this.#shown = line;
      this.#stream.write(`\r\u001B[K${line}`);
    } else if (Math.floor(whole * 10) > this.#tenth) {
      this.#tenth = Math.floor(whole * 10);
      this.#stream.write(`${percent} ${what}${left}\n`);
    }
  }
}
