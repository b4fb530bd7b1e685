/**
 * The memory of one call: taken in order, given back all at once. It grows to what the largest call needs and stays there.
 * No kernel keeps anything in it from one call to the next.
 */

const pageBits: usize = 16;

let top: usize = __heap_base;

/** Gives everything back; called before each kernel's work. */
export function reset(): void {
  top = __heap_base;
}

/** An address of `bytes` bytes, a multiple of 16; what they hold is left over from earlier calls. Traps if there is no more memory. */
export function allocate(bytes: usize): usize {
  const start = (top + 15) & ~15;
  const end = start + bytes;
  // Sums that wrap around 2^32 ask for more than there can be.
  if (end < start) unreachable();
  const held = <usize>memory.size() << pageBits;
  // 2^32 itself does not fit the address type: the last page is left alone.
  if (end > held) {
    const pages = (end - held + 0xffff) >> pageBits;
    if (memory.grow(<i32>pages) < 0) unreachable();
  }
  top = end;
  return start;
}

/** Takes all addresses below `end`, for what grows at the end of the arena. */
export function extendTo(end: usize): void {
  if (end > top) allocate(end - top);
}

export function allocateZeros(bytes: usize): usize {
  const start = allocate(bytes);
  memory.fill(start, 0, bytes);
  return start;
}
