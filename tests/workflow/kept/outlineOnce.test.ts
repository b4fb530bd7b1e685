import { expect, test } from 'vitest';
import type { FrameRun } from '../../../src/domain/film/video';
import type { FilmCoder, SceneJob } from '../../../src/engine/ports';
import { outlineOnce } from '../../../src/workflow/kept/outlineOnce';
import { fakePictures, statements } from '../../support/fakePorts';

const { signal } = new AbortController();
const jobOf = (words: string, scene = 0): SceneJob => ({
  film: { storyboard: statements([words, 'And more.']), lines: [], captions: [], burn: true },
  scene,
  coding: { path: 'webcodecs', codec: 'avc1.640028', bitrate: 1 },
});

function counting(work: (job: SceneJob) => Promise<readonly FrameRun[]> = async () => []): { readonly coder: FilmCoder; readonly count: () => number } {
  let calls = 0;
  const coder = outlineOnce({ ...fakePictures([]), outline: (job) => { calls += 1; return work(job); } });
  return { coder, count: () => calls };
}

test('a scene is outlined once, whoever asks, and however the film came about', async () => {
  const { coder, count } = counting();
  await Promise.all([coder.outline?.(jobOf('Rivers bend.'), signal), coder.outline?.(jobOf('Rivers bend.'), signal)]);
  expect(count()).toBe(1);
  await coder.outline?.(jobOf('Rivers bend.', 1), signal);
  await coder.outline?.(jobOf('Rivers move.'), signal);
  expect(count()).toBe(3);
});

test('only the last two films are remembered', async () => {
  const { coder, count } = counting();
  for (const words of ['One.', 'Two.', 'One.', 'Three.', 'One.', 'Two.']) await coder.outline?.(jobOf(words), signal);
  expect(count()).toBe(4);
});

test('what one caller gave up is outlined for the other one', async () => {
  let refuse: (reason: unknown) => void = () => undefined;
  let calls = 0;
  const { coder } = counting(() => ((calls += 1) === 1 ? new Promise((_, reject) => { refuse = reject; }) : Promise.resolve([])));
  const given = coder.outline?.(jobOf('One.'), signal);
  const other = coder.outline?.(jobOf('One.'), signal);
  refuse(new Error('given up'));
  await expect(given).rejects.toThrow('given up');
  expect(await other).toEqual([]);
});
