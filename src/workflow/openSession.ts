import { sizeOf } from '../domain/bytes';
import { Failure, LibraryNotAvailableError } from '../domain/failure';
import type { Loop } from '../domain/music';
import type { JournalRecord } from '../engine/journal';
import type { Utterance } from '../domain/narration';
import { withNamedAssets } from '../domain/naming/namedAssets';
import type { Storyboard } from '../domain/storyboard';
import { paceOf, usualRate } from '../domain/timing';
import { given } from '../domain/given';
import type { FilmPorts } from './filmPorts';
import { lookAhead } from './forecast/lookAhead';
import { partsKeptFor } from './kept/partCache';
import { cachedSound } from './kept/cachedSound';
import { runCoder, runVoice, type RunCoder, type VoiceLayers } from './layers';
import { recordingsOf } from './recordings';
import { Forecast } from './forecast/forecast';
import type { Easel } from './preview';
import type { Session, Unfinished, Watch } from './session';
import type { Production } from './results';
import { inputsOf, unfinishedOf, type WorkflowInputs } from './resume';
import { extractionWeights, suggestionWeights } from './forecast/stepWeights';
import { type Engine, lockOf, WorkflowRun } from './workflowRun';

/** How long an unfinished export is offered, ms: as long as its parts are kept. */
const rememberedFor = partsKeptFor;

/** Seconds a film is taken to last until it is planned. */
const usualSeconds = 60;

/** Of pictures that are all there from before, the looking up is still to be done. */
const mostSpared = 0.97;

/** What a session shows of the machinery below it. */
export type SystemAccess = Pick<Session, 'status' | 'metricsText' | 'traceJson' | 'setEnabled' | 'monitor' | 'stop'>;

/** The flow with its steps: most of the code there is. It is fetched while the first screen is already shown. */
const flow = () => import('./flow');

/** What ids of workflows that end in a film start with. */
const exportKind = 'film';

/** Whether a workflow makes a film: it then waits behind what people see at once. */
export function isExport(workflow: string): boolean {
  return workflow.startsWith(exportKind);
}

/** Gives a session that runs the flow with this engine and ports. */
export function openSession(engine: Engine, ports: FilmPorts, easel: Easel, instruments: SystemAccess): Session {
  const forecast = new Forecast(() => engine.wallClock.now(), engine.device);
  const loops = new Map<string, Promise<Loop>>();
  let count = 0;
  const nextId = (kind = 'plan'): string => `${kind}${(count += 1)}${engine.page}`;
  /** The ports of one run, whose parts are cached, and what lets go of its segments. */
  const portsOf = (
    run: WorkflowRun, {
      spare = () => undefined, heard, stowage,
    }: Partial<Pick<Parameters<typeof runCoder>[1], 'spare' | 'stowage'>> & Pick<VoiceLayers, 'heard'>,
  ): FilmPorts & Pick<RunCoder, 'release'> => {
    const cache = engine.keeper?.(run.state.id);
    const { coder, release } = runCoder(ports.pictures, { cache, stowage, spare, note: (scene, of) => run.noteScene(scene, of) });
    const voice = ports.voice && runVoice(ports.voice, { cache, ...given({ heard }) });
    return { ...ports, pictures: coder, voice, loops, release, ...(cache === undefined ? {} : { sounds: cachedSound(cache) }) };
  };
  const unreadable = new Set<string>();
  /** One record that nothing can be made of is left out and told of once, and hides no other. */
  const offered = (record: JournalRecord): Unfinished | undefined => {
    const left = unfinishedOf(record);
    if (left === undefined && !unreadable.has(record.id)) {
      unreadable.add(record.id);
      engine.noteUnreadable?.(record.id, 'What it began with is damaged, or a later version wrote it.');
    }
    return left;
  };
  /** Makes a film of whatever its workflow begins with. */
  async function filmOf(id: string, inputs: WorkflowInputs, watch: Watch, goesOn = false): Promise<Production> {
    const { settings } = inputs;
    const journalled = goesOn ? { goesOn } : { inputs };
    const delivery = watch.deliver === undefined ? undefined : {
      digestOf: ({ manifest }: Production) => manifest.file.sha256,
      deliver: async (production: Production, begun: string | undefined) => watch.deliver?.(production, id, begun),
    };
    watch.begun?.(id);
    await forecast.ready;
    const produced = async (run: WorkflowRun, planned: Storyboard): Promise<Production> => {
      // Whoever made the storyboard, and however long ago: what is cached of a picture is named by its bytes.
      const storyboard = await withNamedAssets(planned, engine.breather?.(run.signal));
      const began = engine.clock.now();
      let kept = 0;
      const spare = (share: number): void => run.spare('encode', Math.min(mostSpared, (kept = share)));
      const ahead = lookAhead(engine, ports, forecast, run, storyboard, settings);
      const own = portsOf(run, { spare, stowage: ports.stowage, heard: ahead.heard });
      try {
        const { produce } = await flow();
        const made = await produce(run, own, storyboard, settings, (film) => ahead.spoken(film));
        const production = { ...made, predicted: ahead.end(), took: (engine.clock.now() - began) / 1000 };
        run.expectDelivery(sizeOf(made.video.bytes));
        forecast.learn(settings, production, kept);
        return production;
      } finally {
        ahead.end();
        own.release();
      }
    };
    if (inputs.kind === 'storyboard') {
      const { storyboard } = inputs;
      const run = new WorkflowRun(engine, id, storyboard.source.name, forecast.weights(storyboard, settings), watch, journalled);
      return run.whole(() => produced(run, storyboard), delivery);
    }
    const { source, plan } = inputs;
    const weights = [...extractionWeights, ...suggestionWeights, ...forecast.weightsOf(plan.seconds || usualSeconds, plan.format, settings)];
    const run = new WorkflowRun(engine, id, source.name, weights, watch, journalled);
    return run.whole(async () => {
      const { storyboard } = await (await flow()).extractAndSuggest(run, ports, source, plan);
      return produced(run, storyboard);
    }, delivery);
  }
  return {
    ...instruments,
    async stop() {
      // First of all: what runs now was not cancelled, a later page goes on with it.
      await engine.journal?.close();
      await instruments.stop();
    },
    async extract(source, watch) {
      const run = new WorkflowRun(engine, nextId(), source.name, extractionWeights, watch);
      return run.whole(async () => (await (await flow()).extract(run, ports, source)).content);
    },
    async picture(bytes, signal) {
      const { illustrateWith, pictureOf } = await import('../stages/extraction/illustrate');
      const outcome = await pictureOf(bytes, ports.darkroom, illustrateWith(ports.darkroom).defaults, signal);
      if ('trouble' in outcome) throw new Failure('damaged-file', `A picture must be one that can be shown. ${outcome.trouble}`, { bytes: bytes.length });
      const { asset, width, height } = outcome.facts;
      return { asset, url: outcome.url, width, height };
    },
    async extractAndSuggest(source, settings, watch) {
      const run = new WorkflowRun(engine, nextId(), source.name, [...extractionWeights, ...suggestionWeights], watch);
      return run.whole(async () => (await flow()).extractAndSuggest(run, ports, source, settings));
    },
    async replan({ content, pictures = {}, source }, settings, watch) {
      const run = new WorkflowRun(engine, nextId(), source.name, suggestionWeights, watch);
      return run.whole(async () => (await flow()).suggest(run, { content, pictures }, source, settings));
    },
    async cite(suggested, storyboard, passage, watch) {
      const run = new WorkflowRun(engine, nextId(), suggested.source.name, [{ stage: 'suggestions', step: 'cite', weight: 1 }], watch);
      return run.whole(async () => (await flow()).citePassage(run, suggested, storyboard, passage));
    },
    produce: (storyboard, settings, watch) => filmOf(nextId(exportKind), { version: 1, kind: 'storyboard', storyboard, settings }, watch),
    make: (source, plan, settings, watch) => filmOf(nextId(exportKind), { version: 1, kind: 'source', source, plan, settings }, watch),
    async outline(storyboard, settings, watch) {
      const run = new WorkflowRun(engine, nextId(), storyboard.source.name, forecast.weights(storyboard, settings), watch);
      return run.whole(async () => (await flow()).outline(run, portsOf(run, {}), await withNamedAssets(storyboard, engine.breather?.(run.signal)), settings));
    },
    async unfinished() {
      const before = await engine.locks?.held();
      const records = (await engine.journal?.records()) ?? [];
      // Asked again last of all: what another tab begins in between is held by then, or not among the records; what it ends in between was held.
      const after = await engine.locks?.held();
      const free = records.filter(({ id }) => before?.has(lockOf(id)) !== true && after?.has(lockOf(id)) !== true);
      const oldest = engine.wallClock.now() - rememberedFor;
      // What was kept of them is gone, too: to go on would be to begin anew.
      for (const { id, startedAt } of free) if (startedAt < oldest) await engine.journal?.forget(id);
      return free.flatMap((record) => (record.startedAt < oldest ? [] : (offered(record) ?? []))).sort((a, b) => b.startedAt - a.startedAt);
    },
    async resume(id, watch) {
      const record = (await engine.journal?.records())?.find((one) => one.id === id);
      const inputs = record && inputsOf(record);
      if (inputs === undefined) throw new Failure('invalid-parameter', `There must be an unfinished export of this id, got none of "${id}".`, { id });
      return filmOf(id, inputs, watch, true);
    },
    async abandon(id) {
      const release = engine.locks === undefined ? () => undefined : await engine.locks.take(lockOf(id));
      // Somebody works on it: then it is no longer left behind.
      if (release === undefined) return;
      await engine.journal?.forget(id);
      release();
    },
    async preview(storyboard, lines = [], settings = { captions: 'burn', voice: 'auto' }) {
      const { previewOf } = await import('./preview');
      return previewOf(easel, storyboard, { lines, wordsPerMinute: paceOf(settings), burn: settings.captions === 'burn' });
    },
    voices: async () => ports.voice?.voices ?? [],
    async listen({ assets, ...script }, { voice, rate = usualRate }, signal) {
      const port = ports.voice && runVoice(ports.voice, { cache: engine.keeper?.('listen') });
      const recordings = recordingsOf(assets, ports.decoder);
      const { speakScene } = await import('../stages/video/voice/speakScene');
      const heard: (readonly Utterance[])[] = [];
      for (const scene of script.scenes) heard.push(await speakScene(port, script, scene, { voice, wordsPerMinute: rate }, { signal }, recordings));
      return heard;
    },
    async music(music, assets, signal) {
      const run = new WorkflowRun(engine, nextId(), 'music', [], { signal, progress: () => undefined });
      return run.whole(async () => (await import('./musicLoop')).musicLoop(run, { ...ports, loops }, music, assets, signal));
    },
    async openSound(file) {
      if (ports.decoder === undefined) throw new LibraryNotAvailableError('Sound files must be opened by a browser.');
      return ports.decoder.decode(file);
    },
    predict: (storyboard, settings) => forecast.predict(storyboard, settings),
    preflight: async (
      storyboard, settings, signal,
    ) => (await import('./forecast/preflight')).preflight(ports, engine.keeper?.(nextId('preflight')), forecast, storyboard, settings, signal),
  };
}
