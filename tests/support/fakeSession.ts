import { headline, sceneAt, sceneStarts, totalFrames, totalSeconds } from '../../src/domain/storyboard';
import type { Video } from '../../src/domain/film/video';
import type { PartStatus, Session } from '../../src/workflow/session';
import type { Suggested } from '../../src/workflow/results';
import { manifestOf } from '../../src/stages/video/files/filmRecord';
import { fakeMachine } from './fakeMachine';
import { enUs, german } from './sampleVoices';
import { content, sentences, storyboard } from './storyboards';

export const suggested: Suggested = {
  source: { name: 'rivers.md', digest: 'd' },
  content,
  sentences,
  scores: { features: new Float32Array(4), featureNames: ['place'], rank: new Float64Array([0.1, 0.4, 0.3, 0.2]) },
  chosen: [1, 2, 3],
  suggestions: [],
  storyboard,
  stages: { extraction: 1, suggestions: 1, video: 0 },
  cache: { hits: 0, misses: 0 },
};

const parts: readonly PartStatus[] = [
  { name: 'numeric', role: 'numeric', state: 'ready', reason: '', standsIn: 'WASM SIMD', stats: {} },
  { name: 'pool', role: 'pool', state: 'degraded', reason: 'one worker was lost', standsIn: '1 worker', stats: { tasks: 12 } },
];

/** A session without machinery: answers at once from `storyboards.ts`, unless a test exchanges a method. */
export function fakeSession(changes: Partial<Session> = {}): Session {
  return {
    extract: async () => content,
    picture: async (bytes) => ({ asset: `picture-${bytes.length}`, url: 'data:image/png;base64,AA==', width: 400, height: 300 }),
    extractAndSuggest: async (source, settings) => ({
      ...suggested,
      source: { name: source.name, digest: 'd' },
      storyboard: { ...storyboard, source: { name: source.name, link: '' }, format: settings.format, theme: settings.theme },
    }),
    replan: async (
      before, settings,
    ) => ({ ...before, storyboard: { ...storyboard, seconds: settings.seconds, format: settings.format, theme: settings.theme } }),
    cite: async (_, film, { block }) => film.scenes.slice(1, 2).map((scene) => ({ ...scene, anchors: [{ block }] })),
    produce: async (film, settings) => {
      const video: Video = {
        bytes: new Uint8Array([1, 2, 3]), mediaType: 'video/mp4', container: settings.container, format: film.format, duration: totalSeconds(film),
        frames: totalFrames(film), distinctFrames: 4, path: 'webcodecs', codecs: ['avc1.640028', 'mp4a.40.2'],
      };
      return {
        video,
        storyboard: film,
        srt: '1\n',
        vtt: 'WEBVTT\n',
        poster: new Uint8Array([4]),
        manifest: manifestOf({ storyboard: film, settings, video, record: { scenes: [], sound: '' }, captions: '1\n', version: '0', sha256: '', besides: { srt: 'a', vtt: 'b', poster: 'c', storyboard: 'd' }, steps: {} }),
        wallMs: 1500,
        predicted: { seconds: 1, bytes: 4, kept: 0, isMeasured: true },
        took: 1.5,
        stages: { extraction: 0, suggestions: 0, video: 1500 },
        steps: [],
        cache: { hits: 0, misses: 4 },
        loudness: -16,
        keys: [],
      };
    },
    outline: () => Promise.reject(new Error('nothing is outlined here')),
    make: () => Promise.reject(new Error('sources are not made into films here')),
    unfinished: async () => [],
    resume: () => Promise.reject(new Error('nothing is unfinished')),
    abandon: async () => undefined,
    preview: async (film) => ({
      storyboard: film,
      frames: totalFrames(film),
      draw(frame, canvas, width) {
        const height = Math.round((width * film.format.height) / film.format.width);
        canvas.width = width;
        canvas.height = height;
        const context = canvas.getContext('2d') as CanvasRenderingContext2D | null;
        if (context === null) return;
        const isInk = film.theme === 'ink';
        context.fillStyle = isInk ? '#14161a' : '#faf6ee';
        context.fillRect(0, 0, width, height);
        context.fillStyle = isInk ? '#ece6da' : '#22201c';
        context.font = `${Math.round(Math.min(width, height) / 12)}px Georgia, serif`;
        const starts = sceneStarts(film);
        const scene = film.scenes[sceneAt(starts, frame)];
        context.fillText(scene === undefined ? '' : headline(scene), width * 0.07, height / 2, width * 0.86);
      },
    }),
    voices: async () => [enUs, german],
    listen: async (
      { scenes },
    ) => scenes.map(({ speech }) => speech.map((text) => ({ text, samples: new Float32Array(100), sampleRate: 100, duration: 1, words: [] }))),
    music: async () => ({ samples: new Int16Array(480), peak: 0.5 }),
    openSound: async () => ({ samples: new Float32Array(100), sampleRate: 100 }),
    predict: (film) => ({ seconds: totalSeconds(film) / 6, bytes: totalSeconds(film) * 130_000, kept: 0, isMeasured: false }),
    preflight: async () => undefined,
    status: () => parts,
    metricsText: () => '',
    traceJson: () => '[]',
    setEnabled: () => undefined,
    monitor: () => fakeMachine(),
    stop: async () => undefined,
    ...changes,
  };
}
