/** What the clipboard holds as text, in both forms; empty where there is none or the browser keeps it from us. */
export async function readClipboard(): Promise<{ readonly html: string; readonly text: string }> {
  try {
    const entries = await navigator.clipboard.read();
    const get = async (type: string): Promise<string> => {
      const entry = entries.find((candidate) => candidate.types.includes(type));
      return entry === undefined ? '' : (await entry.getType(type)).text();
    };
    return { html: await get('text/html'), text: await get('text/plain') };
  } catch {
    // Refused or not known here: the keyboard's paste needs no permission.
    return { html: '', text: '' };
  }
}
