import { inMemory } from '../domain/bytes';
import { Failure, isLostAtWork } from '../domain/failure';
import { framesOf, segmentOf, type FrameBytes } from '../domain/film/segment';
import type { FrameRun, Segment } from '../domain/film/video';
import { unlost } from '../engine/retry';

/**
 * Does work on all spans of pictures, at which a worker was lost, in order: on their halves, and halves of those, down to single pictures.
 *
 * @param loss how that worker ended
 * @throws what the work throws; that a worker was lost only at one picture, again and again
 */
export async function inHalves(
  spans: readonly FrameRun[], signal: AbortSignal, work: (part: readonly FrameRun[]) => Promise<Segment>, loss: Failure,
): Promise<readonly Segment[]> {
  if (spans.length <= 1) return [await unlost('A picture', signal, () => work(spans), [loss.message])];
  const segments: Segment[] = [];
  const middle = spans.length >> 1;
  for (const part of [spans.slice(0, middle), spans.slice(middle)]) {
    try {
      segments.push(await work(part));
    } catch (error) {
      signal.throwIfAborted();
      if (!isLostAtWork(error)) throw error;
      segments.push(...(await inHalves(part, signal, work, error)));
    }
  }
  return segments;
}

/** Puts the parts of a scene together; they are of one encoder. @throws Failure `encoder-failed` if it described them otherwise */
export async function joinedSegments(parts: readonly Segment[]): Promise<Segment> {
  const [first, last] = [parts[0], parts.at(-1)];
  // A scene has pictures.
  if (first === undefined || last === undefined) throw new Failure('encoder-failed', 'A scene must have pictures, got none.');
  const isSame = ({ codec, description }: Segment): boolean => codec === first.codec && description.length === first.description.length
    && description.every((byte, at) => byte === first.description[at]);
  if (!parts.every(isSame)) throw new Failure('encoder-failed', `${first.codec} must describe all parts of a scene alike.`, { codec: first.codec });
  const frames: FrameBytes[] = [];
  for (const part of parts) frames.push(...framesOf(part, await inMemory(part.bytes)));
  return segmentOf(frames, { first: first.first, end: last.end, codec: first.codec, description: first.description, keys: parts.flatMap(({ keys }) => keys) });
}
