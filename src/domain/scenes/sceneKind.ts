import type { SceneBase } from './scene';

/** Names of what a scene has beyond what every scene has. */
export type OwnName<S> = S extends SceneBase ? Exclude<keyof S, keyof SceneBase | 'layout'> : never;

/**
 * What is so of every scene of one layout.
 *
 * Its functions are methods on purpose: a kind then stands for the kind of any scene, and whoever looks one up by a scene's own layout gives it that scene.
 */
export interface SceneKind<S extends SceneBase> {
  /** The properties whose words people change, in the order they are read. */
  readonly texts: readonly OwnName<S>[];
  /** Those of `texts` that are never empty, because the scene would show nothing. */
  readonly needed: readonly OwnName<S>[];
  /** Whether it says something else than it shows, which then is changed by itself. */
  readonly saysMore: boolean;
  /** Whether it names the film or a part of it: then it bears no chapter label, and what it says is no part of what the film tells. */
  readonly isHeading: boolean;
  /** The words it is known by in lists. */
  headline(scene: S): string;
  /** Seconds a reader needs for what it shows. */
  readingSeconds(scene: S): number;
  /** The scene with all prose it shows changed; code, TeX and addresses stay. */
  withProse(scene: S, change: (text: string) => string): S;
  /** Its words where a picture comes to stand beside them; absent: a picture gets a scene of its own. */
  besidePicture?(scene: S): { readonly text: string; readonly caption: string };
}
