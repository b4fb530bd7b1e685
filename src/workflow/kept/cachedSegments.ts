import { digest } from '../../domain/digest';
import { headline } from '../../domain/storyboard';
import type { EncodedFrame, FrameRun, Segment } from '../../domain/film/video';
import type { FilmScript, FilmCoder, SceneJob, VideoCoding } from '../../engine/ports';
import { filmDirection } from '../../stages/video/draw/typography';
import { isKept, type PartCache, cachedOr } from './partCache';

/** Raised whenever equal pictures may be encoded or painted otherwise: faces, `paint`, the encoders' settings. */
const version = 7;

/** A segment without its place in a film. */
type KeptSegment = Pick<Segment, 'codec' | 'description' | 'bytes' | 'digest'> & {
  readonly pictures: readonly Pick<EncodedFrame, 'isKey' | 'size'>[];
};

/**
 * Gives a picture coder that encodes no scene twice: segments are kept under what they show, wherever in whatever film it is shown.
 *
 * The key holds the pictures in their order and how they are encoded; not how long each is shown, which the container says, not the coded
 * picture. So a scene that is held longer, because another one became shorter, is still the same segment.
 *
 * @param spare told before a film's first scene is encoded which share of its frames is there already
 */
export function cachedSegments(coder: FilmCoder, keeper: PartCache, spare: (share: number) => void = () => undefined): FilmCoder {
  const outline = coder.outline?.bind(coder);
  if (outline === undefined) return coder;
  const outlines = new WeakMap<FilmScript, Map<string, Promise<readonly SceneOutline[]>>>();

  /** Looks at all scenes of a film at once, so that the time they will take is known from the start. */
  const outlineAll = async ({ film, coding }: SceneJob, signal: AbortSignal): Promise<readonly SceneOutline[]> => {
    const { scenes } = film.storyboard;
    const common = commonKey(film, coding);
    const found = await Promise.all(scenes.map(async (_, scene): Promise<SceneOutline> => {
      const spans = await outline({ film, scene, coding }, signal);
      return { spans, key: nameOf(common, spans) };
    }));
    const there = scenes.filter((_, scene) => isKept(keeper, found[scene]?.key ?? ''));
    const frames = (some: typeof scenes): number => some.reduce((sum, one) => sum + one.frames, 0);
    if (there.length > 0) spare(frames(there) / frames(scenes));
    return found;
  };

  /** The outline of the job's film, made once; again if it failed. */
  const outlined = (job: SceneJob, signal: AbortSignal): Promise<readonly SceneOutline[]> => {
    const ofFilm = outlines.get(job.film) ?? new Map<string, Promise<readonly SceneOutline[]>>();
    outlines.set(job.film, ofFilm);
    const coding = digest(job.coding);
    const known = ofFilm.get(coding);
    if (known !== undefined) return known;
    const made = outlineAll(job, signal);
    ofFilm.set(coding, made);
    made.catch(() => ofFilm.delete(coding));
    return made;
  };

  return {
    ...coder,
    outline,
    async encodeScene(job, signal, report) {
      if (keeper.cache() === undefined) return coder.encodeScene(job, signal, report);
      // The outline has an entry a scene.
      const { key, spans } = (await outlined(job, signal))[job.scene] as SceneOutline;
      let other: Segment | undefined;
      const make = async (stop: AbortSignal): Promise<KeptSegment> => {
        const segment = await coder.encodeScene(job, stop, report);
        if (isForetold(segment, spans)) return withoutPlace(segment);
        other = segment;
        throw new OtherPictures();
      };
      try {
        const kept = await cachedOr(keeper, 'encode', key, signal, make);
        if (kept.pictures.length === spans.length) return inPlace(kept, spans);
      } catch (error) {
        if (!(error instanceof OtherPictures)) throw error;
      }
      return other ?? coder.encodeScene(job, signal, report);
    },
  };
}

/** Names the segment of a scene that shows these pictures. */
export function segmentKey(film: FilmScript, coding: VideoCoding, spans: readonly FrameRun[]): string {
  return nameOf(commonKey(film, coding), spans);
}

function nameOf(common: string, spans: readonly FrameRun[]): string {
  return `segment/${version}/${common}/${digest(spans.map(({ key }) => key))}`;
}

/**
 * Other pictures were drawn than the outline said, as where one worker has a typeface that another could not load: what was drawn is
 * used, and not kept under the outline's name.
 */
class OtherPictures extends Error {}

function isForetold({ keys }: Segment, spans: readonly FrameRun[]): boolean {
  return keys.length === spans.length && keys.every((key, index) => key === spans[index]?.key);
}

/** What a scene shows, and the name under which its segment is kept. */
interface SceneOutline {
  readonly key: string;
  readonly spans: readonly FrameRun[];
}

/** Names what all pictures of a film have in common; the pictures' own keys tell them apart within it. */
function commonKey({ storyboard: { format, theme, language, scenes }, burn }: FilmScript, coding: VideoCoding): string {
  const direction = filmDirection(language, scenes.flatMap((scene) => [headline(scene), ...scene.speech]));
  return digest([format, coding, theme, language, direction, burn]);
}

function withoutPlace({ codec, description, bytes, digest: name, frames }: Segment): KeptSegment {
  return { codec, description, bytes, digest: name, pictures: frames.map(({ isKey, size }) => ({ isKey, size })) };
}

function inPlace({ codec, description, bytes, digest: name, pictures }: KeptSegment, spans: readonly FrameRun[]): Segment {
  const last = spans.at(-1);
  return {
    first: spans[0]?.frame ?? 0,
    end: last === undefined ? 0 : last.frame + last.frames,
    codec,
    description,
    frames: spans.map(({ frame, frames }, index): EncodedFrame => {
      // As many pictures as spans: the caller checked it.
      const { isKey, size } = pictures[index] as KeptSegment['pictures'][number];
      return { frame, frames, isKey, size };
    }),
    bytes,
    digest: name,
    keys: spans.map(({ key }) => key),
  };
}
