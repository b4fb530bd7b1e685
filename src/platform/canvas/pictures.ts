import { inlineFile } from '../../domain/dataUrl';
import type { PictureLight } from '../../domain/film/drawing';
import { Failure } from '../../domain/failure';
import { linearLightOfByte, weighed } from '../../domain/luminance';
import type { AssetId } from '../../domain/assets';
import type { Pictures } from './canvas';

/**
 * Decodes the picture in a `data:` URL, upright.
 *
 * Never an SVG: workers cannot, and on a page it would have to become an element.
 *
 * @param width px it is wanted in; it is scaled down to it once, with a good filter, never up; absent: as it is
 * @throws Failure `damaged-file` if it cannot be decoded
 */
export async function decodePicture(url: string, width = Infinity): Promise<ImageBitmap> {
  const file = inlineFile(url);
  if (file === undefined) throw new Failure('damaged-file', 'A picture must be a data: URL, got something else.', { start: url.slice(0, 40) });
  return decodeBytes(file.mediaType, file.bytes, width);
}

/** The same for the bytes of a file. */
export async function decodeBytes(mediaType: string, bytes: Uint8Array, width = Infinity): Promise<ImageBitmap> {
  try {
    // Ours alone: never shared memory.
    const whole = await createImageBitmap(new Blob([bytes as Uint8Array<ArrayBuffer>], { type: mediaType }));
    if (whole.width <= width * 1.02) return whole;
    // In two calls, as the height of the whole is needed to keep its shape.
    const scaled = await createImageBitmap(
      whole, { resizeWidth: Math.ceil(width), resizeHeight: Math.max(1, Math.round((whole.height * Math.ceil(width)) / whole.width)), resizeQuality: 'high' },
    );
    whole.close();
    return scaled;
  } catch (cause) {
    throw new Failure(
      'damaged-file', `A picture must be one that this browser can decode, got ${mediaType || 'an unknown kind'} of ${bytes.length} bytes.`,
      { mediaType, bytes: bytes.length }, { cause },
    );
  }
}

/** Cells of a measured picture along its longer side. */
const lightCells = 24;
/** px a cell is measured on, in each direction: enough for the strokes of letters behind letters. */
const cellPixels = 16;

/** Measures how light a picture is: on every px of it at 384 px. */
export function lightOf(image: ImageBitmap): PictureLight {
  const scale = Math.max(image.width, image.height);
  const columns = Math.max(1, Math.round((lightCells * image.width) / scale));
  const rows = Math.max(1, Math.round((lightCells * image.height) / scale));
  const [width, height] = [columns * cellPixels, rows * cellPixels];
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Failure('library-not-available', 'This browser must draw on a canvas off the page, got none.');
  context.imageSmoothingQuality = 'medium';
  context.drawImage(image, 0, 0, width, height);
  const { data } = context.getImageData(0, 0, width, height);
  const lightest = new Array<number>(columns * rows).fill(0);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = 4 * (y * width + x);
      const cell = Math.floor(y / cellPixels) * columns + Math.floor(x / cellPixels);
      const light = weighed(linearAt(data, at), linearAt(data, at + 1), linearAt(data, at + 2));
      if (light > (lightest[cell] ?? 0)) lightest[cell] = light;
    }
  }
  // Rounded up to a 64th: what differs by less must not make other pictures of a film.
  return { columns, rows, lightest: lightest.map((light) => Math.min(1, Math.ceil(light * 64) / 64)) };
}

function linearAt(data: Uint8ClampedArray, at: number): number {
  return linearLightOfByte[data[at] ?? 0] ?? 0;
}

/** Decoded pictures, as many as fit; those that were not used for longest are given up. */
export class PictureShelf {
  /** px that each was wanted in, in the order in which they were last used. */
  readonly #widths = new Map<AssetId, number>();
  readonly #images = new Map<AssetId, ImageBitmap>();
  readonly #bytes: number;

  /** @param bytes of decoded px, at 4 a px */
  constructor(bytes: number) {
    this.#bytes = bytes;
  }

  /** What is on it now; it changes. */
  get images(): Pictures {
    return this.#images;
  }

  /**
   * Has some pictures ready, decoded at the widths they are wanted in.
   *
   * @param wanted px, by asset
   * @returns ids of those that cannot be decoded
   */
  async ready(wanted: ReadonlyMap<AssetId, number>, assets: Readonly<Record<AssetId, string>>): Promise<readonly AssetId[]> {
    const lost: AssetId[] = [];
    for (const [id, width] of wanted) {
      const kept = this.#widths.get(id) ?? 0;
      // Taken out and put back: a map keeps the order in which its entries came.
      this.#widths.delete(id);
      if (kept >= width) {
        this.#widths.set(id, kept);
        continue;
      }
      this.#drop(id);
      try {
        // A drifting picture grows a little while it is shown.
        this.#images.set(id, await decodePicture(assets[id] ?? '', width * 1.06));
        this.#widths.set(id, width * 1.06);
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        lost.push(id);
      }
    }
    this.#tidy(wanted);
    return lost;
  }

  clear(): void {
    for (const id of [...this.#images.keys()]) this.#drop(id);
  }

  #drop(id: AssetId): void {
    this.#images.get(id)?.close();
    this.#images.delete(id);
    this.#widths.delete(id);
  }

  #tidy(needed: ReadonlyMap<AssetId, number>): void {
    let bytes = 0;
    for (const { width, height } of this.#images.values()) bytes += width * height * 4;
    for (const id of [...this.#widths.keys()]) {
      const image = this.#images.get(id);
      if (bytes <= this.#bytes) return;
      if (image === undefined || needed.has(id)) continue;
      bytes -= image.width * image.height * 4;
      this.#drop(id);
    }
  }
}
