import { totalFrames } from '../../domain/storyboard';
import { fileForms, type Video } from '../../domain/film/video';
import type { FilmScript, FilmCoder } from '../../engine/ports';
import type { Step } from '../../engine/step';
import { zip } from './files/zip';
import { settledFrameOf } from './settledFrame';

/** The step that draws one picture a scene, as PNG files in a ZIP. */
export function stillsWith(coder: FilmCoder): Step<{ readonly film: FilmScript }, Record<never, never>, Video> {
  return {
    name: 'stills',
    stage: 'video',
    version: 1,
    defaults: {},
    ranges: {},
    traits: { pooled: false, cacheable: false },
    async run({ film }, _, { signal, report }) {
      const { storyboard } = film;
      const files = await coder.stills(film, storyboard.scenes.map((_, scene) => settledFrameOf(storyboard, scene)), signal, report);
      const digits = String(files.length).length;
      const entries = files.map(
        (bytes, scene) => ({ name: `${String(scene + 1).padStart(digits, '0')}-${storyboard.scenes[scene]?.layout ?? 'scene'}.png`, bytes }),
      );
      const frames = totalFrames(storyboard);
      return {
        bytes: zip(entries),
        mediaType: fileForms.stills.mediaType,
        container: 'stills',
        format: storyboard.format,
        duration: frames / storyboard.format.fps,
        frames,
        distinctFrames: files.length,
        path: 'canvas',
        codecs: ['png'],
      };
    },
  };
}
