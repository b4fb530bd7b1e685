import { digest } from '../domain/digest';
import { headline } from '../domain/storyboard';
import type { EncodedFrame, PictureSpan, Segment } from '../domain/video';
import type { FilmScript, PictureCoder, SceneJob } from '../engine/ports';
import { filmDirection } from '../stages/video/draw/typography';
import { type Keeper, keptOr } from './kept';

/** Raised whenever equal pictures may be encoded or painted otherwise: faces, `paint`, the encoders' settings. */
const version = 1;

/** A segment without its place in a film. */
type KeptSegment = Pick<Segment, 'codec' | 'description'> & {
  readonly pictures: readonly Pick<EncodedFrame, 'isKey' | 'bytes'>[];
};

/**
 * Gives a picture coder that encodes no scene twice: segments are kept under what they show, wherever in whatever film it is shown.
 *
 * The key holds the pictures in their order and how they are encoded; not how long each is shown, which the container says, not the coded
 * picture. So a scene that is held longer, because another one became shorter, is still the same segment.
 */
export function keptSegments(coder: PictureCoder, keeper: Keeper): PictureCoder {
  const outline = coder.outline?.bind(coder);
  if (outline === undefined) return coder;
  const directions = new WeakMap<FilmScript, 'ltr' | 'rtl'>();
  const directionOf = (film: FilmScript): 'ltr' | 'rtl' => {
    const { language, scenes } = film.storyboard;
    const direction = directions.get(film) ?? filmDirection(language, scenes.flatMap((scene) => [headline(scene), ...scene.speech]));
    directions.set(film, direction);
    return direction;
  };
  return {
    probe: (format, container, signal, path) => coder.probe(format, container, signal, path),
    outline,
    ...(coder.distrust === undefined ? {} : { distrust: coder.distrust.bind(coder) }),
    still: (film, frame, signal) => coder.still(film, frame, signal),
    animate: (film, signal, report) => coder.animate(film, signal, report),

    async encodeScene(job, signal, report) {
      if (keeper.cache() === undefined) return coder.encodeScene(job, signal, report);
      const spans = await outline(job, signal);
      const make = (stop: AbortSignal): Promise<KeptSegment> => coder.encodeScene(job, stop, report).then(withoutPlace);
      const kept = await keptOr(keeper, 'encode', keyOf(job, directionOf(job.film), spans), signal, make);
      if (kept.pictures.length === spans.length) return inPlace(kept, spans);
      // The encoder gave other pictures than the outline foretold: what it gives is right, and is not kept again.
      return coder.encodeScene(job, signal, report);
    },
  };
}

/** The name under which a scene's segment is kept. */
function keyOf({ film: { storyboard, burn }, coding }: SceneJob, direction: 'ltr' | 'rtl', spans: readonly PictureSpan[]): string {
  const { format, theme, language } = storyboard;
  // A picture's key tells it apart from others of its own film: what the whole film has in common is named here.
  return `segment/${version}/${digest([format, coding, theme, language, direction, burn])}/${digest(spans.map(({ key }) => key))}`;
}

function withoutPlace({ codec, description, frames }: Segment): KeptSegment {
  return { codec, description, pictures: frames.map(({ isKey, bytes }) => ({ isKey, bytes })) };
}

function inPlace({ codec, description, pictures }: KeptSegment, spans: readonly PictureSpan[]): Segment {
  const last = spans.at(-1);
  return {
    first: spans[0]?.frame ?? 0,
    end: last === undefined ? 0 : last.frame + last.frames,
    codec,
    description,
    frames: spans.map(({ frame, frames }, index): EncodedFrame => {
      // As many pictures as spans: the caller checked it.
      const { isKey, bytes } = pictures[index] as KeptSegment['pictures'][number];
      return { frame, frames, isKey, bytes };
    }),
    keys: spans.map(({ key }) => key),
  };
}
