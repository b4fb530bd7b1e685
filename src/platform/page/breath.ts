/** Milliseconds that work may hold the page's thread: at 60 frames a second a browser has not much more than that for its own. */
const longest = 12;

/**
 * Gives a function that long work on the page's own thread calls between its pieces: it lets clicks and paints come first once the thread
 * was held for 12 ms, and does nothing before that.
 *
 * @param signal ends the work: its reason is thrown at the next call
 */
export function breather(signal: AbortSignal): () => Promise<void> {
  let since = performance.now();
  return async () => {
    signal.throwIfAborted();
    if (performance.now() - since < longest) return;
    await nextTurn();
    since = performance.now();
    signal.throwIfAborted();
  };
}

/** Resolves in a task of its own; not by a timer, which pages in the background get once a second. */
function nextTurn(): Promise<void> {
  // Newer than the DOM library: Chromium 129, Firefox 142.
  const { scheduler } = globalThis as { readonly scheduler?: { readonly yield?: () => Promise<void> } };
  if (scheduler?.yield !== undefined) return scheduler.yield();
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
