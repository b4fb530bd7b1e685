/** Encoded packets, one behind the other: a long film has a hundred thousand, and each array by itself takes more than what is in it. */
export interface Packets {
  readonly bytes: Uint8Array;
  /** Of each packet, bytes. */
  readonly sizes: readonly number[];
}

/** Puts packets one behind the other; they are copied. */
export function packed(packets: readonly Uint8Array[]): Packets {
  const bytes = new Uint8Array(packets.reduce((sum, packet) => sum + packet.length, 0));
  let at = 0;
  for (const packet of packets) {
    bytes.set(packet, at);
    at += packet.length;
  }
  return { bytes, sizes: packets.map(({ length }) => length) };
}

/** Gives packets by themselves; they are views. */
export function unpacked({ bytes, sizes }: Packets): readonly Uint8Array[] {
  let at = 0;
  return sizes.map((size) => bytes.subarray(at, (at += size)));
}
