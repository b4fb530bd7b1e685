import type { Bytes } from '../../domain/bytes';
import type { Locks } from '../../engine/journal';
import type { Stowage } from '../../engine/ports';
import { blobOf } from './memoryStowage';

export interface FileStowageOptions {
  /** Tell which pages are still there. */
  readonly locks: Locks;
  /** Bytes that are left in memory, as short films need no files; 32 MiB by default. */
  readonly room?: number;
  /** Bytes that are not worth a file; 64 KiB by default. */
  readonly least?: number;
  /** Gives the origin's private file system; the browser's by default. */
  readonly root?: () => Promise<FileSystemDirectoryHandle>;
}

const usualRoom = 32 * 1024 * 1024;
const usualLeast = 64 * 1024;
/** Folder of all that is put away, one folder a page in it. */
const folderName = 'kinora-stowage';

/**
 * Puts bytes in files of the origin's private file system, once more than a little of them is in memory.
 *
 * Where there is no such file system, or no room in it, they stay in memory. What pages left behind that are no longer there is removed when
 * the next page first puts something away.
 */
export function fileStowage({ locks, room = usualRoom, least = usualLeast, root = () => navigator.storage.getDirectory() }: FileStowageOptions): Stowage {
  let folder: Promise<FileSystemDirectoryHandle> | undefined;
  let isUsable = true;
  let held = 0;
  let count = 0;
  /** Names of files by the blobs that read them. */
  const files = new WeakMap<Bytes, string>();
  const kept = new WeakMap<Bytes, number>();
  // A file of a joined film goes when nobody holds the film any more.
  const joined = new FinalizationRegistry<readonly string[]>((names) => names.forEach(remove));

  function remove(name: string): void {
    void folder?.then((there) => there.removeEntry(name)).catch(() => undefined);
  }

  async function written(bytes: Uint8Array<ArrayBuffer>): Promise<File> {
    const name = String((count += 1));
    const handle = await (await (folder ??= openFolder(locks, root))).getFileHandle(name, { create: true });
    const writable = await handle.createWritable();
    try {
      await writable.write(bytes);
      await writable.close();
    } catch (error) {
      await writable.abort().catch(() => undefined);
      remove(name);
      throw error;
    }
    const file = await handle.getFile();
    files.set(file, name);
    return file;
  }

  return {
    async put(bytes) {
      if (isUsable && bytes.length >= least && held + bytes.length > room) {
        try {
          return await written(bytes);
        } catch {
          // No such file system, as in private windows, or no room in it: it is not asked again.
          isUsable = false;
        }
      }
      held += bytes.length;
      kept.set(bytes, bytes.length);
      return bytes;
    },
    join(parts, mediaType, from) {
      const film = blobOf(parts, mediaType);
      const names = from.flatMap((bytes) => files.get(bytes) ?? []);
      if (names.length > 0) joined.register(film, names);
      for (const bytes of from) forget(bytes);
      return film;
    },
    drop(bytes) {
      const name = files.get(bytes);
      if (name !== undefined) remove(name);
      forget(bytes);
    },
  };

  function forget(bytes: Bytes): void {
    held -= kept.get(bytes) ?? 0;
    kept.delete(bytes);
    files.delete(bytes);
  }
}

/** Makes this page's own folder, and removes those of pages that are gone. */
async function openFolder(locks: Locks, root: () => Promise<FileSystemDirectoryHandle>): Promise<FileSystemDirectoryHandle> {
  const all = await (await root()).getDirectoryHandle(folderName, { create: true });
  const id = crypto.randomUUID();
  // Never given back: the browser does, however the page ends. Before there is a folder, or another page might remove it.
  await locks.take(lockOf(id));
  const held = await locks.held();
  for await (const name of all.keys()) if (!held.has(lockOf(name))) await all.removeEntry(name, { recursive: true }).catch(() => undefined);
  return all.getDirectoryHandle(id, { create: true });
}

function lockOf(id: string): string {
  return `${folderName} ${id}`;
}
