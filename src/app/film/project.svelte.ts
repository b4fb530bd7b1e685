import type { Content } from '../../domain/content';
import { moveScene, removeScene, replaceScene } from '../../domain/edits';
import { sceneStarts, totalSeconds, type Scene, type Storyboard } from '../../domain/storyboard';
import { predictLines, retime } from '../../domain/timing';
import { given } from '../../domain/given';
import type { Suggested } from '../../workflow/results';
import { StoryboardHistory, type Origin } from './history.svelte';
import { coverageOf, passagesOf, type Coverage, type Passage } from '../document/passages';
import { editScene } from '../storyboard/sceneText';

/** A file as the header names it. */
export interface SourceFacts {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
}

/** All that is kept of a project between visits; plain cloneable data. */
export interface KeptProject {
  readonly version: 1;
  readonly facts: SourceFacts;
  /** Absent for a film that came from a storyboard file. */
  readonly suggested?: Suggested;
  readonly storyboard: Storyboard;
  readonly origin: Origin;
}

/** Words a minute that lengths are predicted with; 0: silent, timed by reading. */
export type Pace = () => number;

/** One document and its film: what was read, the storyboard with its undo list, and the scene that is selected. */
export class Project {
  readonly #history = new StoryboardHistory();
  readonly #pace: Pace;
  #facts = $state.raw<SourceFacts>();
  #suggested = $state.raw<Suggested>();
  #wanted = $state<string>();

  readonly #passages = $derived.by<readonly Passage[]>(() => {
    const suggested = this.#suggested;
    return suggested === undefined ? [] : passagesOf(suggested.content, suggested.sentences, this.storyboard);
  });
  readonly #coverage = $derived<Coverage>(coverageOf(this.#passages));
  readonly #starts = $derived(this.storyboard === undefined ? [0] : sceneStarts(this.storyboard));
  readonly #seconds = $derived(this.storyboard === undefined ? 0 : totalSeconds(this.storyboard));

  constructor(pace: Pace) {
    this.#pace = pace;
  }

  get facts(): SourceFacts | undefined { return this.#facts; }
  get suggested(): Suggested | undefined { return this.#suggested; }
  get content(): Content | undefined { return this.#suggested?.content; }
  get storyboard(): Storyboard | undefined { return this.#history.current; }
  get scenes(): readonly Scene[] { return this.#history.current?.scenes ?? []; }
  get passages(): readonly Passage[] { return this.#passages; }
  get coverage(): Coverage { return this.#coverage; }
  /** First frame of each scene, and one past the last of the film. */
  get starts(): readonly number[] { return this.#starts; }
  get seconds(): number { return this.#seconds; }
  get canUndo(): boolean { return this.#history.canUndo; }
  get canRedo(): boolean { return this.#history.canRedo; }
  /** Whether a person changed the storyboard since it was planned. */
  get isEdited(): boolean { return this.#history.origin === 'edited'; }

  /** Id of the selected scene; `undefined` if it is not in the film any more. */
  get selected(): string | undefined {
    const id = this.#wanted;
    return this.scenes.some((scene) => scene.id === id) ? id : undefined;
  }

  /** Starts over with another document or storyboard; the undo list is fresh. */
  open(facts: SourceFacts, storyboard: Storyboard, suggested: Suggested | undefined, origin: Origin): void {
    this.#facts = facts;
    this.#suggested = suggested;
    this.#wanted = undefined;
    this.#history.begin(storyboard, origin);
  }

  /** Takes a new plan of the same document; the one before is an undo away. */
  replan(suggested: Suggested): void {
    this.#suggested = suggested;
    this.#history.push(suggested.storyboard, 'planned');
  }

  /** Takes a storyboard that differs only in how the whole film looks, not in its words. */
  restyle(storyboard: Storyboard): void {
    this.#history.push(storyboard, this.#history.origin);
  }

  /** Gives every scene the length that its words take at the present pace. */
  repace(): void {
    const storyboard = this.storyboard;
    if (storyboard !== undefined) this.#history.push(retime(storyboard, predictLines(storyboard, this.#pace())), this.#history.origin);
  }

  select(id: string | undefined): void {
    this.#wanted = id;
  }

  /** Changes a text of a scene, as `fieldsOf` names it. */
  editText(id: string, field: string, value: string): void {
    const scene = this.scenes.find((candidate) => candidate.id === id);
    const storyboard = this.storyboard;
    if (scene === undefined || storyboard === undefined) return;
    const changed = editScene(scene, field, value);
    if (changed !== scene) this.#push(replaceScene(storyboard, changed));
  }

  /** Takes any other storyboard that a person's edit gave; scenes get the lengths that their words take now. */
  edit(change: (storyboard: Storyboard) => Storyboard): void {
    const storyboard = this.storyboard;
    if (storyboard === undefined) return;
    const changed = change(storyboard);
    if (changed !== storyboard) this.#push(changed);
  }

  /**
   * Takes a scene out and selects its neighbour.
   *
   * @throws Failure `invalid-storyboard` for the last scene
   */
  remove(id: string): void {
    if (this.storyboard === undefined) return;
    const at = this.scenes.findIndex((scene) => scene.id === id);
    this.#push(removeScene(this.storyboard, id));
    if (this.#wanted === id) this.#wanted = this.scenes[Math.min(at, this.scenes.length - 1)]?.id;
  }

  /** @param to index after the move, clamped to the film */
  move(id: string, to: number): void {
    if (this.storyboard === undefined) return;
    const from = this.scenes.findIndex((scene) => scene.id === id);
    const target = Math.max(0, Math.min(to, this.scenes.length - 1));
    if (from !== target) this.#history.push(moveScene(this.storyboard, id, target), 'edited');
  }

  undo(): void { this.#history.undo(); }
  redo(): void { this.#history.redo(); }

  /** What to keep between visits; `undefined` before anything is open. */
  kept(): KeptProject | undefined {
    const storyboard = this.storyboard;
    const facts = this.#facts;
    if (storyboard === undefined || facts === undefined) return undefined;
    const suggested = this.#suggested;
    return { version: 1, facts, storyboard, origin: this.#history.origin, ...given({ suggested }) };
  }

  #push(storyboard: Storyboard): void {
    this.#history.push(retime(storyboard, predictLines(storyboard, this.#pace())), 'edited');
  }
}
