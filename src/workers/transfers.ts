/** Copying less is faster than handing it over. */
const worthwhile = 64 * 1024;

/**
 * Gives the large buffers of a plain value, each once, to be handed over instead of copied; whoever posts the value must not use it again.
 *
 * @param least bytes from which a buffer counts as large
 */
export function largeBuffers(value: unknown, least = worthwhile): ArrayBuffer[] {
  const found = new Set<ArrayBuffer>();
  const look = (part: unknown): void => {
    if (typeof part !== 'object' || part === null) return;
    if (ArrayBuffer.isView(part)) {
      if (part.buffer instanceof ArrayBuffer && part.buffer.byteLength >= least) found.add(part.buffer);
    } else if (part instanceof ArrayBuffer) {
      if (part.byteLength >= least) found.add(part);
    } else {
      for (const entry of Array.isArray(part) ? part : Object.values(part)) look(entry);
    }
  };
  look(value);
  return [...found];
}
