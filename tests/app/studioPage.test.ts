import { flushSync, mount, unmount } from 'svelte';
import { afterEach, expect, test, vi } from 'vitest';
import App from '../../src/app/App.svelte';
import { Appearance } from '../../src/app/page/appearance.svelte';
import { words } from '../../src/app/words/words';
import { Studio } from '../../src/app/studio.svelte';
import { Traffic } from '../../src/app/system/traffic.svelte';
import { Failure } from '../../src/domain/failure';
import type { Session } from '../../src/workflow/session';
import { fakeMachine } from '../support/fakeMachine';
import { fakeSession } from '../support/fakeSession';
import { memoryStore } from '../support/memoryStore';

const rivers = { name: 'rivers.md', mediaType: '', bytes: new Uint8Array(2100) };
let page: ReturnType<typeof mount> | undefined;

async function shown(changes: Partial<Session> = {}) {
  const studio = new Studio(fakeSession(changes), memoryStore());
  page = mount(
    App, { target: document.body, props: { studio, appearance: new Appearance(document.createElement('html')), traffic: new Traffic('http://localhost') } },
  );
  await studio.open(rivers);
  flushSync();
  return studio;
}

/** Opens the system view, whose code is fetched then. */
async function openSystem(studio: Studio): Promise<void> {
  studio.system.open();
  await vi.waitFor(() => { flushSync(); expect(document.querySelector('dialog')).not.toBeNull(); }, 10_000);
}

const texts = (selector: string) => [...document.querySelectorAll(selector)].map((element) => element.textContent?.trim());
const button = (label: string) => [...document.querySelectorAll('button')].find((element) => element.textContent?.trim() === label)!;
function press(element: Element, key: string, more: KeyboardEventInit = {}): void {
  element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }));
  flushSync();
}

afterEach(async () => {
  if (page !== undefined) await unmount(page);
  page = undefined;
});

test('content, storyboard and video stand side by side', async () => {
  await shown();
  expect(texts('.name')[0]).toBe('rivers.md, 2.1\u00a0kB');
  expect(texts('[data-testid=scene-gist]')).toEqual(['Rivers', 'It carries 6.2 tons of sand.', 'Measures', 'Cost']);
  expect(texts('article table td')).toEqual(['1990', '4', '2000', '9']);
  expect(texts('.button.loud')).toEqual(['Make video']);
});

test('a scene lights up its passage, a passage selects its scene', async () => {
  const studio = await shown();
  document.querySelectorAll<HTMLElement>('[data-testid=scene-pick]')[1]?.click();
  flushSync();
  expect(texts('article a[data-lit]')).toEqual(['It carries 6.2 tons of sand.']);
  [...document.querySelectorAll<HTMLElement>('article a')].find((link) => link.textContent === 'Move dikes.')?.click();
  flushSync();
  expect(studio.project.selected).toBe('c');
  expect(document.querySelector('[data-testid=scene-pick][aria-current] [data-testid=scene-gist]')?.textContent).toBe('Measures');
});

test('a sentence that is left out is reached by the arrow keys and put into the film by one key', async () => {
  const studio = await shown();
  const [first] = document.querySelectorAll<HTMLElement>('article a');
  first?.focus();
  press(first!, 'ArrowDown');
  expect(document.activeElement?.textContent).toBe('Water bends.');
  press(document.activeElement!, ' ');
  await vi.waitFor(() => { expect(studio.project.scenes.map(({ id }) => id)).toEqual(['a', 'b-2', 'b', 'c', 'd']); });
  await vi.waitFor(() => { expect(studio.project.selected).toBe('b-2'); });
  await studio.undo();
  expect(studio.project.scenes).toHaveLength(4);
});

test('markup in a document is shown as the text it is', async () => {
  const { preview, extractAndSuggest } = fakeSession();
  await shown({
    preview,
    extractAndSuggest: async (...call) => {
      const suggested = await extractAndSuggest(...call);
      const [first, ...others] = suggested.content.blocks;
      return { ...suggested, content: { ...suggested.content, blocks: [{ ...first!, text: '<img src=x onerror=alert(1)>' }, ...others] } };
    },
  });
  expect(document.querySelector('article h3')?.textContent).toContain('<img src=x onerror=alert(1)>');
  expect(document.querySelector('article img')).toBeNull();
});

test('scenes move, go and come back by the keyboard alone', async () => {
  const studio = await shown();
  const pick = document.querySelectorAll('[data-testid=scene-pick]')[0]!;
  press(pick, 'ArrowDown', { altKey: true });
  expect(texts('[data-testid=scene-gist]').slice(0, 2)).toEqual(['It carries 6.2 tons of sand.', 'Rivers']);
  press(document.querySelectorAll('[data-testid=scene-pick]')[1]!, 'Delete');
  expect(texts('[data-testid=scene-gist]')).toHaveLength(3);
  press(document.body, 'z', { ctrlKey: true });
  await vi.waitFor(() => { flushSync(); expect(texts('[data-testid=scene-gist]')).toHaveLength(4); });
  press(document.body, 'Z', { ctrlKey: true, shiftKey: true });
  await vi.waitFor(() => { expect(studio.project.scenes).toHaveLength(3); });
});

test('a text is edited in place', async () => {
  const studio = await shown();
  press(document.querySelectorAll('[data-testid=scene-pick]')[1]!, 'F2');
  const field = document.querySelector<HTMLTextAreaElement>('[data-testid=field-text]')!;
  field.value = 'Sand moves.';
  field.dispatchEvent(new Event('change', { bubbles: true }));
  flushSync();
  expect(studio.project.scenes[1]).toMatchObject({ text: 'Sand moves.', speech: ['Sand moves.'] });
  expect(texts('[data-testid=scene-gist]')[1]).toBe('Sand moves.');
});

test('a made video plays in the page and can be saved in all its parts', async () => {
  const studio = await shown();
  await studio.make();
  flushSync();
  expect(document.querySelector('video')?.getAttribute('src')).toMatch(/^blob:/u);
  expect(document.querySelector('track')?.getAttribute('kind')).toBe('captions');
  expect(document.querySelector('track')?.hasAttribute('default')).toBe(false);
  expect([...document.querySelectorAll('[data-testid=downloads] a')].map((link) => link.getAttribute('download'))).toEqual([
    'rivers.mp4', 'rivers.srt', 'rivers.vtt', 'rivers.poster.png', 'rivers.json', 'rivers.manifest.json',
  ]);
  await studio.remove('b');
  flushSync();
  expect(document.querySelector('video')).toBeNull();
  expect(document.querySelector('[data-testid=downloads-heading]')?.textContent).toBe(words.exports.beforeChanges);
});

test('work shows its stage, percent and time left, and can be cancelled', async () => {
  const studio = await shown({
    produce: (_storyboard, _settings, { progress }) => {
      progress({ stage: 'video', step: 'narrate', fraction: 0.43, secondsLeft: 5 });
      return new Promise(() => undefined);
    },
  });
  const making = studio.make();
  flushSync();
  expect(document.querySelector('.work .figures')?.textContent).toBe('43%, about 5\u00a0s left');
  expect(document.querySelector('.work')?.textContent).toContain('Speaking');
  expect(document.querySelector<HTMLProgressElement>('progress')?.value).toBe(43);
  button('Cancel').click();
  await making;
  flushSync();
  expect(document.querySelector('progress')).toBeNull();
  expect(button('Make video').disabled).toBe(false);
});

test('a failure is told with its title, message and advice, and can be dismissed', async () => {
  const studio = await shown({ produce: () => Promise.reject(new Failure('no-encoder', 'A video needs an encoder, none worked.')) });
  await studio.make();
  flushSync();
  expect(document.querySelector('[role=alert]')?.textContent).toMatch(/cannot encode.*none worked.*WebM/su);
  button('Dismiss').click();
  flushSync();
  expect(document.querySelector('[role=alert]')).toBeNull();
});

test('every button, field and picture has a name', async () => {
  await shown();
  press(document.querySelectorAll('[data-testid=scene-pick]')[1]!, 'F2');
  const nameless = [...document.querySelectorAll('button, select, input:not([type=radio]):not([hidden]), textarea, summary')].filter((element) => {
    const label = element.getAttribute('aria-label') ?? (element.id === '' ? '' : document.querySelector(`label[for="${element.id}"]`)?.textContent) ?? '';
    return (label + (element.tagName === 'SELECT' ? '' : (element.textContent ?? ''))).trim() === '';
  });
  expect(nameless.map((element) => element.outerHTML)).toEqual([]);
});

test('the system view opens over the studio, switches a part, verifies the kernels and closes', async () => {
  const switched: unknown[] = [];
  const studio = await shown({ setEnabled: (...call) => { switched.push(call); } });
  await openSystem(studio);
  const dialog = document.querySelector('dialog')!;
  expect(dialog.open).toBe(true);
  expect(texts('dialog li strong')).toEqual(['Kernels', 'Workers']);
  expect(texts('dialog dd').slice(0, 3)).toEqual(['60\u00a0ms', '60%', '6 steps']);
  document.querySelector<HTMLElement>('[role=switch]')?.click();
  expect(switched).toEqual([['numeric', false]]);
  button('Verify kernels').click();
  await vi.waitFor(() => { flushSync(); expect(texts('.trial strong')).toEqual(['All equal.']); });
  dialog.close();
  flushSync();
  expect(document.querySelector('dialog')).toBeNull();
});

test('every chart has the same figures as a table', async () => {
  const studio = await shown();
  await openSystem(studio);
  const figures = [...document.querySelectorAll('dialog .figures section')].filter((section) => section.querySelector('canvas, .chart') !== null);
  expect(figures).toHaveLength(5);
  expect(figures.map((figure) => figure.querySelectorAll('tbody tr').length)).toEqual([3, 2, 6, 2, 2]);
  studio.system.close();
});

test('the log shows the newest first, and only what was asked for', async () => {
  const studio = await shown();
  await openSystem(studio);
  expect(texts('dialog ol .level')).toEqual(['warn', 'info']);
  document.querySelector<HTMLInputElement>('dialog input[value=error]')?.click();
  flushSync();
  expect(document.querySelector('dialog')?.textContent).toContain('No errors.');
  studio.system.close();
});

test('clearing the cache asks first', async () => {
  let cleared = 0;
  const studio = await shown({ monitor: () => fakeMachine({ clearCache: async () => { cleared += 1; return 7; } }) });
  await openSystem(studio);
  button('Clear cache').click();
  flushSync();
  expect(cleared).toBe(0);
  button('Leave it').click();
  flushSync();
  button('Clear cache').click();
  flushSync();
  button('Clear it').click();
  await vi.waitFor(() => { flushSync(); expect(document.querySelector('dialog')?.textContent).toContain('7 results cleared.'); });
  expect(cleared).toBe(1);
  studio.system.close();
});

test('files that wait are made into videos one after the other', async () => {
  const studio = await shown({ make: async (_source, _plan, settings, watch) => fakeSession().produce(studio.project.storyboard!, settings, watch) });
  await studio.openFiles(['a.md', 'b.md', 'c.md'].map((name) => new File(['# Rivers'], name)));
  flushSync();
  button('Make all 2 videos').click();
  await vi.waitFor(
    () => { flushSync(); expect(texts('[data-testid=order-name]')).toEqual(['b.md', 'c.md']); expect(texts('[data-testid=orders-heading]')).toEqual([words.exports.orders.allReady]); },
  );
  expect([...document.querySelectorAll('[data-testid=order-save]')].map((link) => link.getAttribute('download'))).toEqual(['b.mp4', 'c.mp4']);
  document.querySelector<HTMLElement>('[data-testid=orders-put-away]')?.click();
  flushSync();
  expect(document.querySelector('[data-testid=order-list]')).toBeNull();
});
