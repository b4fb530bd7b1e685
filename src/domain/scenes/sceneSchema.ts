import * as v from 'valibot';
import type { SceneBase } from './scene';
import type { OwnName } from './sceneKind';

/** What a storyboard file must hold of a scene of one layout, beyond what every scene has. */
export interface SceneSchema<S extends SceneBase> {
  /** In the order they are written. */
  readonly properties: { readonly [K in OwnName<S>]-?: S extends Required<Pick<S, K>> ? Present<S[K]> : Optional<Exclude<S[K], undefined>> };
  /** What no single property can tell. */
  flaw?(scene: S): Flaw<S> | undefined;
}

/** A property that breaks a rule, and what was found there. */
export interface Flaw<S extends SceneBase> {
  readonly property: keyof S & string;
  readonly rule: string;
  readonly value: unknown;
}

/** What wraps another schema lets it be absent. */
type Present<T> = v.GenericSchema<unknown, T> & { readonly wrapped?: never };
type Optional<T> = v.ExactOptionalSchema<v.GenericSchema<unknown, T>, undefined>;

/** No more than so many, of which people speak by that name. */
/* @__NO_SIDE_EFFECTS__ */
export function most<T extends { readonly length: number }>(count: number, name: string): v.MaxLengthAction<T & v.LengthInput, number, string> {
  return v.maxLength(count, `must have at most ${count} ${name}`);
}

/** No picture and no breath holds more: a file with longer ones is a mistake, not a film. */
export const words = v.pipe(v.string(), most(20_000, 'characters'));
export const lines = v.pipe(v.array(words), most(5000, 'entries'));

/** Name of a file among the assets; what every object has by name is none, whether the assets are there or not. */
export const assetName = v.pipe(words, v.check((name) => !Object.hasOwn(Object.prototype, name), 'must be the name of a file'));

/** A whole number in [low, high]. */
// Without this note a schema nobody asks for stays in every bundle that draws a scene.
/* @__NO_SIDE_EFFECTS__ */
export function whole(low: number, high = Number.MAX_SAFE_INTEGER): v.GenericSchema<number, number> {
  return v.pipe(v.number(), v.integer('must be a whole number'), v.minValue(low, `must be at least ${low}`), v.maxValue(high, `must be at most ${high}`));
}
