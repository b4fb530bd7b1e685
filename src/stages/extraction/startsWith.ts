/** Whether bytes have a text at a place, a byte a character (Latin-1). */
export function startsWith(bytes: Uint8Array, magic: string, at = 0): boolean {
  for (let index = 0; index < magic.length; index++) if (bytes[at + index] !== magic.charCodeAt(index)) return false;
  return true;
}
