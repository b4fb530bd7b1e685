import { describe, expect, test } from 'vitest';
import type { SpokenLine } from '../../../src/domain/narration';
import type { Scene, Storyboard } from '../../../src/domain/storyboard';
import { lineStarts, predictLines, retime, silentTiming } from '../../../src/domain/timing';
import { drawFrame } from '../../../src/stages/video/draw/drawFrame';
import { layOut } from '../../../src/stages/video/draw/layOut';
import { leave } from '../../../src/stages/video/draw/motion';
import { settledFrame, settledFrameOf } from '../../../src/stages/video/settledFrame';
import { fakeRuler } from '../../support/fakeRuler';

/** A film of one scene whose lines are as long as they are expected to be. */
function filmOf(scene: object): { readonly storyboard: Storyboard; readonly shown: (frame: number) => readonly string[] } {
  const one = { id: 's', anchors: [], frames: 1, chapter: '', ...scene } as unknown as Scene;
  const bare: Storyboard = {
    version: 1, title: 'T', language: 'en', source: { name: 'a.md', link: '' }, format: { width: 1920, height: 1080, fps: 30 }, theme: 'paper', seed: 1,
    seconds: 0, scenes: [one],
  };
  const [lengths = []] = predictLines(bare, 165);
  const storyboard = retime(bare, [lengths]);
  const starts = lineStarts(lengths);
  const lines = one.speech.map((text, index): SpokenLine => ({
    scene: 's', text, start: starts[index] ?? 0, duration: lengths[index] ?? 0, words: silentTiming(text, 'en').words,
  }));
  const film = layOut({ storyboard, lines, captions: [], burn: false }, fakeRuler);
  return {
    storyboard,
    shown: (frame) => drawFrame(film, frame).commands.flatMap((command) => (command.op === 'text' && command.alpha > 0.99 ? [command.text] : [])),
  };
}

describe('the frame that shows a scene best', () => {
  const entries = [
    'Oxygen below four milligrams a litre', 'Blue-green algae before midsummer', 'Fish at the surface at dawn', 'A smell of rot along the shore',
    'Nobody swims there any more',
  ];

  test('has every entry of a list, the last one too', () => {
    const title = 'Five signs of a dying lake';
    const { storyboard, shown } = filmOf({ layout: 'list', title, ordered: false, entries, speech: [`${title}.`, ...entries] });
    const text = shown(settledFrameOf(storyboard, 0)).join(' ');
    for (const entry of entries) for (const word of entry.split(' ')) expect(text).toContain(word);
  });

  test('has the last lines of code lit', () => {
    const { storyboard, shown } = filmOf({
      layout: 'code', title: 'Two calls', language: 'ts', code: 'open();\nread();\nclose();', speech: ['It opens the file.', 'Then it closes it.'],
      focus: [{ from: 1, to: 1 }, { from: 3, to: 3 }],
    });
    expect(shown(settledFrameOf(storyboard, 0)).join('')).toContain('close');
  });

  test('comes before anything leaves and after most of the scene', () => {
    for (const fps of [24, 25, 30, 60]) {
      for (let frames = 2 * fps; frames < 40 * fps; frames += 7) {
        const frame = settledFrame(frames, fps);
        expect(frame).toBeLessThan(frames - leave * fps);
        expect(frame).toBeGreaterThanOrEqual(Math.round((frames - 1) * 0.7));
      }
    }
  });

  test('is in the scene, however short', () => {
    for (let frames = 1; frames < 40; frames += 1) {
      expect(settledFrame(frames, 30)).toBeGreaterThanOrEqual(0);
      expect(settledFrame(frames, 30)).toBeLessThan(frames);
    }
  });
});
