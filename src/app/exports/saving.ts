/** Milliseconds between two saved files: browsers drop what comes at once. */
const interval = 400;

/** Saves several files, one after the other; the browser may ask whether it should. */
export async function saveAll(files: readonly { readonly name: string; readonly address: string }[]): Promise<void> {
  for (const { name, address } of files) {
    const link = document.createElement('a');
    link.href = address;
    link.download = name;
    link.click();
    await new Promise((resolve) => { setTimeout(resolve, interval); });
  }
}

/** Hands a text to the browser as a file to save. */
export function saveText(name: string, mediaType: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: mediaType }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // Some browsers read the address only after this turn.
  setTimeout(() => { URL.revokeObjectURL(address); }, 10_000);
}
