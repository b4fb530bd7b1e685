import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright';

/** What a person finds again of their work when the studio opens. */
export interface KeptSights {
  /** Name of the document that is open. */
  readonly document: string;
  /** Words that each scene is known by. */
  readonly words: readonly string[];
  readonly theme: string;
  readonly tone: string;
  readonly music: string;
  readonly captions: string;
  /** Words a minute; `own` for a pace that has no name. */
  readonly pace: string;
  /** Words that are said another way. */
  readonly pronounced: readonly string[];
  /** Kind of file and codec of the next export. */
  readonly container: string;
  readonly codec: string;
  /** Documents whose videos are not finished. */
  readonly orders: readonly string[];
  /** Files that wait to be opened. */
  readonly waiting: readonly string[];
  /** `light`, `dark`, or empty for that of the device. */
  readonly appearance: string;
}

/** Reads them off the page, whatever language it speaks: by what is chosen, not by labels. Opens the folds of pronunciations and of export settings. */
export async function keptSights(page: Page): Promise<KeptSights> {
  for (const fold of [page.locator('.say > button'), page.getByTestId('export-more')]) {
    if (await fold.getAttribute('aria-expanded') === 'false') await fold.click();
  }
  return page.evaluate(seeInPage);
}

/** Saves the storyboard as a person does and gives the file; the export settings must be open. */
export async function savedStoryboard(page: Page): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId('save-storyboard').click()]);
  return readFile(await download.path(), 'utf8');
}

/** Runs in the page. */
function seeInPage(): KeptSights {
  const textsOf = (selector: string): readonly string[] => Array.from(document.querySelectorAll(selector), (element) => element.textContent ?? '');
  /** Of the list of choices that has one by this name. */
  const chosenAmong = (choice: string): string => {
    const has = ({ options }: HTMLSelectElement): boolean => Array.from(options, ({ value }) => value).includes(choice);
    return Array.from(document.querySelectorAll('select')).find(has)?.value ?? '';
  };
  const pickedAmong = (choice: string): string => {
    const name = document.querySelector<HTMLInputElement>(`main input[type="radio"][value="${choice}"]`)?.name ?? '';
    return Array.from(document.querySelectorAll<HTMLInputElement>('input[type="radio"]')).find((radio) => radio.name === name && radio.checked)?.value ?? '';
  };
  return {
    document: textsOf('header .file').join(''),
    words: textsOf('[data-testid="scene-gist"]'),
    theme: pickedAmong('ink'),
    tone: pickedAmong('dark'),
    music: chosenAmong('pebbles'),
    captions: chosenAmong('burn'),
    pace: chosenAmong('own'),
    pronounced: textsOf('.say li b'),
    container: chosenAmong('mp4'),
    codec: chosenAmong('av1'),
    orders: textsOf('[data-testid="order-name"]'),
    waiting: textsOf('.queue li .name'),
    appearance: document.documentElement.dataset['appearance'] ?? '',
  };
}
