import type { Block, Content, Picture } from '../../domain/content';
import { dataUrl, inlineFile } from '../../domain/dataUrl';
import { bytesDigest } from '../../domain/digest';
import { Failure } from '../../domain/failure';
import type { Companion } from '../../domain/source';
import type { AssetId } from '../../domain/assets';
import type { Darkroom } from '../../engine/ports';
import type { Step } from '../../engine/step';
import { localPath } from './pictureAddresses';
import { pictureHeader } from './pictureHeader';
import type { CarriedPicture, ReadDocument } from './reading';

export interface IllustrateInput {
  readonly content: ReadDocument;
  readonly companions: readonly Companion[];
}

/** A content whose pictures were taken out of it: blocks name them by their assets. */
export interface Illustrated {
  readonly content: Content;
  /** As `data:` URLs. */
  readonly pictures: Readonly<Record<AssetId, string>>;
}

export type IllustrateParameters = {
  /** px: pictures with a longer side are scaled down. No film is larger than 4096 px, most are 1920. */
  readonly side: number;
  /** Megabytes: larger files are encoded again. */
  readonly megabytes: number;
  /** Megapixels and megabytes above which a picture is left out: decoding it may end the tab. */
  readonly mostMegapixels: number;
  readonly mostMegabytes: number;
  /** Megabytes of all pictures of a document together; what comes after is left out. */
  readonly allMegabytes: number;
};

/**
 * The step that finds the pictures a document brings along, inside it or beside it, and makes them fit for films.
 *
 * A picture that is not there, is none, is too large or is damaged is left out, and its block says why. Nothing is ever requested from elsewhere.
 * Its input is as large as all pictures together and its output costs little, so it is not kept.
 */
export function illustrateWith(darkroom: Darkroom | undefined): Step<IllustrateInput, IllustrateParameters, Illustrated> {
  return {
    name: 'illustrate',
    stage: 'extraction',
    version: 2,
    defaults: { side: 2560, megabytes: 3, mostMegapixels: 64, mostMegabytes: 32, allMegabytes: 96 },
    ranges: {
      side: { kind: 'number', low: 320, high: 8192, integer: true },
      megabytes: { kind: 'number', low: 0.1, high: 32 },
      mostMegapixels: { kind: 'number', low: 1, high: 256 },
      mostMegabytes: { kind: 'number', low: 1, high: 128 },
      allMegabytes: { kind: 'number', low: 1, high: 512 },
    },
    traits: { pooled: false, cacheable: false },
    async run({ content: { pictures: carried = [], ...content }, companions }, parameters, { signal, report }) {
      const inside = new Map(carried.map((picture) => [picture.address, picture]));
      const pictures: Record<AssetId, string> = {};
      const known = new Map<string, Outcome>();
      let room = parameters.allMegabytes * megabyte;
      const blocks: Block[] = [];
      for (const [index, block] of content.blocks.entries()) {
        if (block.type !== 'image') {
          blocks.push(block);
          continue;
        }
        signal.throwIfAborted();
        const outcome = known.get(block.address) ?? (await outcomeOf(block, inside, companions, darkroom, parameters, signal));
        known.set(block.address, outcome);
        if ('facts' in outcome && pictures[outcome.facts.asset] === undefined) {
          room -= outcome.url.length;
          if (room >= 0) pictures[outcome.facts.asset] = outcome.url;
        }
        blocks.push(
          illustrated(block, 'facts' in outcome && room < 0 && pictures[outcome.facts.asset] === undefined
            ? { trouble: `All pictures of a document may take ${parameters.allMegabytes} MB together.` }
            : outcome),
        );
        report((index + 1) / content.blocks.length);
      }
      return { content: { ...content, blocks }, pictures };
    },
  };
}

const megabyte = 1e6;

/** A picture with its facts, or why there is none. */
export type Outcome = { readonly facts: NonNullable<Picture['picture']>; readonly url: string } | { readonly trouble: string };

async function outcomeOf(
  block: Picture, inside: ReadonlyMap<string, CarriedPicture>, companions: readonly Companion[],
  darkroom: Darkroom | undefined, limits: IllustrateParameters, signal: AbortSignal,
): Promise<Outcome> {
  const carried = inside.get(block.address);
  if (carried !== undefined) return carriedOutcome(carried, darkroom, limits, signal);
  const bytes = bytesOf(block.address, companions);
  return typeof bytes === 'string' ? { trouble: bytes } : pictureOf(bytes, darkroom, limits, signal);
}

/** Office documents carry kinds that no browser shows (EMF, WMF, TIFF): people are told which. */
async function carriedOutcome(
  { mediaType, bytes }: CarriedPicture, darkroom: Darkroom | undefined, limits: IllustrateParameters, signal: AbortSignal,
): Promise<Outcome> {
  const isKnown = mediaType === '' || bytes.length > limits.mostMegabytes * megabyte || pictureHeader(bytes) !== undefined;
  return isKnown ? pictureOf(bytes, darkroom, limits, signal) : { trouble: `It is damaged, or of a kind that cannot be shown (${mediaType}).` };
}

/** Makes the bytes of a picture fit for films, or says in a sentence why that cannot be. */
export async function pictureOf(
  bytes: Uint8Array, darkroom: Darkroom | undefined, limits: Omit<IllustrateParameters, 'allMegabytes'>, signal: AbortSignal,
): Promise<Outcome> {
  if (bytes.length > limits.mostMegabytes * megabyte) return {
    trouble: `A picture may have ${limits.mostMegabytes} MB, this one has ${Math.ceil(bytes.length / megabyte)} MB.`,
  };
  const header = pictureHeader(bytes);
  if (header === undefined) return { trouble: 'It is damaged, or no picture of a kind that can be shown.' };
  const megapixels = (header.width * header.height) / 1e6;
  // An SVG has no px of its own: it is drawn as large as it is needed.
  if (megapixels > limits.mostMegapixels && header.mediaType !== 'image/svg+xml') return {
    trouble: `A picture may have ${limits.mostMegapixels} megapixels, this one has ${Math.ceil(megapixels)}.`,
  };
  if (header.mediaType === 'image/svg+xml' && await isTooComplicated(bytes)) return {
    trouble: 'It is too complicated to be drawn here; as a PNG it could be shown.',
  };
  if (darkroom === undefined) return { trouble: 'This browser cannot draw pictures off the page.' };
  try {
    const picture = await darkroom.develop({ ...header, bytes }, { side: limits.side, bytes: limits.megabytes * megabyte }, signal);
    const { mediaType } = header;
    // Some kinds are turned by what stands elsewhere than in their header.
    const isTurned = picture.width > picture.height !== header.width > header.height;
    const [width, height] = isTurned ? [header.height, header.width] : [header.width, header.height];
    return {
      facts: { asset: bytesDigest(picture.bytes), mediaType, width: Math.round(width), height: Math.round(height) },
      url: dataUrl(picture.mediaType, picture.bytes),
    };
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof Failure)) throw error;
    return { trouble: 'It is damaged, or of a kind that this browser cannot show.' };
  }
}

/** Rectangles that drawing an SVG may be worth: drawing holds the page, and nothing can stop it once it began. */
const mostWork = 6000;

async function isTooComplicated(bytes: Uint8Array): Promise<boolean> {
  const { svgWork } = await import('./svgWork');
  try {
    return svgWork(new TextDecoder().decode(bytes)) > mostWork;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return true;
  }
}

/** The picture's bytes, or why they are not there. */
function bytesOf(address: string, companions: readonly Companion[]): Uint8Array | string {
  if (/^data:/i.test(address)) return inlineFile(address)?.bytes ?? 'Its data: address is broken.';
  const path = localPath(address);
  if (path === undefined) return address === '' ? 'It has no address.' : 'It lies elsewhere, and nothing is loaded from elsewhere.';
  const found = companions.find((companion) => companion.path === path);
  if (found !== undefined) return found.bytes;
  // Dropped side by side, files have lost their folders.
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  const alike = companions.filter((companion) => companion.path.slice(companion.path.lastIndexOf('/') + 1).toLowerCase() === name);
  return alike.length === 1 && alike[0] !== undefined ? alike[0].bytes : `Its file “${path}” was not given: drop it together with the document.`;
}

function illustrated(block: Picture, outcome: Outcome): Picture {
  const address = /^data:/i.test(block.address) ? block.address.slice(0, Math.min(80, block.address.search(/[;,]|$/))) : block.address;
  return 'facts' in outcome ? { ...block, address, picture: outcome.facts } : { ...block, address, trouble: outcome.trouble };
}
