/** The files of espeak-ng, divided into what every voice needs and a dictionary a language: 24 MB, of which a voice reads 1. */
export interface VoiceFiles {
  /** Contents by path in the program's own file system. */
  readonly common: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
  /** Contents by name, such as `de_dict`. */
  readonly dictionaries: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
}

/** The folder of the program's file system in which it looks for its files. */
const folder = '/usr/share/espeak-ng-data/';
/** Latin words of most languages are spoken by it, and so is whatever names no language. */
const alwaysThere = 'en_dict';

/**
 * Gives the name of a dictionary that is kept apart.
 *
 * @param path in the program's file system
 * @returns undefined for every other file
 */
export function dictionaryAt(path: string): string | undefined {
  const name = path.startsWith(folder) && path.endsWith('_dict') ? path.slice(folder.length) : alwaysThere;
  return name === alwaysThere ? undefined : name;
}

/** Gives the path of a dictionary in the program's file system. */
export function dictionaryPath(name: string): string {
  return folder + name;
}

/**
 * Divides `espeak-ng.data`.
 *
 * @param program text of `espeak-ng.js`, which says where in the data its files lie
 * @throws Error if they do not follow each other to the end of the data: then it is another kind of program
 */
export function dividedVoice(program: string, data: Uint8Array<ArrayBuffer>): VoiceFiles {
  const common = new Map<string, Uint8Array<ArrayBuffer>>();
  const dictionaries = new Map<string, Uint8Array<ArrayBuffer>>();
  let at = 0;
  for (const [, path = '', start, end] of program.matchAll(/filename:"([^"]+)",start:(\d+),end:(\d+)/g)) {
    if (Number(start) !== at) throw new Error(`The files of espeak-ng must follow each other, but ${path} begins at ${start} and not at ${at}.`);
    at = Number(end);
    const bytes = data.subarray(Number(start), at);
    const dictionary = dictionaryAt(path);
    if (dictionary === undefined) common.set(path, bytes);
    else dictionaries.set(dictionary, bytes);
  }
  if (at !== data.length || at === 0) throw new Error(`The files of espeak-ng must fill its ${data.length} bytes, got ${at}.`);
  return { common, dictionaries };
}

/** Puts files into one: the length of a table of contents (32 bits, little-endian), the table as JSON, the bytes. */
export function packed(files: VoiceFiles['common']): Uint8Array<ArrayBuffer> {
  const table = new TextEncoder().encode(JSON.stringify([...files].map(([path, { length }]) => [path, length])));
  const whole = new Uint8Array([...files.values()].reduce((sum, { length }) => sum + length, 4 + table.length));
  new DataView(whole.buffer).setUint32(0, table.length, true);
  whole.set(table, 4);
  let at = 4 + table.length;
  for (const bytes of files.values()) {
    whole.set(bytes, at);
    at += bytes.length;
  }
  return whole;
}

/** Takes apart what `packed` put together; the parts are views of it. */
export function unpacked(whole: Uint8Array<ArrayBuffer>): VoiceFiles['common'] {
  let at = 4 + new DataView(whole.buffer, whole.byteOffset).getUint32(0, true);
  // Written by `packed`, at the build of this very page.
  const table = JSON.parse(new TextDecoder().decode(whole.subarray(4, at))) as readonly (readonly [path: string, length: number])[];
  return new Map(table.map(([path, length]) => [path, whole.subarray(at, (at += length))]));
}
