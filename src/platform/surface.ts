import type { DrawList } from '../domain/drawing';
import { Failure } from '../domain/failure';
import { paint, paintWithin } from './canvas';
import type { Pictures } from './canvas';
import { changedAreas } from './changes';
import type { Area } from './changes';
import { extentsOf } from './extents';
import { convertToI420 } from './i420';
import type { PixelOrder } from './i420';

/** A canvas off the page that pictures are painted on and read back from, one after the other. */
export interface Surface {
  /** To be looked at; only `paint` may draw on it. */
  readonly canvas: OffscreenCanvas;
  /** Shows a picture: paints what is not the same as in the one before. */
  paint(list: DrawList): void;
  /** Gives Y, Cb and Cr (planar 4:2:0, BT.709 in limited range) of what is on the canvas now; the array is used again by the next call. */
  planes(): Promise<Uint8Array<ArrayBuffer>>;
  /** Gives what is on the canvas now: RGBA, a number a pixel, row by row; a fresh array every time. */
  pixels(): Uint32Array;
  /**
   * Has the next picture painted from the ground up: for another film, or once typefaces were loaded, equal commands may give other pixels.
   *
   * @param pictures decoded ones that lists show from now on; none by default
   */
  begin(pictures?: Pictures): void;
}

/** Areas that wait to be converted; beyond, where nobody asks for planes for long, it is the whole picture. */
const mostStale = 64;

/**
 * Opens a surface: opaque, and kept in main memory, as every picture is read back.
 *
 * Between two pictures of a film mostly a word of the caption changes: only the areas that may differ are painted, read and converted. They
 * are read by way of a `VideoFrame`, which copies into memory that is used again: at 1080p all of it in about 1 ms, where `getImageData`
 * takes 5 to 10.
 *
 * @param width  px, even
 * @param height px, even
 * @throws Failure `library-not-available` if this browser draws nothing off the page
 */
export function openSurface(width: number, height: number): Surface {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
  if (context === null) throw new Failure('library-not-available', 'This browser must draw on a canvas off the page, got none.', { width, height });
  const whole: Area = { x: 0, y: 0, width, height };
  let shown: DrawList | undefined;
  let pictures: Pictures = new Map();
  let read: { readonly planes: Uint8Array<ArrayBuffer>; readonly pixels: Int32Array<ArrayBuffer> } | undefined;
  /** Painted, and not yet in the planes. */
  let stale: readonly Area[] = [whole];

  return {
    canvas,
    paint(list) {
      const before = shown;
      shown = list;
      if (before === undefined) {
        paint(list, context, pictures);
        stale = [whole];
        return;
      }
      const areas = changedAreas(before, list, width, height, extentsOf(list, context));
      for (const area of areas) paintWithin(area, list, context, pictures);
      stale = stale.length + areas.length > mostStale ? [whole] : [...stale, ...areas];
    },
    async planes() {
      read ??= { planes: new Uint8Array((width * height * 3) / 2), pixels: new Int32Array(width * height) };
      const { planes, pixels } = read;
      const areas = stale;
      await readPixels(canvas, context, areas, pixels, (area, order) => convertToI420(pixels, area, planes, width, height, order));
      stale = [];
      return planes;
    },
    pixels: () => new Uint32Array(context.getImageData(0, 0, width, height).data.buffer),
    begin(ofFilm = new Map()) {
      shown = undefined;
      pictures = ofFilm;
    },
  };
}

/** Reads areas one after the other into the same memory; each is taken before the next one is read. */
async function readPixels(canvas: OffscreenCanvas, context: OffscreenCanvasRenderingContext2D, areas: readonly Area[], pixels: Int32Array<ArrayBuffer>, take: (area: Area, order: PixelOrder) => void): Promise<void> {
  const frame = typeof VideoFrame === 'undefined' || areas.length === 0 ? undefined : new VideoFrame(canvas, { timestamp: 0 });
  try {
    const order = pixelOrder(frame?.format ?? null);
    for (const area of areas) {
      const { x, y, width, height } = area;
      if (frame !== undefined && order !== undefined && frame.allocationSize({ rect: area }) === width * height * 4) {
        await frame.copyTo(pixels, { rect: area });
        take(area, order);
      } else {
        pixels.set(new Int32Array(context.getImageData(x, y, width, height).data.buffer));
        take(area, 'rgba');
      }
    }
  } finally {
    frame?.close();
  }
}

function pixelOrder(format: VideoPixelFormat | null): PixelOrder | undefined {
  if (format === 'RGBA' || format === 'RGBX') return 'rgba';
  return format === 'BGRA' || format === 'BGRX' ? 'bgra' : undefined;
}
