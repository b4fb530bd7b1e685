import { isReadable } from '../../stages/extraction/documentFormats';
import { isPictureName } from '../../stages/extraction/pictureAddresses';

/** A file as it was dropped or picked, with its path in what was dropped: `notes/img/a.png`, or its name alone. */
export interface GivenFile {
  readonly file: File;
  readonly path: string;
}

/** Gives picked files. */
export function pickedFiles(files: Iterable<File>): readonly GivenFile[] {
  return Array.from(files, (file) => ({ file, path: file.webkitRelativePath || file.name }));
}

/**
 * Gives dropped files; of folders the documents and pictures inside, the first document being the one that tells most of the folder.
 *
 * To be called while the drop is handled: later the browser tells no more.
 */
export async function droppedFiles(transfer: DataTransfer): Promise<readonly GivenFile[]> {
  const entries = Array.from(transfer.items, (item) => (typeof item.webkitGetAsEntry === 'function' ? item.webkitGetAsEntry() : null));
  const plain = pickedFiles(transfer.files);
  if (!entries.some((entry) => entry?.isDirectory)) return plain;
  const given: GivenFile[] = [];
  for (const entry of entries) if (entry !== null) await collect(entry, given, !entry.isDirectory);
  return given.sort((a, b) => rankOf(a) - rankOf(b) || a.path.localeCompare(b.path, undefined, { numeric: true }));
}

/** Files of a dropped folder that are looked at: a home folder dropped by mistake must not hold the page. */
const mostFiles = 2000;

async function collect(entry: FileSystemEntry, into: GivenFile[], isAsked: boolean): Promise<void> {
  if (into.length >= mostFiles || (!isAsked && entry.name.startsWith('.')) || entry.name === 'node_modules') return;
  if (isFile(entry)) {
    if (!isAsked && !isReadable(entry.name) && !isPictureName(entry.name)) return;
    const file = await new Promise<File>((resolve, reject) => { entry.file(resolve, reject); });
    into.push({ file, path: entry.fullPath.replace(/^\//, '') });
  } else if (isFolder(entry)) {
    const reader = entry.createReader();
    // A reader gives some at a time, and none at the end.
    for (;;) {
      const some = await new Promise<FileSystemEntry[]>((resolve, reject) => { reader.readEntries(resolve, reject); });
      if (some.length === 0) return;
      for (const one of some) await collect(one, into, false);
    }
  }
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

/** What lies higher comes first, and what introduces a folder before the rest of it. */
function rankOf({ path }: GivenFile): number {
  const depth = path.split('/').length;
  return depth * 2 - (/(?:^|\/)(?:readme|index)\.[^/]+$/i.test(path) ? 1 : 0);
}
