import { describe, expect, test } from 'vitest';
import type { Scene, Storyboard } from '../../../../src/domain/storyboard';
import { airAfter, airBefore, silentTiming, wordSpans } from '../../../../src/domain/timing';
import type { SpeechOptions, VoicePort } from '../../../../src/engine/ports';
import { checkedParameters } from '../../../../src/engine/run';
import { referenceKernels } from '../../../../src/kernels/reference';
import { narrateWith } from '../../../../src/stages/video/voice/narrate';
import { speakWith } from '../../../../src/stages/video/voice/speak';
import { evenMumbler, inRoom, mumble } from '../../../support/mumble';
import { enUs } from '../../../support/sampleVoices';
import { scriptOf, speechKey } from '../../../../src/stages/video/voice/speakScene';

const context = { kernels: referenceKernels, signal: new AbortController().signal, report: () => undefined };

/** A voice that takes half a second for every word it is given, and cannot say dots. */
function fakeVoice() {
  const said: string[] = [];
  const options: SpeechOptions[] = [];
  const port: VoicePort = {
    voices: [enUs],
    speak: async (text, how) => {
      said.push(text);
      options.push(how);
      const words = wordSpans(text, how.language).map((span, index) => ({ ...span, start: index / 2, end: (index + 1) / 2 }));
      const duration = words.length / 2;
      return { text, samples: new Float32Array(duration * 100), sampleRate: duration === 0 ? 0 : 100, duration, words };
    },
  };
  return { port, said, options };
}

function board(...scenes: readonly (readonly string[])[]): Storyboard {
  return {
    version: 1, title: 'T', language: 'en', source: {
      name: 't.md', link: '',
    }, format: { width: 640, height: 360, fps: 30 }, theme: 'paper', seed: 1, seconds: 0,
    scenes: scenes.map((speech, index) => ({ id: `s${index}`, layout: 'statement', text: 'x', emphasis: '', anchors: [], frames: 30, speech, chapter: '' })),
  };
}

const auto = { voice: 'auto', wordsPerMinute: 165 };

describe('narrate', () => {
  test('some scenes are spoken again for their samples, a list a scene', async () => {
    const { port, said } = fakeVoice();
    const heard = await speakWith(port).run(board([], ['Four.']), auto, context);
    expect(said).toEqual(['Four.']);
    expect(heard.map((scene) => scene.map(({ samples }) => samples.length))).toEqual([[], [50]]);
  });

  test('the sound of a scene is named by what is really said', () => {
    const script = board(['Use SQL.'], ['Two.']);
    const [first, second] = script.scenes as [Scene, Scene];
    const key = speechKey(script, { id: 's0', speech: first.speech }, auto);
    expect(speechKey({ ...script, pronunciations: [{ written: 'Two', said: 'Too' }] }, { id: 'other', speech: first.speech }, auto)).toBe(key);
    const others = [
      speechKey(script, { id: 's0', speech: second.speech }, auto), speechKey({ ...script, language: 'de' }, { id: 's0', speech: first.speech }, auto),
      speechKey(
        script, { id: 's0', speech: first.speech }, { ...auto, voice: 'en-us' },
      ), speechKey({ ...script, pronunciations: [{ written: 'SQL', said: 'sequel' }] }, { id: 's0', speech: first.speech }, auto),
    ];
    expect(new Set([key, ...others]).size).toBe(5);
  });

  test('each line is spoken once, in order, with the language and rate', async () => {
    const { port, said, options } = fakeVoice();
    const { lines } = await narrateWith(port).run(board(['One two.', 'Three.'], [], ['Four.']), { voice: 'en-us', wordsPerMinute: 120 }, context);
    expect(said).toEqual(['One two.', 'Three.', 'Four.']);
    expect(options[0]).toEqual({ voice: 'en-us', language: 'en', rate: 120 });
    expect(lines.map(({ scene, text, duration }) => [scene, text, duration])).toEqual([['s0', 'One two.', 1], ['s0', 'Three.', 0.5], ['s2', 'Four.', 0.5]]);
  });

  test('lines of a scene follow each other with air between them', async () => {
    const { lines } = await narrateWith(fakeVoice().port).run(board(['One two.', 'Three.'], ['Four.']), auto, context);
    expect(lines.map(({ start }) => start)).toEqual([airBefore, airBefore + 1 + airAfter + airBefore, airBefore]);
  });

  test('what is said differs from what is written, and the times belong to what is written', async () => {
    const { port, said } = fakeVoice();
    const text = 'Ben & Jerry read https://example.com now';
    const { lines } = await narrateWith(port).run(board([text]), auto, context);
    // Nine words, half a second each.
    expect(said).toEqual(['Ben and Jerry read example dot com now']);
    const words = lines[0]!.words.map(({ offset, length, start, end }) => [text.slice(offset, offset + length), start, end]);
    expect(words).toEqual([['Ben', 0, 1], ['Jerry', 1, 1.5], ['read', 1.5, 2], ['https://example.com', 2, 3.5], ['now', 3.5, 4]]);
  });

  test("the project's own pronunciations are heard", async () => {
    const { port, said } = fakeVoice();
    await narrateWith(port).run({ ...board(['Use SQL.']), pronunciations: [{ written: 'SQL', said: 'sequel' }] }, auto, context);
    expect(said).toEqual(['Use sequel.']);
  });

  test('a recorded scene is heard as it was recorded, line by line, with or without a voice', async () => {
    const texts = ['The river bends, and sand settles.', 'Banks grow.'];
    const said = texts.map((text) => mumble(text, evenMumbler));
    const { recording, starts } = inRoom(said.map(({ sound }) => sound), 0.6, 0.0005, 3);
    const storyboard = board(['Before.'], texts);
    const script = {
      ...storyboard, scenes: storyboard.scenes.map((scene, index) => (index === 1 ? { ...scene, recording: { asset: 'take', start: 0, end: 9 } } : scene)),
    };
    const recordings = { sound: async () => recording };
    for (const parameters of [auto, { ...auto, voice: 'none' }]) {
      const port = parameters.voice === 'none' ? undefined : fakeVoice().port;
      const [[before] = [], lines = []] = await speakWith(port, recordings).run(script, parameters, context);
      expect(before?.samples.length).toBe(port === undefined ? 0 : 50);
      expect(lines.map(({ text }) => text)).toEqual(texts);
      expect(lines.every(({ samples, sampleRate, duration }) => sampleRate === recording.sampleRate && samples.length / sampleRate === duration)).toBe(true);
      // A tenth of a second of quiet on both sides.
      for (const [index, line] of lines.entries()) expect(line.duration).toBeCloseTo((said[index]?.duration ?? 0) + 0.2, 1);
      const narration = await narrateWith(port, recordings).run(script, parameters, context);
      expect(narration.lines.map(({ duration }) => duration).slice(1)).toEqual(lines.map(({ duration }) => duration));
      expect(narration.lines.map(({ placedWithin }) => placedWithin === undefined)).toEqual([true, false, false]);
    }
    expect(starts).toHaveLength(2);
  });

  test('a line in another language is spoken in it by the automatic voice, and told; a chosen voice stays', async () => {
    const german = 'Der Fluss bewegt sich und das Ufer wächst langsam weiter.';
    const { port, options } = fakeVoice();
    const { lines } = await narrateWith(port).run(board(['The bank grows.', german]), auto, context);
    expect(options.map(({ language }) => language)).toEqual(['en', 'de']);
    expect(lines.map(({ language }) => language)).toEqual([undefined, 'de']);
    await narrateWith(port).run(board([german]), { ...auto, voice: 'en-us' }, context);
    expect(options.at(-1)?.language).toBe('en');
  });

  test('what is not heard is no part of the script', () => {
    expect(scriptOf({ ...board(['One.']), theme: 'ink' })).toEqual(scriptOf(board(['One.'])));
  });

  test('without a voice the film is timed by reading', async () => {
    const silent = { voice: 'none', wordsPerMinute: 165 };
    const storyboard = board(['One two three.']);
    const { lines } = await narrateWith(undefined).run(storyboard, silent, context);
    const [[utterance] = []] = await speakWith(undefined).run(storyboard, silent, context);
    const timing = silentTiming('One two three.', 'en');
    expect(lines[0]).toMatchObject({ duration: timing.duration, words: timing.words });
    expect(utterance).toMatchObject({ sampleRate: 0 });
    expect(utterance?.samples).toHaveLength(0);
  });

  test('a line in which nothing can be heard is timed as if it were read', async () => {
    const { port, said } = fakeVoice();
    const { lines } = await narrateWith(port).run(board(['…', '🚀']), auto, context);
    expect(said).toEqual(['…']);
    expect(lines.map(({ duration }) => duration)).toEqual([silentTiming('…', 'en').duration, silentTiming('🚀', 'en').duration]);
  });

  test('a voice is asked for where there is none', async () => {
    await expect(narrateWith(undefined).run(board(['One.']), auto, context)).rejects.toMatchObject({ code: 'library-not-available' });
  });

  test('voices are those of the port, and rates those that can be understood', () => {
    const step = narrateWith(fakeVoice().port);
    expect(checkedParameters(step, { voice: 'en-us' }).voice).toBe('en-us');
    expect(() => checkedParameters(step, { voice: 'klingon' })).toThrow(/auto, none, en-us/);
    expect(() => checkedParameters(step, { wordsPerMinute: 20 })).toThrow(/\[80, 450\]/);
  });

  test('an abort stops between lines, and progress reaches 1', async () => {
    const controller = new AbortController();
    const seen: number[] = [];
    const running = narrateWith(fakeVoice().port).run(board(['One.', 'Two.', 'Three.', 'Four.']), auto, {
      ...context,
      signal: controller.signal,
      report: (fraction) => {
        seen.push(fraction);
        if (fraction === 0.5) controller.abort('enough');
      },
    });
    await expect(running).rejects.toBe('enough');
    expect(seen).toEqual([0.25, 0.5]);
  });
});
