import { expect, test } from 'vitest';
import { Studio } from '../../../src/app/studio.svelte';
import { words } from '../../../src/app/words/words';
import type { Voice } from '../../../src/engine/ports';
import { fakeSession } from '../../support/fakeSession';
import { memoryStore } from '../../support/memoryStore';
import { enUs } from '../../support/sampleVoices';

const rivers = { name: 'rivers.md', mediaType: 'text/markdown', bytes: new TextEncoder().encode('# Rivers') };

/** A studio with a voice that need not be loaded, and two of one engine that must be. */
async function opened() {
  const asked: string[] = [];
  const loads = {
    describe: async () => { asked.push('describe'); return { name: 'A model', bytes: 86_000_000 }; },
    load: async (report: (fraction: number) => void) => { asked.push('load'); report(1); },
  };
  const [ann, ben] = ['ann', 'ben'].map((name): Voice => ({ name, label: name, language: 'mul', engine: 'model', follows: 'line', loads }));
  const studio = new Studio(fakeSession({ voices: async () => [enUs, ann as Voice, ben as Voice] }), memoryStore());
  await studio.open(rivers);
  return { studio, asked, chosen: () => studio.exports.settings.voice };
}

test('a voice that nothing has to be loaded for is chosen at once', async () => {
  const { studio, asked, chosen } = await opened();
  await studio.voice.choose('en-us');
  expect([chosen(), asked]).toEqual(['en-us', []]);
});

test('a voice that is loaded tells its size first, and speaks once a person had it loaded; the others of its engine then too', async () => {
  const { studio, asked, chosen } = await opened();
  await studio.voice.choose('ann');
  expect([chosen(), asked]).toEqual(['auto', ['describe']]);
  const note = studio.alerts.shown.find(({ title, message }) => `${title} ${message}`.includes('86'));
  expect(note?.action?.label).toBe(words.film.load);
  note?.action?.run();
  await expect.poll(chosen).toBe('ann');
  await studio.voice.choose('ben');
  expect([chosen(), asked]).toEqual(['ben', ['describe', 'load']]);
});
