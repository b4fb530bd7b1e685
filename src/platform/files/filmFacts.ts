import { ALL_FORMATS, BufferSource, EncodedPacketSink, Input, VideoSampleSink } from 'mediabunny';
import { Failure } from '../../domain/failure';
import { ids, elementsIn } from './ebml';
import { readSeal as mp4Seal } from './mp4Extras';

/** What a film's file says of itself, without decoding it. */
export interface FilmFacts {
  /** Seconds. */
  readonly duration: number;
  /** Codec strings of pictures and sound. */
  readonly codecs: readonly string[];
  readonly width: number;
  readonly height: number;
  /** Seconds at which pictures begin from which decoding can begin. */
  readonly keyTimes: readonly number[];
  readonly pictures: number;
  /** Length of the pictures and of the sound (undefined for none), s. */
  readonly pictureDuration: number;
  readonly soundDuration: number | undefined;
}

/**
 * Reads what a film's file says of itself, packet by packet.
 *
 * @throws Failure `damaged-file` if it is no film, or ends too early
 */
export async function filmFacts(file: Uint8Array): Promise<FilmFacts> {
  return withTracks(file, async (input, picture) => {
    const sound = await input.getPrimaryAudioTrack();
    const keyTimes: number[] = [];
    let pictures = 0;
    for await (const { timestamp, type } of new EncodedPacketSink(picture).packets()) {
      pictures += 1;
      if (type === 'key') keyTimes.push(timestamp);
    }
    const codecs = [await picture.getCodecParameterString(), sound && (await sound.getCodecParameterString())];
    return {
      duration: await input.computeDuration(),
      codecs: codecs.filter((codec) => codec !== null && codec !== undefined),
      width: await picture.getDisplayWidth(),
      height: await picture.getDisplayHeight(),
      keyTimes,
      pictures,
      pictureDuration: await picture.computeDuration(),
      soundDuration: sound === null ? undefined : await sound.computeDuration(),
    };
  });
}

/**
 * Decodes every picture of a film by this browser, and counts them.
 *
 * @throws Failure `damaged-file` if one cannot be decoded
 */
export function decodedPictures(file: Uint8Array): Promise<number> {
  return withTracks(file, async (_, picture) => {
    let count = 0;
    for await (const sample of new VideoSampleSink(picture).samples()) {
      sample.close();
      count += 1;
    }
    return count;
  });
}

/** Gives the seal of a film's file; empty if it has none. */
export function filmSeal(file: Uint8Array): string {
  const isEbml = file[0] === 0x1a && file[1] === 0x45;
  return isEbml ? webmSeal(file) : mp4Seal(file);
}

function webmSeal(file: Uint8Array): string {
  const inside = (within: readonly { readonly id: number; readonly body: number; readonly end: number }[], id: number) => within
    .filter((one) => one.id === id)
    .flatMap(({ body, end }) => elementsIn(file, body, end));
  const text = (
    one: { readonly body: number; readonly end: number } | undefined,
  ): string => (one === undefined ? '' : new TextDecoder().decode(file.subarray(one.body, one.end)));
  const tags = inside(inside(inside(elementsIn(file, 0, file.length), ids.segment), ids.tags), ids.tag).filter(({ id }) => id === ids.simpleTag);
  for (const { body, end } of tags) {
    const parts = elementsIn(file, body, end);
    if (text(parts.find(({ id }) => id === ids.tagName)) === sealTag) return text(parts.find(({ id }) => id === ids.tagString));
  }
  return '';
}

/** Name of the tag that holds the seal of a WebM file. */
export const sealTag = 'KINORA_SEAL';

type PictureTrack = NonNullable<Awaited<ReturnType<Input['getPrimaryVideoTrack']>>>;

async function withTracks<Result>(file: Uint8Array, read: (input: Input, picture: PictureTrack) => Promise<Result>): Promise<Result> {
  const input = new Input({ source: new BufferSource(file), formats: ALL_FORMATS });
  try {
    const picture = await input.getPrimaryVideoTrack();
    if (picture === null) throw new Failure('damaged-file', 'A film must have a video track, got none.');
    return await read(input, picture);
  } catch (cause) {
    if (cause instanceof Failure) throw cause;
    throw new Failure(
      'damaged-file', `A film must be readable to its end, got: ${cause instanceof Error ? cause.message : String(cause)}`, { bytes: file.length }, { cause },
    );
  } finally {
    input.dispose();
  }
}
