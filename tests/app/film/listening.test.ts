import { describe, expect, test } from 'vitest';
import { Listening } from '../../../src/app/film/listening.svelte';
import type { PlayedPart } from '../../../src/platform/hearing/player';
import type { Heard } from '../../../src/workflow/session';
import { fakeSession } from '../../support/fakeSession';
import { storyboard } from '../../support/storyboards';

function byHand() {
  const played: { parts: readonly PlayedPart[]; end: () => void; isStopped: boolean }[] = [];
  const player = {
    play(parts: readonly PlayedPart[]) {
      const one = { parts, end: () => undefined, isStopped: false } as (typeof played)[number];
      const ended = new Promise<void>((resolve) => { one.end = resolve; });
      played.push(one);
      return { ended, stop: () => { one.isStopped = true; one.end(); } };
    },
  };
  const asked: Heard[] = [];
  const listen: ReturnType<typeof fakeSession>['listen'] = async (film, settings, signal) => {
    asked.push(film);
    return fakeSession().listen(film, settings, signal);
  };
  return { played, asked, listening: new Listening(fakeSession({ listen }), player) };
}

const scene = storyboard.scenes.find(({ speech }) => speech.length > 0)!;
const voice = { voice: 'auto' } as const;
const settled = () => new Promise((resolve) => { setTimeout(resolve); });

describe('listening', () => {
  test('to a scene plays its lines in their places, and ends by itself', async () => {
    const { played, listening } = byHand();
    const heard = listening.toggleScene(storyboard, scene, voice);
    expect(listening.heard).toBe(scene.id);
    await settled();
    expect(played[0]?.parts[0]?.start).toBeCloseTo(0.15, 9);
    played[0]?.end();
    await heard;
    expect(listening.heard).toBeUndefined();
  });

  test('again to the same scene stops it, and speaks nothing twice', async () => {
    const { played, asked, listening } = byHand();
    void listening.toggleScene(storyboard, scene, voice);
    await settled();
    await listening.toggleScene(storyboard, scene, voice);
    expect(played[0]?.isStopped).toBe(true);
    void listening.toggleScene(storyboard, scene, voice);
    await settled();
    expect(asked).toHaveLength(1);
    void listening.toggleScene(storyboard, scene, { voice: 'en-us' });
    listening.stop();
    void listening.toggleScene(storyboard, scene, { voice: 'en-us' });
    await settled();
    expect(asked).toHaveLength(2);
  });

  test('to a word says it as the project does', async () => {
    const { asked, listening } = byHand();
    void listening.toggleWord('en', { written: 'SQL', said: 'sequel' }, voice);
    await settled();
    expect(asked[0]).toMatchObject({ language: 'en', pronunciations: [{ written: 'SQL', said: 'sequel' }], scenes: [{ speech: ['SQL'] }] });
  });

  test('tells what goes wrong, and can be tried again', async () => {
    const listening = new Listening(
      fakeSession({ listen: () => Promise.reject(new Error('mute')) }), { play: () => ({ ended: Promise.resolve(), stop: () => undefined }) },
    );
    await expect(listening.toggleScene(storyboard, scene, voice)).rejects.toThrow('mute');
    expect(listening.heard).toBeUndefined();
    await expect(listening.toggleScene(storyboard, scene, voice)).rejects.toThrow('mute');
  });
});
