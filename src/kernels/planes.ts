import type { Area } from '../domain/film/drawing';
import { OptimizationError } from '../domain/failure';

/** Order of the bytes of a pixel, each opaque. */
export type PixelOrder = 'rgba' | 'bgra';

/**
 * A picture as planar 4:2:0 YCbCr, BT.709 in limited range, that is renewed area by area.
 *
 * Browsers convert by matrices and ranges of their own (Chromium 156 to full range, which many players show washed out); doing it here
 * makes every encoder get the same colours.
 *
 * Source: ITU-R BT.709-6, section 3; 16-bit fixed point, within 1 of the exact value.
 */
export interface Planes {
  /** Where the pixels of an area are put before `convert`, packed: room for a whole picture, 4 bytes each. */
  readonly pixels: Uint8Array<ArrayBuffer>;
  /** Y (width × height), then Cb and Cr (a quarter of that each). */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /**
   * Converts the pixels that were put; the rest of the planes stays as it is.
   *
   * @param area even numbers, within the picture
   */
  convert(area: Area, order: PixelOrder): void;
}

/**
 * The standard: in TypeScript.
 *
 * @param width  px, even
 * @param height px, even
 */
export function referencePlanes(width: number, height: number): Planes {
  const pixels = new Uint8Array(width * height * 4);
  const words = new Int32Array(pixels.buffer);
  const bytes = new Uint8Array((width * height * 3) / 2);
  return { pixels, bytes, convert: (area, order) => convert(words, area, bytes, width, height, order) };
}

/**
 * The same in WASM, in a memory of its own: pixels are read into it and encoders take planes out of it, without a copy between.
 *
 * @param module from `wasm/assembly`
 * @throws OptimizationError if the module is not one of ours, or there is not so much memory
 */
export function wasmPlanes(module: WebAssembly.Module, width: number, height: number): Planes {
  try {
    // The names are those of the sources beside the build; a module without them fails at once.
    const wasm = new WebAssembly.Instance(module).exports as unknown as PlaneExports;
    wasm.reset();
    const pixelsAt = wasm.allocate(width * height * 4) >>> 0;
    const bytesAt = wasm.allocate((width * height * 3) / 2) >>> 0;
    const { buffer } = wasm.memory;
    return {
      pixels: new Uint8Array(buffer, pixelsAt, width * height * 4),
      bytes: new Uint8Array(buffer, bytesAt, (width * height * 3) / 2),
      convert: (area, order) => wasm.planesOf(pixelsAt, area.x, area.y, area.width, area.height, bytesAt, width, height, order === 'bgra' ? 1 : 0),
    };
  } catch (cause) {
    throw new OptimizationError('The WASM module must convert pictures, but does not.', { width, height }, { cause });
  }
}

/** What is used here of what `wasm/assembly/index.ts` exports. */
interface PlaneExports {
  readonly memory: { readonly buffer: ArrayBuffer };
  reset(): void;
  allocate(bytes: number): number;
  planesOf(pixels: number, x: number, y: number, across: number, down: number, planes: number, width: number, height: number, blueFirst: number): void;
}

function convert(pixels: Int32Array, area: Area, planes: Uint8Array, width: number, height: number, order: PixelOrder): void {
  const redShift = order === 'rgba' ? 0 : 16;
  const blueShift = 16 - redShift;
  const quarter = (width >> 1) * (height >> 1);
  for (let row = 0; row < area.height; row += 2) {
    let from = row * area.width;
    const end = from + area.width;
    let upper = (area.y + row) * width + area.x;
    let blueDifference = width * height + ((area.y + row) >> 1) * (width >> 1) + (area.x >> 1);
    let redDifference = blueDifference + quarter;
    for (; from < end; from += 2, upper += 2) {
      const lower = upper + width;
      // eslint-disable-next-line @typescript-eslint/no-non-null-assertion -- the loops stay within the area, whose sides are even
      const a = pixels[from]!, b = pixels[from + 1]!, c = pixels[from + area.width]!, d = pixels[from + area.width + 1]!;
      const redA = (a >>> redShift) & 255, greenA = (a >>> 8) & 255, blueA = (a >>> blueShift) & 255;
      const redB = (b >>> redShift) & 255, greenB = (b >>> 8) & 255, blueB = (b >>> blueShift) & 255;
      const redC = (c >>> redShift) & 255, greenC = (c >>> 8) & 255, blueC = (c >>> blueShift) & 255;
      const redD = (d >>> redShift) & 255, greenD = (d >>> 8) & 255, blueD = (d >>> blueShift) & 255;
      // 0.2126, 0.7152, 0.0722 of 219/255 in 1/65536; 16.5 for the foot and rounding.
      planes[upper] = (11_966 * redA + 40_254 * greenA + 4064 * blueA + 1_081_344) >> 16;
      planes[upper + 1] = (11_966 * redB + 40_254 * greenB + 4064 * blueB + 1_081_344) >> 16;
      planes[lower] = (11_966 * redC + 40_254 * greenC + 4064 * blueC + 1_081_344) >> 16;
      planes[lower + 1] = (11_966 * redD + 40_254 * greenD + 4064 * blueD + 1_081_344) >> 16;
      // Sums of four pixels, hence 18 bits; 128.5 for the middle and rounding.
      const red = redA + redB + redC + redD;
      const green = greenA + greenB + greenC + greenD;
      const blue = blueA + blueB + blueC + blueD;
      planes[blueDifference++] = (-6596 * red - 22_189 * green + 28_784 * blue + 33_685_504) >> 18;
      planes[redDifference++] = (28_784 * red - 26_145 * green - 2639 * blue + 33_685_504) >> 18;
    }
  }
}
