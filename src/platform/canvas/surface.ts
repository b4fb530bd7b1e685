import type { Area, DrawList } from '../../domain/film/drawing';
import { Failure } from '../../domain/failure';
import { referencePlanes, wasmPlanes } from '../../kernels/planes';
import type { PixelOrder, Planes } from '../../kernels/planes';
import { paint, paintWithin } from './canvas';
import type { Pictures } from './canvas';
import { changedAreas } from './changes';
import { extentsOf } from './extents';
import type { Ink } from './extents';

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
 * @param kernels compiled from `wasm/assembly`; absent, or of no use: the conversion is done in TypeScript
 * @throws Failure `library-not-available` if this browser draws nothing off the page
 */
export function openSurface(width: number, height: number, kernels?: WebAssembly.Module): Surface {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
  if (context === null) throw new Failure('library-not-available', 'This browser must draw on a canvas off the page, got none.', { width, height });
  const whole: Area = { x: 0, y: 0, width, height };
  let shown: DrawList | undefined;
  let pictures: Pictures = new Map();
  const inks = new Map<string, Ink>();
  let planes: Planes | undefined;
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
      const areas = changedAreas(before, list, width, height, extentsOf(list, context, inks));
      for (const area of areas) paintWithin(area, list, context, pictures);
      stale = stale.length + areas.length > mostStale ? [whole] : [...stale, ...areas];
    },
    async planes() {
      planes ??= openPlanes(width, height, kernels);
      await readPixels(canvas, context, stale, planes);
      stale = [];
      return planes.bytes;
    },
    pixels: () => new Uint32Array(context.getImageData(0, 0, width, height).data.buffer),
    begin(ofFilm = new Map()) {
      shown = undefined;
      pictures = ofFilm;
      inks.clear();
    },
  };
}

function openPlanes(width: number, height: number, kernels: WebAssembly.Module | undefined): Planes {
  if (kernels === undefined) return referencePlanes(width, height);
  try {
    return wasmPlanes(kernels, width, height);
  } catch {
    return referencePlanes(width, height);
  }
}

/** Reads areas one after the other into the same memory, and converts each before the next one is read. */
async function readPixels(canvas: OffscreenCanvas, context: OffscreenCanvasRenderingContext2D, areas: readonly Area[], planes: Planes): Promise<void> {
  const frame = typeof VideoFrame === 'undefined' || areas.length === 0 ? undefined : new VideoFrame(canvas, { timestamp: 0 });
  try {
    const order = pixelOrder(frame?.format ?? null);
    for (const area of areas) {
      const { x, y, width, height } = area;
      if (frame !== undefined && order !== undefined && frame.allocationSize({ rect: area }) === width * height * 4) {
        await frame.copyTo(planes.pixels, { rect: area });
        planes.convert(area, order);
      } else {
        planes.pixels.set(context.getImageData(x, y, width, height).data);
        planes.convert(area, 'rgba');
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
