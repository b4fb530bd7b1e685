/** Gives a table without what every object has: a word of a document such as `constructor` finds nothing in it. */
export function table<Value>(rows: Readonly<Record<string, Value>>): Readonly<Record<string, Value>> {
  return Object.assign(Object.create(null), rows) as Readonly<Record<string, Value>>;
}
