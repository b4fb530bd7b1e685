import type { PictureLight } from '../../domain/film/drawing';
import { Failure } from '../../domain/failure';
import type { AssetId } from '../../domain/assets';
import { weighed } from '../../domain/luminance';
import type { Darkroom, PictureFile } from '../../engine/ports';
import { decodeBytes, decodePicture, lightOf } from './pictures';

export interface DarkroomOptions {
  /** Told of pictures that cannot be decoded and are stood for by their words. */
  readonly observe?: (message: string) => void;
}

/** Px of the long side that an SVG is drawn at if it asks for less: it has no px of its own, and a film wants sharp ones. */
const drawingSide = 1920;

/** Gives the page's own decoders. Pictures are measured once each, however many films show them. */
export function darkroom({ observe = () => undefined }: DarkroomOptions = {}): Darkroom {
  const lights = new Map<AssetId, PictureLight | undefined>();
  return {
    develop: (picture, limits, signal) => (picture.mediaType === 'image/svg+xml' ? drawnSvg(picture, limits, signal) : developed(picture, limits, signal)),

    async measure({ scenes, assets = {} }, signal) {
      const measured: Record<AssetId, PictureLight> = {};
      for (const scene of scenes) {
        if (scene.layout !== 'picture' || measured[scene.picture] !== undefined) continue;
        const id = scene.picture;
        const url = assets[id];
        // A film that was sent without its files.
        if (url === undefined) continue;
        if (!lights.has(id)) {
          signal.throwIfAborted();
          lights.set(id, await measuredLight(url, observe));
        }
        const light = lights.get(id);
        if (light !== undefined) measured[id] = light;
      }
      return measured;
    },
  };
}

async function measuredLight(url: string, observe: (message: string) => void): Promise<PictureLight | undefined> {
  try {
    const image = await decodePicture(url);
    try {
      return lightOf(image);
    } finally {
      image.close();
    }
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    observe(`A scene shows its words instead of its picture: ${error.message}`);
    return undefined;
  }
}

async function developed(picture: PictureFile, limits: Parameters<Darkroom['develop']>[1], signal: AbortSignal): Promise<PictureFile> {
  const long = Math.max(picture.width, picture.height);
  const scale = Math.min(1, limits.side / long);
  const image = await decodeBytes(picture.mediaType, picture.bytes, picture.width * scale);
  try {
    signal.throwIfAborted();
    const ground = mayShowThrough(picture.mediaType) ? groundFor(image) : undefined;
    if (scale === 1 && picture.bytes.length <= limits.bytes && ground === undefined) return { ...picture, width: image.width, height: image.height };
    return await encoded(image, ground, picture.mediaType === 'image/jpeg' || picture.mediaType === 'image/avif' || picture.bytes.length > limits.bytes);
  } finally {
    image.close();
  }
}

/**
 * Draws an SVG through an `img` element, which by the standard runs no script and requests nothing, and gives it as a PNG.
 *
 * Source: SVG 2, 2.2.6 (secure static mode).
 */
async function drawnSvg(picture: PictureFile, limits: Parameters<Darkroom['develop']>[1], signal: AbortSignal): Promise<PictureFile> {
  if (typeof Image === 'undefined') throw new Failure('damaged-file', 'An SVG can be drawn on a page only.', { mediaType: picture.mediaType });
  const long = Math.max(picture.width, picture.height);
  const scale = Math.min(limits.side, Math.max(drawingSide, long)) / long;
  const [width, height] = [Math.max(1, Math.round(picture.width * scale)), Math.max(1, Math.round(picture.height * scale))];
  // Ours alone: never shared memory.
  const address = URL.createObjectURL(new Blob([picture.bytes as Uint8Array<ArrayBuffer>], { type: picture.mediaType }));
  const element = new Image(width, height);
  try {
    element.src = address;
    await element.decode();
    signal.throwIfAborted();
    const canvas = new OffscreenCanvas(width, height);
    contextOf(canvas).drawImage(element, 0, 0, width, height);
    const image = canvas.transferToImageBitmap();
    try {
      return await encoded(image, groundFor(image), false);
    } finally {
      image.close();
    }
  } catch (cause) {
    signal.throwIfAborted();
    throw cause instanceof Failure
      ? cause
      : new Failure('damaged-file', 'An SVG must be one that this browser can draw.', { mediaType: picture.mediaType }, { cause });
  } finally {
    URL.revokeObjectURL(address);
  }
}

function mayShowThrough(mediaType: string): boolean {
  return mediaType !== 'image/jpeg';
}

/** The ground that a picture with transparent parts is meant for: white, or black if what is drawn is light; undefined if it has none. */
function groundFor(image: ImageBitmap): string | undefined {
  const side = 128;
  const canvas = new OffscreenCanvas(side, side);
  const context = contextOf(canvas);
  context.imageSmoothingQuality = 'medium';
  context.drawImage(image, 0, 0, side, side);
  const { data } = context.getImageData(0, 0, side, side);
  let [clear, weight, light] = [0, 0, 0];
  for (let at = 0; at < data.length; at += 4) {
    const alpha = (data[at + 3] ?? 0) / 255;
    clear += 1 - alpha;
    weight += alpha;
    // Luma, not luminance: means of encoded channels are as light as a picture looks, means of linear light are not.
    light += (alpha * weighed(data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0)) / 255;
  }
  // Rounded corners alone are no reason to encode a picture anew, but they are to be filled.
  if (clear < 0.5) return undefined;
  return weight > 0 && light / weight > 0.82 ? '#16181C' : '#FFFFFF';
}

async function encoded(image: ImageBitmap, ground: string | undefined, isPhotograph: boolean): Promise<PictureFile> {
  const canvas = new OffscreenCanvas(image.width, image.height);
  const context = contextOf(canvas);
  context.fillStyle = ground ?? '#FFFFFF';
  context.fillRect(0, 0, image.width, image.height);
  context.drawImage(image, 0, 0);
  const blob = await canvas.convertToBlob(isPhotograph ? { type: 'image/jpeg', quality: 0.88 } : { type: 'image/png' });
  return { mediaType: blob.type, bytes: new Uint8Array(await blob.arrayBuffer()), width: image.width, height: image.height };
}

function contextOf(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Failure('library-not-available', 'This browser must draw on a canvas off the page, got none.');
  return context;
}
