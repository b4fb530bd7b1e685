import { cancelled } from '../../domain/failure';
import type { Storyboard } from '../../domain/storyboard';
import type { ExportSettings } from '../../domain/film/video';
import type { FilmScript, VoicePort } from '../../engine/ports';
import { never } from '../../engine/never';
import type { FilmPorts } from '../filmPorts';
import type { Forecast } from './forecast';
import type { Prediction } from '../results';
import { voiceAround } from '../voiceAround';
import type { Engine, WorkflowRun } from '../workflowRun';

/** Of a film that is all there from before its lines are found so soon, ms: nobody need look ahead of it. */
const finding = 150;

/** What is known of a film before its pictures are made. */
export interface LookAhead {
  /** Gives a voice that is listened to: whether it was asked for a line. */
  heard(voice: VoicePort): VoicePort;
  /** Takes the film as soon as it is known when each line is spoken. */
  spoken(film: FilmScript): void;
  /** Ends the look ahead; gives what was predicted before the work began. */
  end(): Prediction;
}

/**
 * Finds out what a film will take while its voice speaks, if nobody did before: so the time left is known better, and the workers that draw
 * are at hand. What it fails with, the film fails with, or not.
 *
 * @param ports as it is without what keeps: what keeps a line would wait for itself if it were asked from within
 */
export function lookAhead(
  { keeper: keeperOf, patience }: Engine, ports: FilmPorts, forecast: Forecast, run: WorkflowRun, storyboard: Storyboard, settings: ExportSettings,
): LookAhead {
  const keeper = keeperOf?.(`foresight ${run.state.id}`);
  const stop = new AbortController();
  const isKnown = forecast.hasPreflight(storyboard, settings);
  let predicted = forecast.predict(storyboard, settings);
  let isSpoken = false;
  let isHeard = false;
  const expect = (): void => {
    run.expect(forecast.weights(storyboard, settings));
    run.expectDelivery(forecast.predict(storyboard, settings).bytes);
    // From then on who works knows better.
    if (!isSpoken) for (const [step, share] of forecast.kept(storyboard, settings)) run.spare(step, share);
  };
  const look = async (work: () => Promise<void>, isBefore: () => boolean): Promise<void> => {
    try {
      await work();
    } catch {
      return;
    }
    if (isBefore()) predicted = forecast.predict(storyboard, settings);
    expect();
  };
  expect();
  if (!isKnown) {
    void look(async () => {
      await patience.wait(finding, stop.signal);
      await (await import('./preflight')).preflight(ports, keeper, forecast, storyboard, settings, stop.signal);
    }, () => !isSpoken);
  }
  return {
    heard: (voice) => voiceAround(voice, (work) => {
      isHeard = true;
      return work();
    }),
    spoken(film) {
      isSpoken = true;
      stop.abort(cancelled('The look ahead'));
      if (isKnown || keeper?.cache() === undefined) return;
      const isKept = !isHeard;
      // Kept segments are looked up by the same outlines: this costs nothing more.
      void look(async () => {
        const { inspectPictures } = await import('./preflight');
        await inspectPictures(
          ports, keeper, forecast, storyboard, { film, keptLines: isKept ? 1 : 0, mayMeasure: false }, settings, never(),
        );
      }, () => isKept);
    },
    end() {
      stop.abort(cancelled('The look ahead'));
      return predicted;
    },
  };
}
