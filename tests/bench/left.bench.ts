import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../src/cli/install.mjs';
import { launchChromium } from '../support/browser';
import { openStudio, type Report, type StudioPage } from '../support/studioPage';
import type { Figure } from './figure';
import { longText } from './longText';

/** Lengths of the films, s. */
const lengths = (process.env['KINORA_LENGTHS'] ?? '30,120,480').split(',').map(Number);

/** How well the time left was told while a film was made. */
interface Reading {
  readonly name: string;
  /** Seconds from the order to the film's last byte. */
  readonly took: number;
  readonly predicted: number;
  readonly bytes: { readonly predicted: number; readonly made: number };
  /** What was shown and what was really left, s, at 100 moments of equal distance. */
  readonly shown: readonly (readonly [number | undefined, number])[];
  /** How often the time left rose by more than a second of what was shown. */
  readonly rises: number;
  /** Whether the fraction ever fell. */
  readonly fell: boolean;
}

/**
 * Makes films of half a minute, two and eight minutes, 1080p30 and narrated, as the studio does (looked through before) and as the command line
 * does, from nothing and again with all kept: how often the time left was off by more than 30% from the first fifth of the time on, and what
 * was predicted beside what it took. Readings are written to `bench-results/left.json`.
 */
export async function bench(): Promise<readonly Figure[]> {
  const readings: Reading[] = [];
  const browser = await launchChromium();
  try {
    for (const how of ['studio', 'command line'] as const) {
      const studio = await openStudio(browser);
      try {
        for (const seconds of lengths) {
          const source = how === 'studio' ? await storyboardOf(studio, seconds) : { [`film${seconds}.md`]: longText(seconds * 20, seconds) };
          for (const state of ['from nothing', 'kept']) readings.push(
            await reading(`${how}, ${seconds} s, ${state}`, studio, source, seconds, how === 'studio'),
          );
        }
      } finally {
        await studio.close();
      }
    }
  } finally {
    await browser.close();
  }
  writeFileSync(join(root, 'bench-results', 'left.json'), JSON.stringify(readings, undefined, 1));
  const all = readings.flatMap((one) => offReadings(one));
  return [
    ...readings.map((one): Figure => ({
      name: `${one.name}: ${one.took.toFixed(1)} s; off by > 30%`, value: shareOff(offReadings(one)),
      unit: `; strictly ${shareOff(offReadings(one, 0)).toFixed(2)}`, ratio: one.predicted / one.took,
      anchor: `predicted to taken; bytes ${(one.bytes.predicted / one.bytes.made).toFixed(
        2,
      )}×; rose ${one.rises} times${one.fell ? '; the fraction FELL' : ''}`,
    })),
    { name: 'all: time left off by > 30%, and half a second', value: shareOff(all), unit: 'of readings' },
  ];
}

async function storyboardOf(studio: StudioPage, seconds: number): Promise<Readonly<Record<string, string>>> {
  const name = `film${seconds}`;
  await studio.render({ [`${name}.md`]: longText(seconds * 20, seconds) }, { seconds, voice: 'none', width: 128, height: 72, fps: 5 });
  const planned = JSON.parse(studio.outputs.get(`${name}.json`)?.toString() ?? '') as Record<string, unknown>;
  return { [`${name}.json`]: JSON.stringify({ ...planned, format: { width: 1920, height: 1080, fps: 30 } }) };
}

async function reading(name: string, studio: StudioPage, source: Readonly<Record<string, string>>, seconds: number, foresee: boolean): Promise<Reading> {
  const [line] = await studio.render(source, { seconds, width: 1920, height: 1080, fps: 30, foresee });
  if (line === undefined || line.error !== undefined) throw new Error(`The film must be made, got ${JSON.stringify(line)}.`);
  return {
    name, ...following(studio.reports, line.endedAt - line.wallMs, line.endedAt), predicted: line.predicted.seconds, took: line.wallMs / 1000,
    bytes: { predicted: line.predicted.bytes, made: line.bytes },
  };
}

/** What was shown at each of a hundred moments, beside the truth. */
function following(reports: readonly Report[], began: number, ended: number): Pick<Reading, 'shown' | 'rises' | 'fell'> {
  const shown = Array.from({ length: 100 }, (_, hundredth): readonly [number | undefined, number] => {
    const at = began + ((ended - began) * hundredth) / 100;
    return [reports.findLast((report) => report.at <= at)?.progress.secondsLeft, (ended - at) / 1000];
  });
  const lefts = reports.flatMap(({ progress: { secondsLeft } }) => secondsLeft ?? []);
  return {
    shown,
    rises: lefts.filter((left, index) => Math.round(left) > Math.round(lefts[index - 1] ?? left)).length,
    fell: reports.some(({ progress }, index) => progress.fraction < (reports[index - 1]?.progress.fraction ?? 0)),
  };
}

/**
 * Shares by which the time left was off, from the first fifth of the time on.
 *
 * @param unseen s that nobody sees, as whole seconds are shown
 */
function offReadings({ shown }: Reading, unseen = 0.5): readonly number[] {
  return shown.slice(20).map(([told, left]) => (told === undefined ? Infinity : Math.abs(told - left) <= unseen ? 0 : Math.abs(told - left) / left));
}

function shareOff(offs: readonly number[]): number {
  return offs.filter((off) => off > 0.3).length / Math.max(1, offs.length);
}
