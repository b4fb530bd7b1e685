/** A file inside a ZIP. */
export interface ZipEntry {
  /** ASCII. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * Packs files into a ZIP without compressing them: pictures are compressed already.
 *
 * All carry the first date that ZIP knows, so that equal files make equal ZIPs. For less than 4 GB and 65,536 files.
 *
 * Source: PKWARE APPNOTE 6.3, sections 4.3.7, 4.3.12, 4.3.16.
 */
export function zip(entries: readonly ZipEntry[]): Uint8Array<ArrayBuffer> {
  const names = entries.map(({ name }) => new TextEncoder().encode(name));
  const sizes = entries.map(({ bytes }, index) => ({ name: names[index]?.byteLength ?? 0, bytes: bytes.byteLength }));
  const body = sizes.reduce((sum, { name, bytes }) => sum + localHead + name + bytes, 0);
  const directory = sizes.reduce((sum, { name }) => sum + directoryHead + name, 0);
  const file = new Uint8Array(body + directory + endHead);
  const view = new DataView(file.buffer);
  const checks = entries.map(({ bytes }) => crc32(bytes));
  const places: number[] = [];
  let at = 0;
  /** What the head of a file and its entry in the directory have in common. */
  const facts = (index: number): void => {
    view.setUint16(at, version, true);
    view.setUint32(at + 6, firstDate, true);
    view.setUint32(at + 10, checks[index] ?? 0, true);
    view.setUint32(at + 14, sizes[index]?.bytes ?? 0, true);
    view.setUint32(at + 18, sizes[index]?.bytes ?? 0, true);
    view.setUint16(at + 22, sizes[index]?.name ?? 0, true);
  };
  entries.forEach(({ bytes }, index) => {
    places.push(at);
    view.setUint32(at, 0x04034b50, true);
    at += 4;
    facts(index);
    at += localHead - 4;
    file.set(names[index] ?? [], at);
    at += sizes[index]?.name ?? 0;
    file.set(bytes, at);
    at += bytes.byteLength;
  });
  entries.forEach((_, index) => {
    const start = at;
    view.setUint32(at, 0x02014b50, true);
    view.setUint16(at + 4, version, true);
    at += 6;
    facts(index);
    view.setUint32(start + 42, places[index] ?? 0, true);
    at = start + directoryHead;
    file.set(names[index] ?? [], at);
    at += sizes[index]?.name ?? 0;
  });
  view.setUint32(at, 0x06054b50, true);
  view.setUint16(at + 8, entries.length, true);
  view.setUint16(at + 10, entries.length, true);
  view.setUint32(at + 12, directory, true);
  view.setUint32(at + 16, body, true);
  return file;
}

const localHead = 30;
const directoryHead = 46;
const endHead = 22;
/** Of ZIP: 1.0, as nothing newer is used. */
const version = 10;
/** 1 January 1980, midnight. */
const firstDate = ((1 << 5) | 1) * 0x10000;

/** Table-driven CRC-32 (ISO 3309), as ZIP and PNG use it. */
function crc32(bytes: Uint8Array): number {
  let crc = ~0;
  for (const byte of bytes) crc = (crc >>> 8) ^ (table[(crc ^ byte) & 255] ?? 0);
  return ~crc >>> 0;
}

const table = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});
