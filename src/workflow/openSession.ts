import { Failure } from '../domain/failure';
import type { VoicePort } from '../engine/ports';
import { readWith } from '../stages/extraction/read';
import { type Crew, extractAndSuggest, produce, suggest, wordsPerMinute } from './flow';
import { keptSegments } from './keptSegments';
import { keptSpeech } from './keptSpeech';
import { Pace } from './pace';
import { type Easel, previewOf } from './preview';
import type { Session } from './session';
import { extractionShares, productionShares, suggestionShares } from './shares';
import { type Engine, WorkflowRun } from './workflowRun';

/** What a session shows of the machinery below it. */
export type Instruments = Pick<Session, 'status' | 'metricsText' | 'traceJson' | 'setEnabled' | 'machine' | 'stop'>;

/** Gives a session that runs the flow with this engine and crew. */
export function openSession(engine: Engine, crew: Crew, easel: Easel, instruments: Instruments): Session {
  const pace = new Pace();
  let count = 0;
  const nextId = (): string => `w${(count += 1)}`;
  const crewOf = ({ state }: WorkflowRun): Crew => {
    const keeper = engine.keeper?.(state.id);
    if (keeper === undefined) return crew;
    return { ...crew, pictures: keptSegments(crew.pictures, keeper), voice: crew.voice && keptSpeech(crew.voice, keeper) };
  };
  const voices = (voice: VoicePort | undefined): ReturnType<VoicePort['voices']> => voice?.voices() ?? Promise.resolve([]);
  return {
    ...instruments,
    async extract(source, watch) {
      const run = new WorkflowRun(engine, nextId(), source.name, extractionShares, watch);
      return run.whole(() => run.step(readWith(crew.html), source));
    },
    async extractAndSuggest(source, settings, watch) {
      const run = new WorkflowRun(engine, nextId(), source.name, [...extractionShares, ...suggestionShares], watch);
      return run.whole(() => extractAndSuggest(run, crew, source, settings));
    },
    async replan({ content, source }, settings, watch) {
      const run = new WorkflowRun(engine, nextId(), source.name, suggestionShares, watch);
      return run.whole(() => suggest(run, content, source, settings));
    },
    async produce(storyboard, settings, watch) {
      const run = new WorkflowRun(engine, nextId(), storyboard.source.name, productionShares(storyboard, settings), watch);
      const production = await run.whole(() => produce(run, crewOf(run), storyboard, settings));
      pace.learn(production);
      return production;
    },
    unfinished: () => Promise.resolve([]),
    resume: (id) => Promise.reject(new Failure('invalid-parameter', `There must be an unfinished export of this id, got none of "${id}".`, { id })),
    abandon: () => Promise.resolve(),
    preview: (storyboard, lines = [], { captions, voice } = { captions: 'burn', voice: 'auto' }) =>
      previewOf(easel, storyboard, { lines, wordsPerMinute: voice === 'none' ? 0 : wordsPerMinute, burn: captions === 'burn' }),
    voices: () => voices(crew.voice),
    predict: (storyboard, settings) => pace.predict(storyboard, settings),
  };
}
