import { describe, expect, test } from 'vitest';
import { Recorder } from '../../../src/app/storyboard/recorder.svelte';
import { keptTake, takeOf } from '../../../src/app/storyboard/takes';
import { Failure } from '../../../src/domain/failure';
import { evenMumbler, inRoom, mumble } from '../../support/mumble';
import { fakeSession } from '../../support/fakeSession';
import { storyboard } from '../../support/storyboards';

const scene = storyboard.scenes.find(({ speech }) => speech.length > 0)!;
const { recording } = inRoom([mumble('one two, three four', evenMumbler).sound], 0.5, 0.0005, 3);

function byHand(open: () => Promise<void> = async () => undefined) {
  const log: string[] = [];
  const microphone = {
    open: async () => {
      await open();
      log.push('open');
      return { level: () => -20, record: () => log.push('record'), finish: async () => new Uint8Array(8), close: () => log.push('close') };
    },
  };
  const session = fakeSession({
    openSound: async () => recording,
    listen: async () => [[{ text: 'x', samples: new Float32Array(1), sampleRate: 1, duration: 1, words: [], placedWithin: 0.08 }]],
  });
  // Time passes at once, but lets others have their turn.
  return { log, recorder: new Recorder(session, microphone, () => new Promise((resolve) => { setTimeout(resolve); })) };
}

async function until(isSo: () => boolean): Promise<void> {
  for (let turn = 0; turn < 500 && !isSo(); turn++) await new Promise((resolve) => { setTimeout(resolve); });
  expect(isSo()).toBe(true);
}

describe('the recorder', () => {
  test('counts down, records, and shows the take with its voice cut out', async () => {
    const { log, recorder } = byHand();
    recorder.toggle(scene.id);
    void recorder.record();
    await until(() => recorder.phase === 'counting');
    expect(recorder.level).toBe(-20);
    await until(() => recorder.phase === 'recording');
    await recorder.stop(storyboard, scene);
    expect(recorder.phase).toBe('reviewing');
    expect(recorder.trim.start).toBeCloseTo(0.35, 1);
    expect(recorder.placedWithin).toBe(0.08);
    expect(log).toEqual(['open', 'record', 'close']);
    expect(recorder.keep(scene)?.recording).toMatchObject({ said: scene.speech.join(' ') });
    expect(recorder.scene).toBeUndefined();
  });

  test('lets the microphone go when it is closed while counting, and when it is granted too late', async () => {
    const { log, recorder } = byHand();
    recorder.toggle(scene.id);
    void recorder.record();
    await until(() => recorder.phase === 'counting');
    recorder.toggle(scene.id);
    expect(log).toEqual(['open', 'close']);
    let grant = (): void => undefined;
    const late = byHand(() => new Promise<void>((resolve) => { grant = resolve; }));
    void late.recorder.record();
    late.recorder.close();
    grant();
    await until(() => late.log.length === 2);
    expect(late.log).toEqual(['open', 'close']);
    expect(late.recorder.phase).toBe('idle');
  });

  test('is idle again after a microphone was refused', async () => {
    const { recorder } = byHand(() => Promise.reject(new Failure('no-microphone', 'No.')));
    await expect(recorder.record()).rejects.toMatchObject({ code: 'no-microphone' });
    expect(recorder.phase).toBe('idle');
  });

  test('takes a file, keeps its handles apart, and opens what a scene has', async () => {
    const { recorder } = byHand();
    await recorder.useFile(storyboard, scene, new Uint8Array(3));
    await recorder.setTrim(storyboard, scene, { start: 1, end: 0 });
    expect(recorder.trim.end - recorder.trim.start).toBeCloseTo(0.2, 9);
    const kept = keptTake(takeOf(recording), { start: 0.25, end: 0.75 }, scene.speech);
    await recorder.reopen({ ...storyboard, assets: { [kept.recording.asset]: kept.url } }, { ...scene, recording: kept.recording });
    expect(recorder.trim).toEqual({ start: 0.25, end: 0.75 });
  });
});
