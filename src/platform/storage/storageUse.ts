/** How much this site keeps in the browser, as far as the browser tells. */
export interface StorageUse {
  /** Bytes; undefined where the browser does not tell. */
  readonly used: number | undefined;
  /** Bytes the browser would give at most; undefined where it does not tell. */
  readonly quota: number | undefined;
  /** Whether the browser promised not to clear it by itself; undefined where it cannot promise. */
  readonly isPersistent: boolean | undefined;
}

/** Gives what is kept; never rejects. */
export async function storageUse(): Promise<StorageUse> {
  const storage = manager();
  try {
    const [estimate, isPersistent] = await Promise.all([storage?.estimate?.(), storage?.persisted?.()]);
    return { used: estimate?.usage, quota: estimate?.quota, isPersistent };
  } catch {
    return { used: undefined, quota: undefined, isPersistent: undefined };
  }
}

/**
 * Asks the browser not to clear what is kept when the disk is short; some ask the person.
 *
 * @returns whether it promised; never rejects
 */
export async function keepStorage(): Promise<boolean> {
  try {
    return (await manager()?.persist?.()) ?? false;
  } catch {
    return false;
  }
}

/** The types say that all of it is always there; it is not outside secure contexts and in old browsers. */
function manager(): Partial<StorageManager> | undefined {
  return (navigator as { readonly storage?: Partial<StorageManager> }).storage;
}
