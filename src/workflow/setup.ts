import { LibraryNotAvailableError } from '../domain/failure';
import { Journal } from '../engine/journal';
import type { Retry } from '../engine/retry';
import { never } from '../engine/never';
import { referenceKernels } from '../kernels/reference';
import { CacheOptimizer, type CacheEvent } from '../optimizers/cache/optimizer';
import { OptimizationManager } from '../optimizers/manager';
import { Log, type LogEntry } from '../optimizers/metrics/log';
import { MetricsOptimizer } from '../optimizers/metrics/optimizer';
import { loadKernelModule } from '../optimizers/numeric/modules';
import { NumericOptimizer } from '../optimizers/numeric/optimizer';
import { PoolOptimizer, poolSize } from '../optimizers/pool/optimizer';
import { breather } from '../platform/page/breath';
import { cacheBudget } from '../platform/storage/cacheBudget';
import { canvasRuler, paint } from '../platform/canvas/canvas';
import { darkroom } from '../platform/canvas/darkroom';
import { everyMoment, monotonicClock, waitFor, wallClock } from '../platform/page/clock';
import { fileStowage } from '../platform/storage/fileStowage';
import { memoryStowage } from '../platform/storage/memoryStowage';
import { ffmpeg, type FfmpegPort } from '../platform/encoders/ffmpeg';
import { loadFonts } from '../platform/fonts/fonts';
import { dropOldCaches, idbKeyValueStore } from '../platform/storage/idbCache';
import { deviceFacts, journalStore, tabLocks } from '../platform/storage/journalStore';
import { watchLongTasks } from '../platform/page/longTasks';
import { memoryInUse } from '../platform/page/memory';
import { fileSha256 } from '../platform/page/fileSha256';
import { ffmpegMp3 } from '../platform/encoders/mp3';
import { previewPictures } from '../platform/canvas/previewPictures';
import { neuralVoice } from '../platform/voice/neuralVoice';
import { voiceAddresses } from '../platform/page/programs';
import { browserSoundDecoder } from '../platform/hearing/soundDecoder';
import { ffmpegSound } from '../platform/encoders/sound';
import { espeakVoices } from '../platform/voice/voices';
import { wavCoder } from '../stages/video/files/wav';
import { filmWorkers } from '../workers/film';
import { hireStepsWorker } from '../workers/steps';
import { hireVoice } from '../workers/voice';
import { CacheTally } from './monitor/cacheTally';
import { readConfiguration, type ReadConfiguration } from './configuration';
import type { FilmPorts } from './filmPorts';
import type { PartCache } from './kept/partCache';
import { deviceStore } from './forecast/deviceStore';
import { monitorOf } from './monitor/monitor';
import { pageCoder, pageVoice } from './layers';
import { neuralSpeech } from './neuralSpeech';
import { isExport, openSession } from './openSession';
import { partsOf } from './monitor/parts';
import type { Session } from './session';
import { withVoices } from './withVoices';
import { Workarounds, watchedFfmpeg, watchedSound } from './monitor/workarounds';

const mebibyte = 1024 * 1024;

/**
 * The plug board: gives the session of this page, with every optimizer and port plugged in. Nothing heavy is loaded before it is needed.
 *
 * Without `workers` steps, drawing and encoding run on the page's own thread, in short pieces. The voice and ffmpeg keep theirs: they stay
 * separate programs under their own licence, so where a browser has no workers at all they are missing, too.
 */
export function setup({ configuration, refused }: ReadConfiguration = readConfiguration(undefined, '')): Session {
  const without: ReadonlySet<string> = new Set(configuration.without);
  const lanes = configuration.workers || Math.min(4, poolSize(navigator.hardwareConcurrency, (navigator as { readonly deviceMemory?: number }).deviceMemory));
  const tally = new CacheTally();
  const longTasks = watchLongTasks();
  const metrics: MetricsOptimizer = new MetricsOptimizer({
    clock: monotonicClock,
    wallClock,
    memory: memoryInUse,
    busyShares: () => pool.pool?.busyShares() ?? new Map(),
    log: new Log({ clock: wallClock, level: configuration['log.level'], ...(import.meta.env.DEV ? { sink: toConsole } : {}) }),
    ...(longTasks === undefined ? {} : { blocked: longTasks.seconds }),
    interval: configuration['metrics.interval'] * 1000,
    version: import.meta.env['VITE_VERSION'] ?? 'development',
    reports: () => manager.snapshot(),
  });
  for (const { message, details } of refused) metrics.log.write('warn', message, {}, { path: String(details['path']) });
  const noteCache = (event: CacheEvent): void => {
    tally.count(event);
    metrics.noteCache(event);
  };
  const numeric = new NumericOptimizer({ load: loadKernelModule, without });
  const cache = new CacheOptimizer({
    clock: wallClock,
    openStore() {
      dropOldCaches();
      return idbKeyValueStore();
    },
    maxBytes: () => (configuration['cache.megabytes'] > 0 ? configuration['cache.megabytes'] * mebibyte : cacheBudget()),
    memoryBytes: configuration['cache.memory'] * mebibyte,
    policy: configuration['cache.policy'],
    ttl: configuration['cache.days'] * 24 * 3600 * 1000,
    ...(typeof BroadcastChannel === 'undefined' ? {} : { channel: new BroadcastChannel('kinora-cache-2') }),
    without,
    breathe: breather(never()),
    observe: noteCache,
  });
  const pool: PoolOptimizer = new PoolOptimizer({
    hire: () => hireStepsWorker(() => numeric.choice),
    clock: monotonicClock,
    size: lanes,
    laneOf: (workflow) => (isExport(workflow) ? 'export' : 'visible'),
    without,
    observe: (record) => metrics.noteTask({ crew: 'steps', ...record }),
  });
  const manager = new OptimizationManager();
  for (const optimizer of [metrics, cache, pool, numeric]) manager.register(optimizer);
  const started = manager.startAll();

  const hasGplPrograms = import.meta.env['VITE_WITHOUT_GPL'] !== '1';
  const troubles = new Workarounds(metrics);
  const transcoder = without.has('ffmpeg') ? absentFfmpeg : watchedFfmpeg(ffmpeg(), troubles);
  const pictures = filmWorkers({
    workers: lanes, ffmpeg: transcoder, without, kernels: () => numeric.choice.module, observe: ({ kind, message }) => troubles.note('video', kind, message),
  });
  const developer = darkroom({ observe: (message) => troubles.note('video', 'picture', message) });
  const espeak = hasGplPrograms ? espeakVoices({ hire: hireVoice, addresses: voiceAddresses }) : undefined;
  const neural = configuration['voice.neural'] === '' ? undefined : neuralVoice(new URL(configuration['voice.neural'], document.baseURI).href);
  const voice = withVoices([...(espeak ? [espeak] : []), ...(neural ? [neuralSpeech(neural, espeak)] : [])]);
  const stowage = without.has('storage') ? memoryStowage : fileStowage({ locks: tabLocks() });
  const ports: FilmPorts = {
    darkroom: developer,
    voice: without.has('voice') ? undefined : voice && pageVoice(voice, {
      ready: () => { transcoder.warm(); pool.pool?.warm(1); }, workarounds: troubles,
    }),
    sound: watchedSound(ffmpegSound(transcoder, { mayUseBrowser: !without.has('webcodecs') }), troubles),
    soundFiles: { mp3: ffmpegMp3(transcoder), wav: wavCoder },
    decoder: browserSoundDecoder(),
    build: import.meta.env['VITE_VERSION'] ?? 'development',
    sha256: fileSha256,
    pictures: pageCoder(pictures, {
      clock: monotonicClock, note: (task) => metrics.noteTask(task), count: (coded, shown) => metrics.noteFrames(coded, shown),
    }),
    // Half the page's code: fetched when the first film is joined.
    muxer: {
      mux: async (input) => (await import('../platform/files/mp4')).mediabunnyMuxer(stowage).mux(input),
      muxSound: async (input) => (await import('../platform/files/m4a')).muxM4a(input),
    },
    stowage,
    lanes,
  };
  const monitor = monitorOf({ metrics, cache, numeric, clock: monotonicClock, wallClock, rest: () => new Promise((resolve) => { setTimeout(resolve); }) });
  const retries = metrics.registry.counter({
    name: 'kinora_step_retries_total', help: 'Steps begun again after what may pass by itself.', labels: ['step', 'code'],
  });
  const resumes = metrics.registry.counter({ name: 'kinora_exports_resumed_total', help: 'Exports of an earlier page that were gone on with.' });
  const noteUnreadable = (record: string, why: string): void => {
    metrics.log.write('warn', `What an earlier visit began cannot be read and is left out. ${why}`, {}, { record });
  };
  const engine = {
    clock: monotonicClock,
    kernels: referenceKernels,
    ready: started,
    optimizers: () => manager.optimizers,
    cacheUse: (workflow: string) => tally.of(workflow),
    keeper: (workflow: string): PartCache => ({
      cache: () =>
        (manager.optimizers.some(({ name, status }) => name === cache.name && (status.state === 'ready' || status.state === 'degraded'))
          ? cache.cache
          : undefined),
      note: (event) => noteCache({ stage: 'video', workflow, ...event }),
    }),
    journal: new Journal(
      journalStore(without),
      (trouble) => metrics.log.write('warn', `Exports cannot be written down at the moment, so a closed page loses them: ${trouble}`),
      { patience: { chance: Math.random, wait: waitFor }, onUnreadable: noteUnreadable },
    ),
    locks: tabLocks(),
    wallClock,
    device: deviceStore(deviceFacts(without), `${navigator.hardwareConcurrency} ${navigator.userAgent}`),
    breather,
    everyMoment,
    patience: { chance: Math.random, wait: waitFor },
    noteRetry: (workflow: string, step: string, { attempt, code, wait }: Retry) => {
      retries.labels({ step, code }).inc();
      metrics.log.write('warn', `Attempt ${attempt} follows.`, { workflow, step }, { code, wait: Math.round(wait) });
    },
    noteResume: (workflow: string) => {
      resumes.labels().inc();
      metrics.log.write('info', 'An export of an earlier page goes on.', { workflow });
    },
    noteUnreadable,
    page: `-${crypto.getRandomValues(new Uint32Array(1))[0]?.toString(36) ?? ''}`,
  };
  return openSession(engine, ports, {
    ruler: canvasRuler(), paint, pictures: previewPictures(developer), loadFonts: async ({ storyboard }) => void (await loadFonts(storyboard)),
  }, {
    status: () => partsOf(manager.snapshot(), {
      without, hasGplPrograms, hasWebCodecs: typeof VideoEncoder !== 'undefined', lanes, noWorkers: pictures.trouble, troubleOf: (part) => troubles.of(part),
    }),
    metricsText: () => metrics.openMetrics(),
    traceJson: () => metrics.trace(),
    setEnabled: (name, enabled) => void manager.setEnabled(name, enabled),
    monitor: () => monitor,
    async stop() {
      pictures.stop();
      await manager.stopAll();
    },
  });
}

function toConsole({ level, message, workflow, step, fields }: LogEntry): void {
  // Only in development: a person looks on.
  // eslint-disable-next-line no-console
  console[level](message, { workflow, step, ...fields });
}

/** Stands where ffmpeg was switched off. */
const absentFfmpeg: FfmpegPort = {
  run: () => Promise.reject(new LibraryNotAvailableError('ffmpeg was switched off by ?without=ffmpeg.', { library: 'ffmpeg' })),
  warm: () => undefined,
  stop: () => undefined,
};
