import * as v from 'valibot';
import { ConfigurationError } from '../domain/failure';
import { partNames } from '../domain/partNames';
import { evictionPolicies } from '../optimizers/cache/store';
import { logLevels } from '../optimizers/metrics/log';

const megabytes = (least: number, most: number) => v.pipe(v.number(), v.minValue(least), v.maxValue(most));

/** Every setting of the machinery with its range. None of them changes an answer, only what it costs; `voice.neural` adds a choice. */
const entries = {
  /** Parts to do without. */
  without: v.pipe(v.array(v.picklist(partNames)), v.readonly()),
  /** Workers at most, for steps and for scenes each; 0: by the machine. */
  workers: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(16)),
  /** Budget of what is kept on disk, MiB; 0: by what the browser grants. */
  'cache.megabytes': megabytes(0, 16_384),
  /** Budget of what is kept in memory, MiB. */
  'cache.memory': megabytes(1, 2048),
  /** Days that a result is kept. */
  'cache.days': v.pipe(v.number(), v.minValue(0.01), v.maxValue(3650)),
  'cache.policy': v.picklist(evictionPolicies),
  /** Seconds between two snapshots of the metrics' history; 0: none. */
  'metrics.interval': v.pipe(v.number(), v.minValue(0), v.maxValue(3600)),
  /** Address of a neural voice, e.g. `./neural/`, which people may then choose; empty: none. Nothing is fetched from it before. */
  'voice.neural': v.pipe(v.string(), v.maxLength(300)),
  'log.level': v.picklist(logLevels),
} as const;

export type Configuration = { readonly [Name in keyof typeof entries]: v.InferOutput<(typeof entries)[Name]> };
type Path = keyof Configuration;

export const defaultConfiguration: Configuration = {
  without: [],
  workers: 0,
  'cache.megabytes': 0,
  'cache.memory': 64,
  'cache.days': 30,
  'cache.policy': 'allkeys-lru',
  'metrics.interval': 5,
  'voice.neural': '',
  'log.level': 'debug',
};

/** A configuration and what of the wishes could not be had; a refused value leaves what stood before. */
export interface ReadConfiguration {
  readonly configuration: Configuration;
  readonly refused: readonly ConfigurationError[];
}

/**
 * Reads the configuration: the defaults, then the settings store, then the address; the later one wins.
 *
 * @param stored JSON object as the settings store holds it; undefined if there is none
 * @param query  of the page's address, e.g. `?without=wasm,voice&workers=1`; names it does not know are not its own
 */
export function readConfiguration(stored: string | undefined, query: string): ReadConfiguration {
  const refused: ConfigurationError[] = [];
  const configuration: Record<string, unknown> = { ...defaultConfiguration };
  const take = (source: string, path: string, value: unknown): void => {
    const result = v.safeParse(entries[path as Path], value);
    if (result.success) configuration[path] = result.output;
    else refused.push(refusal(source, path, result.issues[0], value));
  };
  for (const [path, value] of Object.entries(storedSettings(stored, refused))) {
    if (Object.hasOwn(entries, path)) take('The settings store', path, value);
  }
  for (const [path, value] of new URLSearchParams(query)) {
    if (Object.hasOwn(entries, path)) take('The address', path, typed(path as Path, value));
  }
  // Every entry starts as its default and is replaced only by what its schema gave.
  return { configuration: configuration as Configuration, refused };
}

function storedSettings(stored: string | undefined, refused: ConfigurationError[]): object {
  if (stored === undefined) return {};
  try {
    const settings: unknown = JSON.parse(stored);
    if (typeof settings === 'object' && settings !== null && !Array.isArray(settings)) return settings;
  } catch {
    // Told of below.
  }
  refused.push(
    new ConfigurationError(
      `The settings store must hold a JSON object, got ${stored.slice(0, 60)}.`, { path: '', rule: 'a JSON object', value: stored.slice(0, 60) },
    ),
  );
  return {};
}

/** What a word of the address stands for: a list, a number or the word itself. */
function typed(path: Path, value: string): unknown {
  const standard = defaultConfiguration[path];
  if (Array.isArray(standard)) return value.split(',').map((word) => word.trim()).filter((word) => word !== '');
  return typeof standard === 'number' && value.trim() !== '' ? Number(value) : value;
}

function refusal(source: string, path: string, issue: v.BaseIssue<unknown>, value: unknown): ConfigurationError {
  const rule = issue.expected === null ? issue.message : issue.expected;
  return new ConfigurationError(`${source}: ${path} must be ${rule}, got ${JSON.stringify(value)}.`, { path, rule, value });
}
