import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import type { AutomationOptions } from '../app/automationCall';
import { dataUrl } from '../domain/dataUrl';
import { bytesDigest } from '../domain/digest';
import { bedNames, usualUnder } from '../domain/music';
import { partNames } from '../domain/partNames';
import { type Pronunciation, themeNames, tones } from '../domain/storyboard';
import { fastestRate, slowestRate, usualRate } from '../domain/timing';
import { codecsIn, containers, type ExportSettings } from '../domain/film/video';
import { outputBase } from './outputFiles';
import { userCacheFolder } from './browser/profile';
import { type SandboxChoice, sandboxChoices } from './browser/sandbox';
import { help, UsageError } from './usage';

const commandNames = ['extract', 'suggest', 'render'] as const;
export type CommandName = (typeof commandNames)[number];

/** A command line, understood. */
export interface Command {
  readonly name: CommandName;
  readonly files: readonly string[];
  readonly options: AutomationOptions;
  /** Folder for what `render` writes; empty for the others. */
  readonly out: string;
  readonly without: string;
  readonly metrics: string | undefined;
  readonly trace: string | undefined;
  /** Files beside the documents that were read to understand the command. */
  readonly alsoRead: readonly string[];
  /** Whether files that others made may be replaced. */
  readonly isForced: boolean;
  readonly sandbox: SandboxChoice;
  /** Folder where results are kept from call to call; undefined: nowhere. */
  readonly cache: string | undefined;
  /** MiB that are kept at most. */
  readonly cacheMegabytes: number;
}

/** A film to be checked. */
export interface VerifyCommand {
  readonly name: 'verify';
  readonly file: string;
  readonly manifest: string;
  /** Looked for beside the file, and left out if it is not there, unless it was named. */
  readonly storyboard: string;
  readonly isStoryboardNamed: boolean;
  /** Whether every picture is decoded. */
  readonly decode: boolean;
  readonly without: string;
}

const verifyOptions = {
  help: { type: 'boolean', short: 'h' }, without: { type: 'string' }, manifest: { type: 'string' }, storyboard: { type: 'string' }, decode: { type: 'boolean' },
  // Nothing is kept anyway, as what was kept must not vouch for itself.
  'no-cache': { type: 'boolean' },
} as const;
const sharedOptions = {
  help: { type: 'boolean', short: 'h' },
  without: { type: 'string' },
  metrics: { type: 'string' },
  trace: { type: 'string' },
  cache: { type: 'string' },
  'no-cache': { type: 'boolean' },
  'cache-size': { type: 'string' },
  timeout: { type: 'string' },
  sandbox: { type: 'string' },
} as const;
const suggestOptions = { sentences: { type: 'string' }, seconds: { type: 'string' } } as const;
const renderOptions = {
  out: { type: 'string' }, force: { type: 'boolean' },
  format: { type: 'string' }, size: { type: 'string' }, fps: { type: 'string' }, seconds: { type: 'string' },
  theme: { type: 'string' }, tone: { type: 'string' }, voice: { type: 'string' }, captions: { type: 'string' },
  rate: { type: 'string' }, say: { type: 'string', multiple: true },
  music: { type: 'string' }, 'music-under': { type: 'string' },
  codec: { type: 'string' }, 'constant-rate': { type: 'boolean' }, fragmented: { type: 'boolean' }, 'caption-track': { type: 'boolean' },
} as const;


/**
 * Understands a command line.
 *
 * @param words without the program's name
 * @returns the command, or the help text that was asked for
 * @throws UsageError with the rule, then what was got
 */
export function parseCommand(words: readonly string[]): Command | VerifyCommand | { readonly help: string } {
  const [name, ...rest] = words;
  if (name === undefined) throw new UsageError(`A command is needed.\n\n${help['']}`);
  if (name === '--help' || name === '-h' || name === 'help') return { help: help[''] };
  if (name === 'verify') return parseVerify(rest);
  if (!isCommandName(name)) throw new UsageError(`The command must be one of ${commandNames.join(', ')}, verify, got "${name}".`);
  const known = { ...sharedOptions, ...(name === 'suggest' ? suggestOptions : {}), ...(name === 'render' ? renderOptions : {}) };
  const { values, positionals } = parse(rest, known);
  if (values['help'] === true) return { help: help[name] };
  if (positionals.length === 0) throw new UsageError(`${name} needs at least one file.`);
  const given = (option: string): string | undefined => {
    const value = values[option];
    return typeof value === 'string' ? value : undefined;
  };
  const out = given('out') ?? '';
  if (name === 'render' && out === '') throw new UsageError('render needs --out DIR.');
  if (name === 'render') refuseEqualNames(positionals);
  const without = given('without') ?? '';
  for (const part of without.split(',').filter(Boolean)) {
    if (!(partNames as readonly string[]).includes(part)) throw new UsageError(`--without takes ${partNames.join(', ')}, got "${part}".`);
  }
  if (values['no-cache'] === true && given('cache') !== undefined) throw new UsageError('--cache DIR and --no-cache exclude each other, got both.');
  const [width, height] = size(given('size'));
  const container = choice('format', given('format'), containers);
  return {
    name,
    files: positionals,
    out,
    without,
    metrics: given('metrics'),
    trace: given('trace'),
    alsoRead: filesAmong(given('music'), values['say']),
    isForced: values['force'] === true,
    sandbox: choice('sandbox', given('sandbox'), sandboxChoices),
    cache: values['no-cache'] === true ? undefined : (given('cache') ?? userCacheFolder()),
    cacheMegabytes: number('cache-size', given('cache-size'), 2048, 16, 16_384, true),
    options: {
      sentences: number('sentences', given('sentences'), 0, 1, 1000, true),
      seconds: number('seconds', given('seconds'), 0, 5, 7200),
      width,
      height,
      fps: number('fps', given('fps'), 30, 1, 60, true),
      theme: choice('theme', given('theme'), themeNames),
      ...askedFor(['theme', 'size', 'fps'] as const, given),
      ...(given('format') === undefined ? {} : { exact: true }),
      ...(given('timeout') === undefined ? {} : { timeout: number('timeout', given('timeout'), 300, 1, 1_000_000) }),
      ...(given('tone') === undefined ? {} : { tone: choice('tone', given('tone'), tones) }),
      container,
      captions: choice('captions', given('captions'), ['burn', 'file', 'none'] as const),
      voice: given('voice') ?? 'auto',
      ...(given('rate') === undefined ? {} : { rate: number('rate', given('rate'), usualRate, slowestRate, fastestRate) }),
      ...(Array.isArray(values['say']) ? { say: values['say'].flatMap((entry) => pronunciationsOf(String(entry))) } : {}),
      ...musicChoice(given('music'), number('music-under', given('music-under'), usualUnder, 6, 40)),
      ...codecChoice(given('codec'), container),
      ...(values['constant-rate'] === true ? { frames: 'constant' } : {}),
      ...(values['fragmented'] === true ? { fragmented: true } : {}),
      ...(values['caption-track'] === true ? { captionTrack: true } : {}),
    },
  };
}

function parseVerify(words: string[]): VerifyCommand | { readonly help: string } {
  const { values, positionals } = parse(words, verifyOptions);
  if (values['help'] === true) return { help: help.verify };
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0) throw new UsageError(`verify needs one file, got ${positionals.length}.`);
  const given = (option: string): string | undefined => (typeof values[option] === 'string' ? values[option] : undefined);
  const base = file.replace(/(?<=[^/\\])\.[^./\\]*$/, '');
  return {
    name: 'verify',
    file,
    manifest: given('manifest') ?? `${base}.manifest.json`,
    storyboard: given('storyboard') ?? `${base}.json`,
    isStoryboardNamed: given('storyboard') !== undefined,
    decode: values['decode'] === true,
    without: given('without') ?? '',
  };
}

function parse(
  words: string[], options: Record<string, { type: 'string' | 'boolean'; multiple?: boolean }>,
): { values: Record<string, unknown>; positionals: string[] } {
  try {
    return parseArgs({ args: words, options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function isCommandName(name: string): name is CommandName {
  return commandNames.some((known) => known === name);
}

function number(option: string, value: string | undefined, absent: number, low: number, high: number, whole = false): number {
  if (value === undefined) return absent;
  const parsed = Number(value);
  if (value.trim() === '' || !(parsed >= low && parsed <= high) || (whole && !Number.isInteger(parsed))) {
    throw new UsageError(`--${option} must be a ${whole ? 'whole ' : ''}number from ${low} to ${high}, got "${value}".`);
  }
  return parsed;
}

function size(value: string | undefined): readonly [number, number] {
  if (value === undefined) return [1920, 1080];
  const found = /^(\d{2,4})x(\d{2,4})$/i.exec(value);
  const [width, height] = [Number(found?.[1]), Number(found?.[2])];
  const isSide = (side: number): boolean => side % 2 === 0 && side >= 64 && side <= 4096;
  if (!isSide(width) || !isSide(height)) throw new UsageError(`--size must be WxH with even numbers from 64 to 4096, got "${value}".`);
  return [width, height];
}

/** Understands `none`, the name of one of our own pieces, or that of a sound file, which is read. */
function musicChoice(value: string | undefined, under: number): Pick<AutomationOptions, 'music'> {
  if (value === undefined) return {};
  if (value === 'none') return { music: 'none' };
  const bed = bedNames.find((known) => known === value);
  if (bed !== undefined) return { music: { source: { bed }, under } };
  try {
    const bytes = new Uint8Array(readFileSync(value));
    return { music: { source: { asset: bytesDigest(bytes) }, under, file: dataUrl('audio/mpeg', bytes) } };
  } catch (error) {
    throw new UsageError(
      `--music must be none, ${bedNames.join(', ')} or a sound file, got "${value}": ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

/** Understands `SQL=sequel`, or `@FILE` with one such entry a line. */
function pronunciationsOf(entry: string): readonly Pronunciation[] {
  if (entry.startsWith('@')) {
    const lines = textOf(entry.slice(1)).split(/\r?\n/).map((line) => line.trim());
    return lines.filter((line) => line !== '' && !line.startsWith('#')).flatMap(pronunciationsOf);
  }
  const at = entry.indexOf('=');
  const [written, said] = [entry.slice(0, at).trim(), entry.slice(at + 1).trim()];
  if (at < 0 || written === '') throw new UsageError(`--say takes WORD=HOW IT IS SAID or @FILE, got "${entry}".`);
  return [{ written, said }];
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`--say @FILE must be readable, got: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** The first choice is the default. */
function choice<Choice extends string>(option: string, value: string | undefined, choices: readonly [Choice, ...Choice[]]): Choice {
  if (value === undefined) return choices[0];
  const found = choices.find((known) => known === value);
  if (found === undefined) throw new UsageError(`--${option} must be one of ${choices.join(', ')}, got "${value}".`);
  return found;
}

/** Names the options that were really written: a storyboard keeps its own where they were not. */
function askedFor<Option extends string>(options: readonly Option[], given: (option: Option) => string | undefined): { readonly asked?: readonly Option[] } {
  const asked = options.filter((option) => given(option) !== undefined);
  return asked.length === 0 ? {} : { asked };
}

function codecChoice(value: string | undefined, container: ExportSettings['container']): Pick<ExportSettings, 'codec'> {
  if (value === undefined) return {};
  const codecs = codecsIn(container);
  const codec = codecs.find((known) => known === value);
  if (codec === undefined) throw new UsageError(`--codec for ${container} must be one of ${codecs.join(', ') || 'none'}, got "${value}".`);
  return { codec };
}

/** Names of the sound and of the lists of pronunciations that were given as files. */
function filesAmong(music: string | undefined, say: unknown): readonly string[] {
  const lists = (Array.isArray(say) ? say : []).map(String).filter((entry) => entry.startsWith('@')).map((entry) => entry.slice(1));
  return music === undefined || music === 'none' || bedNames.some((known) => known === music) ? lists : [...lists, music];
}

/** Two inputs of one name would write the same outputs; so would `a` and `a.manifest`, whose storyboard is called as the manifest of the other. */
function refuseEqualNames(files: readonly string[]): void {
  const seen = new Map<string, { readonly file: string; readonly name: string }>();
  for (const file of files) {
    const name = outputBase(basename(file));
    for (const ending of ['.json', '.manifest.json']) {
      const other = seen.get(name + ending);
      if (other !== undefined) throw new UsageError(
        `Files to render must differ in name, got "${other.file}" and "${file}", which would both become "${other.name === name ? name : name + ending}".`,
      );
    }
    for (const ending of ['.json', '.manifest.json']) seen.set(name + ending, { file, name });
  }
}
