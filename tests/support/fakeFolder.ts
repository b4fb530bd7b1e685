/** A private file system in memory, as far as a stowage uses one. */
export function fakeFolder(): { readonly root: () => Promise<FileSystemDirectoryHandle>; files(): readonly string[] } {
  const tree = folder();
  // As much of the handle as is called.
  return { root: () => Promise.resolve(tree as unknown as FileSystemDirectoryHandle), files: () => tree.paths() };
}

interface Folder {
  paths(): readonly string[];
}

function folder(): Folder {
  const folders = new Map<string, Folder>();
  const files = new Map<string, Blob>();
  const absent = (name: string): DOMException => new DOMException(`There is no ${name}.`, 'NotFoundError');
  const fileHandle = (name: string) => ({
    createWritable: () => {
      const parts: BlobPart[] = [];
      return Promise.resolve({
        write: (part: BlobPart) => Promise.resolve(void parts.push(part)),
        close: () => Promise.resolve(void files.set(name, new Blob(parts))),
        abort: () => Promise.resolve(),
      });
    },
    getFile: () => Promise.resolve(files.get(name)),
  });
  const handle = {
    getDirectoryHandle: (name: string) => {
      const inside = folders.get(name) ?? folder();
      folders.set(name, inside);
      return Promise.resolve(inside);
    },
    getFileHandle: (name: string) => Promise.resolve(fileHandle(name)),
    removeEntry: (name: string) => (files.delete(name) || folders.delete(name) ? Promise.resolve() : Promise.reject(absent(name))),
    // Read as the real one, which may change while it is read.
    async *keys() {
      yield* [...files.keys(), ...folders.keys()];
    },
    paths: () => [...files.keys(), ...[...folders].flatMap(([name, inside]) => inside.paths().map((path) => `${name}/${path}`))],
  };
  return handle;
}
