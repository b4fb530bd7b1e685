/** The members of a type that are there: those that may be undefined become optional, and are never so by value. */
export type Given<Members> =
  { [Name in keyof Members as undefined extends Members[Name] ? never : Name]: Members[Name] }
  & { [Name in keyof Members as undefined extends Members[Name] ? Name : never]?: Exclude<Members[Name], undefined> };

/** Gives the members that are not undefined, in their order: an optional member is left out, not set to nothing. */
export function given<Members extends object>(members: Members): Given<Members> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Given<Members>;
}
