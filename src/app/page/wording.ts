import type { Content } from '../../domain/content';
import type { Scene } from '../../domain/storyboard';
import type { Progress } from '../../engine/progress';
import { stepNames, type StepName } from '../../stages/stepNames';
import { words } from '../words/words';
import { glimpse } from './glimpse';
import { sceneWord } from '../storyboard/sceneText';

/** Gives a length as `1:24`, or `1:02:03` from an hour on; seconds are rounded down. */
export function clockTime(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds + 1e-6));
  const two = (part: number): string => String(part).padStart(2, '0');
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

/** Gives a short length as `8.2 s`. */
export function shortTime(seconds: number): string {
  return `${seconds.toFixed(1)}\u00a0s`;
}

/** Gives a length to wait as people say it: `9 s`, `2 min`. */
export function waitTime(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))}\u00a0s`;
  return `${Math.round(seconds / 60)}\u00a0min`;
}

/** Gives a measured length as `40 µs`, `0.4 ms`, `23 ms`, `2.4 s`, `3 min 20 s`. */
export function spanTime(seconds: number): string {
  if (!Number.isFinite(seconds) || seconds <= 0) return '0\u00a0s';
  const ms = seconds * 1000;
  if (ms < 0.0995) return `${(ms * 1000).toFixed(ms < 0.00995 ? 1 : 0)}\u00a0µs`;
  if (ms < 9.95) return `${ms.toFixed(1)}\u00a0ms`;
  if (ms < 999.5) return `${Math.round(ms)}\u00a0ms`;
  if (seconds < 99.95) return `${seconds.toFixed(1)}\u00a0s`;
  return `${Math.floor(Math.round(seconds) / 60)}\u00a0min ${Math.round(seconds) % 60}\u00a0s`;
}

/** Gives a size as `820 bytes`, `2.1 kB`, `11 MB` (powers of 1000). */
export function fileSize(bytes: number): string {
  if (bytes < 1000) return `${Math.round(bytes)}\u00a0bytes`;
  const [value, unit] = bytes < 1e6 ? [bytes / 1e3, 'kB'] : bytes < 1e9 ? [bytes / 1e6, 'MB'] : [bytes / 1e9, 'GB'];
  return `${value < 10 ? value.toFixed(1) : Math.round(value)}\u00a0${unit}`;
}

/** Gives the number of pages, 0 for a format without pages. */
export function pagesOf(content: Content | undefined): number {
  return content?.blocks.reduce((most, block) => Math.max(most, block.place.page ?? 0), 0) ?? 0;
}

/** Gives what a scene is and where in the document it comes from, e.g. `Statement, page 2`, `Table 5`, `List, “Bends”`. */
export function sceneOrigin(scene: Scene, content: Content | undefined): string {
  const word = sceneWord(scene);
  const anchor = scene.anchors[0];
  const block = anchor === undefined ? undefined : content?.blocks[anchor.block];
  if (content === undefined || block === undefined || scene.layout === 'title' || scene.layout === 'outro') return word;
  if (block.place.page !== undefined) return `${word}, page ${block.place.page}`;
  if (block.type === 'table') {
    const number = content.blocks.filter((other) => other.type === 'table' && other.id <= block.id).length;
    return `${word} ${number}`;
  }
  if (block.type === 'heading') return word;
  // Upwards from the block: of a book the heading is near, and its end far.
  for (let id = block.id - 1; id >= 0; id -= 1) {
    const above = content.blocks[id];
    if (above?.type === 'heading') return `${word}, under “${glimpse(above.text, 300)}”`;
  }
  return word;
}

/** Gives the step under way in words for people; the step's own name if it is new. */
export function stepInWords(progress: Progress): string {
  return isStepName(progress.step) ? words.page.steps[progress.step] : progress.step;
}

function isStepName(name: string): name is StepName {
  return (stepNames as readonly string[]).includes(name);
}

/** Gives a file name without its ending and without what file systems refuse; `film` if nothing is left. */
export function baseName(name: string): string {
  const bare = name.replace(/\.[^.]{1,8}$/u, '').replace(/[\s\\/:*?"<>|\p{Cc}]+/gu, ' ').trim();
  return bare === '' ? 'film' : bare;
}
