/** A file inside a `data:` URL. */
export interface InlineFile {
  /** Lower case, without parameters; empty if the URL does not say. */
  readonly mediaType: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Gives a file as a `data:` URL, in base64. */
export function dataUrl(mediaType: string, bytes: Uint8Array): string {
  // In pieces: a call takes only so many arguments. Of a length divisible by three, so that none but the last is padded.
  const piece = 0x6000;
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += piece) parts.push(btoa(String.fromCharCode(...bytes.subarray(at, at + piece))));
  return `data:${mediaType};base64,${parts.join('')}`;
}

/** Gives the file inside a `data:` URL, in base64 or percent-encoded; undefined if it is none or broken. Source: RFC 2397. */
export function inlineFile(url: string): InlineFile | undefined {
  const comma = url.indexOf(',');
  if (comma < 0 || !/^data:/i.test(url)) return undefined;
  const [mediaType = '', ...parameters] = url.slice(5, comma).split(';').map((part) => part.trim().toLowerCase());
  const isBase64 = parameters.includes('base64');
  try {
    const bytes = isBase64 ? fromBase64(url.slice(comma + 1)) : fromPercent(url.slice(comma + 1));
    return { mediaType, bytes };
  } catch {
    return undefined;
  }
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  // Documents break long lines, and some encode the signs that addresses must not have.
  const plain = /[%\s_-]/.test(text) ? decodeURIComponent(text).replace(/\s+/g, '').replace(/-/g, '+').replace(/_/g, '/') : text;
  const binary = atob(plain);
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index++) bytes[index] = binary.charCodeAt(index);
  return bytes;
}

function fromPercent(text: string): Uint8Array<ArrayBuffer> {
  const bytes: number[] = [];
  const plain = new TextEncoder().encode(text);
  for (let index = 0; index < plain.length; index++) {
    const pair = String.fromCharCode(plain[index + 1] ?? 0, plain[index + 2] ?? 0);
    if (plain[index] !== 0x25 || !/^[\da-f]{2}$/i.test(pair)) bytes.push(plain[index] ?? 0);
    else {
      bytes.push(Number.parseInt(pair, 16));
      index += 2;
    }
  }
  return Uint8Array.from(bytes);
}
