import { Failure } from '../domain/failure';
import { convertToI420 } from './i420';
import type { PixelOrder } from './i420';

/** A canvas off the page that pictures are painted on and read back from, one after the other. */
export interface Surface {
  readonly canvas: OffscreenCanvas;
  readonly context: OffscreenCanvasRenderingContext2D;
  /** Gives Y, Cb and Cr (planar 4:2:0, BT.709 in limited range) of what is on the canvas now; the array is used again by the next call. */
  planes(): Promise<Uint8Array<ArrayBuffer>>;
}

/**
 * Opens a surface: opaque, and kept in main memory, as every picture is read back.
 *
 * Reads by way of a `VideoFrame`, which copies into memory that is used again: at 1080p in about 1 ms, where `getImageData` takes 5 to 10.
 *
 * @param width  px, even
 * @param height px, even
 * @throws Failure `library-not-available` if this browser draws nothing off the page
 */
export function openSurface(width: number, height: number): Surface {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
  if (context === null) throw new Failure('library-not-available', 'This browser must draw on a canvas off the page, got none.', { width, height });
  let read: { readonly planes: Uint8Array<ArrayBuffer>; pixels: Int32Array<ArrayBuffer>; before: Int32Array<ArrayBuffer>; order: PixelOrder | undefined } | undefined;

  return {
    canvas,
    context,
    async planes() {
      read ??= { planes: new Uint8Array((width * height * 3) / 2), pixels: new Int32Array(width * height), before: new Int32Array(width * height), order: undefined };
      const { planes, pixels, before } = read;
      const order = await readPixels(canvas, context, pixels);
      convertToI420(pixels, order === read.order ? before : undefined, planes, width, height, order);
      Object.assign(read, { order, pixels: before, before: pixels });
      return planes;
    },
  };
}

async function readPixels(canvas: OffscreenCanvas, context: OffscreenCanvasRenderingContext2D, pixels: Int32Array<ArrayBuffer>): Promise<PixelOrder> {
  if (typeof VideoFrame !== 'undefined') {
    const frame = new VideoFrame(canvas, { timestamp: 0 });
    try {
      const order = pixelOrder(frame.format);
      if (order !== undefined && frame.allocationSize() === pixels.byteLength) {
        await frame.copyTo(pixels);
        return order;
      }
    } finally {
      frame.close();
    }
  }
  pixels.set(new Int32Array(context.getImageData(0, 0, canvas.width, canvas.height).data.buffer));
  return 'rgba';
}

function pixelOrder(format: VideoPixelFormat | null): PixelOrder | undefined {
  if (format === 'RGBA' || format === 'RGBX') return 'rgba';
  return format === 'BGRA' || format === 'BGRX' ? 'bgra' : undefined;
}
