/** Values looked at, at most: measuring a step must cost next to nothing beside it. */
const mostValues = 200;

/**
 * Gives about how many bytes a plain value holds: its buffers exactly, its text as UTF-16, a number as 8. Of a value with many parts the
 * first are weighed and the rest of each long list is taken to weigh as much as they do.
 */
export function weightOf(value: unknown): number {
  let left = mostValues;
  const weigh = (part: unknown): number => {
    left -= 1;
    if (typeof part === 'string') return part.length * 2;
    if (typeof part === 'number') return 8;
    if (typeof part !== 'object' || part === null) return 0;
    if (ArrayBuffer.isView(part) || part instanceof ArrayBuffer) return part.byteLength;
    const parts: readonly unknown[] = Array.isArray(part) ? part : Object.values(part);
    let bytes = 0;
    let weighed = 0;
    for (const inner of parts) {
      if (left <= 0) break;
      bytes += weigh(inner);
      weighed += 1;
    }
    return weighed === 0 ? 0 : Math.round((bytes * parts.length) / weighed);
  };
  return weigh(value);
}
