/**
 * Gives how many bytes a cache may take: half of what the browser still gives, 32 MiB to 2 GiB.
 *
 * A best-effort origin may be evicted as a whole whatever it takes; only `navigator.storage.persist()` asks for more.
 */
export async function cacheBudget(): Promise<number> {
  const least = 32 * 1024 * 1024;
  const most = 2 * 1024 * 1024 * 1024;
  // Absent where the page is not a secure context.
  const storage = (navigator as { readonly storage?: Partial<StorageManager> }).storage;
  const { quota = 0, usage = 0 } = (await storage?.estimate?.()) ?? {};
  return Math.min(most, Math.max(least, Math.floor((quota - usage) / 2)));
}
