/** Chromium's own, coarse and old; not in the DOM library. */
interface HeapFacts {
  readonly memory?: { readonly usedJSHeapSize: number; readonly totalJSHeapSize: number };
}

/**
 * Gives the memory in use, bytes, by how it was measured; empty where the browser does not tell.
 *
 * `performance.memory` covers this page's heap, without workers and pictures. The exact `measureUserAgentSpecificMemory` needs
 * cross-origin isolation, which nothing here may depend on.
 */
export function memoryInUse(): ReadonlyMap<string, number> {
  // Present in Chromium alone.
  const { memory } = performance as HeapFacts;
  return memory === undefined ? new Map() : new Map([['page_heap_used', memory.usedJSHeapSize], ['page_heap_reserved', memory.totalJSHeapSize]]);
}
