/** Code as it is shown: two columns a tab, no blank lines around, no indentation that all lines share. */
export function tidiedCode(code: string): string {
  const lines = code.replace(/\r\n?/gu, '\n').replace(/\t/gu, '  ').replace(/^(?:[ ]*\n)+/u, '').trimEnd().split('\n');
  const indents = lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length);
  const shared = indents.length > 0 ? Math.min(...indents) : 0;
  return lines.map((line) => line.slice(shared).trimEnd()).join('\n');
}

/** How many lines `tidiedCode` takes off the start. */
export function trimmedLines(code: string): number {
  return /^(?:[ \t]*\r?\n)*/u.exec(code)?.[0].match(/\n/gu)?.length ?? 0;
}
