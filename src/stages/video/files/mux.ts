import { Failure } from '../../../domain/failure';
import type { Segment, Video } from '../../../domain/film/video';
import type { MuxInput, Muxer, VideoCoding } from '../../../engine/ports';
import type { Step } from '../../../engine/step';
import { parameterSets } from './parameterSets';

export interface FilmParts extends MuxInput {
  readonly coding: VideoCoding;
}

/** The step that joins segments and sound into one file. */
export function muxWith(muxer: Pick<Muxer, 'mux'>): Step<FilmParts, Record<never, never>, Video> {
  return {
    name: 'mux',
    stage: 'video',
    version: 2,
    defaults: {},
    ranges: {},
    // Copying is quicker than digesting the input would be.
    traits: { pooled: false, cacheable: false },
    async run({ coding, ...input }, _, { signal, report }) {
      const { segments, format, container, sound } = input;
      const first = await checkedSegments(segments);
      const bytes = await muxer.mux(input);
      signal.throwIfAborted();
      report(1);
      const frames = segments.at(-1)?.end ?? 0;
      return {
        bytes,
        mediaType: `video/${container}`,
        container,
        format,
        duration: frames / format.fps,
        frames,
        distinctFrames: segments.reduce((sum, { keys }) => sum + keys.filter((key, index) => key !== keys[index - 1]).length, 0),
        path: coding.path,
        codecs: [first.codec, ...(sound === undefined ? [] : [sound.codec === 'aac' ? 'mp4a.40.2' : 'opus'])],
      };
    },
  };
}

/**
 * Gives the first segment, if all can be joined in one track: without gaps from frame 0 on, each starting with a key frame and filled to
 * its end, all with one codec and equal parameter sets.
 *
 * @throws Failure `encoder-failed` if they cannot
 */
export async function checkedSegments(segments: readonly Segment[]): Promise<Segment> {
  const head = segments[0];
  if (head === undefined) throw new Failure('encoder-failed', 'A film must have at least one segment, got none.');
  const expected = await parameterSets(head);
  let frame = 0;
  for (const [index, segment] of segments.entries()) {
    if (segment.first !== frame) refuse(index, `start at frame ${frame}, got ${segment.first}`);
    if (segment.frames[0]?.isKey !== true) refuse(index, 'start with a key frame');
    for (const picture of segment.frames) {
      if (picture.frame !== frame || picture.frames < 1) refuse(
        index, `show a picture at frame ${frame}, got one at ${picture.frame} for ${picture.frames} frames`,
      );
      frame += picture.frames;
    }
    if (segment.end !== frame) refuse(index, `end at frame ${segment.end}, got ${frame}`);
    if (segment.codec !== head.codec) refuse(index, `be ${head.codec} as the first one, got ${segment.codec}`);
    if (!isEqual(await parameterSets(segment), expected)) refuse(index, 'have the parameter sets of the first one');
  }
  return head;
}

function refuse(index: number, rule: string): never {
  throw new Failure('encoder-failed', `Segment ${index} must ${rule}.`, { segment: index });
}

function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
