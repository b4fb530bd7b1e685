/** Cuts off a text where nobody reads on. Browsers lay out all of a line that they are given, seen or not. */
export function glimpse(text: string, most = 2000): string {
  return text.length <= most ? text : `${text.slice(0, most).replace(/[\ud800-\udbff]$/, '')}…`;
}
