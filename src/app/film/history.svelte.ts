import type { Storyboard } from '../../domain/storyboard';

/** Whether a storyboard came from the planner or from a person's edit. */
export type Origin = 'planned' | 'edited';

interface Entry {
  readonly storyboard: Storyboard;
  readonly origin: Origin;
}

/** Steps back that are kept; storyboards share their unchanged scenes, so an entry is small. */
const longest = 200;

/** The storyboard and the list of those before and after it. */
export class StoryboardHistory {
  #entries = $state.raw<readonly Entry[]>([]);
  #at = $state(-1);

  readonly #current = $derived(this.#entries[this.#at]);

  get current(): Storyboard | undefined {
    return this.#current?.storyboard;
  }

  get origin(): Origin {
    return this.#current?.origin ?? 'planned';
  }

  get canUndo(): boolean {
    return this.#at > 0;
  }

  get canRedo(): boolean {
    return this.#at < this.#entries.length - 1;
  }

  /** Starts a fresh list. */
  begin(storyboard: Storyboard, origin: Origin): void {
    this.#entries = [{ storyboard, origin }];
    this.#at = 0;
  }

  /** Adds a storyboard after the present one; what was undone is forgotten. The present one itself adds nothing. */
  push(storyboard: Storyboard, origin: Origin): void {
    if (storyboard === this.current) return;
    const kept = this.#entries.slice(Math.max(0, this.#at + 2 - longest), this.#at + 1);
    this.#entries = [...kept, { storyboard, origin }];
    this.#at = kept.length;
  }

  undo(): void {
    if (this.canUndo) this.#at -= 1;
  }

  redo(): void {
    if (this.canRedo) this.#at += 1;
  }
}
