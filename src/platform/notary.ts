import type { Notary } from '../engine/ports';

/**
 * Names files by SHA-256, off this thread.
 *
 * @param version of the program
 */
export function subtleNotary(version: string): Notary {
  return {
    version,
    async sha256(bytes) {
      // Only pages from a secure origin have it. Bytes of ours are never in shared memory.
      const subtle = globalThis.crypto?.subtle as SubtleCrypto | undefined;
      if (subtle === undefined) return '';
      const hash = await subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>);
      return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
    },
  };
}
