/**
 * Gives the decoder description of H.264 (`avcC`) as the standard has it.
 *
 * Firefox 153 writes the first byte of each parameter set twice and leaves reserved bits empty: its own decoder takes that, ffmpeg finds no
 * parameter set in it. What is right comes back as it is.
 *
 * Source: ISO/IEC 14496-15, section 5.3.3.1.
 */
export function avcDescription(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const [version, profile = 0, compatibility = 0, level = 0, lengths = 0, count = 0] = bytes;
  // The profile follows the first byte of the first set, which stands behind its length.
  if (version !== 1 || (count & 31) !== 1 || bytes[8] !== bytes[9] || bytes[9] === profile || bytes[10] !== profile) return bytes;
  const mended: number[] = [1, profile, compatibility, level, lengths | 0xfc];
  let at = 5;
  for (let list = 0; list < 2; list++) {
    const sets = (bytes[at++] ?? 0) & 31;
    mended.push(list === 0 ? sets | 0xe0 : sets);
    for (let set = 0; set < sets; set++) {
      const length = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
      const unit = bytes.subarray(at + 2, at + 2 + length);
      const whole = unit[0] === unit[1] ? unit.subarray(1) : unit;
      mended.push(whole.length >> 8, whole.length & 255, ...whole);
      at += 2 + length;
    }
  }
  return Uint8Array.from([...mended, ...bytes.subarray(at)]);
}

/** What every picture is made of and flagged as; sRGB letters look right under it on every player. */
export const filmColour = { primaries: 'bt709', transfer: 'bt709', matrix: 'bt709', fullRange: false } as const;

/** Gives a copy of what a decoder must know before the first picture; empty if there is nothing to know. */
export function descriptionBytes(description: AllowSharedBufferSource | undefined): Uint8Array<ArrayBuffer> {
  if (description === undefined) return new Uint8Array(0);
  const view = ArrayBuffer.isView(description)
    ? new Uint8Array(description.buffer, description.byteOffset, description.byteLength)
    : new Uint8Array(description);
  return Uint8Array.from(view);
}
