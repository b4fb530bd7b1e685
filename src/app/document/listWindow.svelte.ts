/** Calls back when the page has nothing else to do. */
export type WhenIdle = (work: () => void) => void;

/** Blocks that are drawn at once: a screenful and more, in well under 50 ms. */
const portion = 60;
/** Blocks that are drawn without being asked for. Each costs, even unseen. */
const usual = 600;

/** The part of a long list that is drawn: it begins small and grows while the page has nothing else to do. */
export class ListWindow {
  readonly #idle: WhenIdle;
  #from = $state(0);
  #to = $state(portion);
  #wanted = usual;
  #isGrowing = false;

  constructor(idle: WhenIdle = whenIdle) {
    this.#idle = idle;
  }

  /** Index of the first that is drawn. */
  get from(): number { return this.#from; }
  /** One past the last that is drawn; may be past the end of the list. */
  get to(): number { return this.#to; }

  /** Starts over, for another list. */
  begin(): void {
    this.#from = 0;
    this.#to = portion;
    this.#wanted = usual;
    this.#grow();
  }

  /** Moves to where `index` is drawn, if it is not; what was drawn elsewhere goes. */
  include(index: number): void {
    if (index >= this.#from && index < this.#to) return;
    this.#from = Math.max(0, index - portion / 2);
    this.#to = this.#from + portion;
    this.#wanted = this.#from + usual;
    this.#grow();
  }

  /** Draws as many again behind. */
  more(): void {
    this.#wanted = this.#to + usual;
    this.#grow();
  }

  /** Draws some more in front. */
  earlier(): void {
    this.#from = Math.max(0, this.#from - portion);
  }

  #grow(): void {
    if (this.#isGrowing || this.#to >= this.#wanted) return;
    this.#isGrowing = true;
    this.#idle(() => {
      this.#isGrowing = false;
      this.#to = Math.min(this.#wanted, this.#to + portion);
      this.#grow();
    });
  }
}

function whenIdle(work: () => void): void {
  // Safari lacks it.
  if (typeof requestIdleCallback === 'function') requestIdleCallback(() => { work(); }, { timeout: 1000 });
  else setTimeout(work, 50);
}
