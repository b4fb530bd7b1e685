import type { Block } from '../../domain/content';
import { Failure } from '../../domain/failure';
import type { Source } from '../../domain/source';
import type { Step } from '../../engine/step';
import { checkSize, decode, startOfText } from './decoding';
import { documentFormats, extensionOf, readableNames, type DocumentFormat } from './documentFormats';
import { checkKind } from './fileKinds';
import { languageOf } from './language';
import { hasContent, type CarriedPicture, type Draft, type ReadDocument, type Reading } from './reading';
import { tidy } from './whitespace';

/**
 * Makes the step that reads a file as dropped into blocks in reading order.
 *
 * Its failures: `empty-source`, `too-large`, `unsupported-file`, `damaged-file` (see `decode`), `too-complicated` (see `parsePage`), and
 * `nothing-to-say` for a document without a single word.
 *
 * @param formats in the order in which they are tried
 */
export function readWith(formats: readonly DocumentFormat[] = documentFormats): Step<Source, Record<never, never>, ReadDocument> {
  return {
    name: 'read',
    stage: 'extraction',
    version: 4,
    defaults: {},
    ranges: {},
    traits: { pooled: true, cacheable: true, patience: 20_000 },
    async run(source, _parameters, { signal, report }) {
      checkSize(source);
      const format = formatOf(source, formats);
      report(0.05);
      const reading = await format.read(source, {
        text: () => decode(source), signal, report: (fraction) => report(0.05 + 0.9 * fraction),
      });
      signal.throwIfAborted();
      const content = await complete(source, reading);
      report(1);
      return content;
    },
  };
}

/**
 * Gives the format of a file: bytes that are no text tell theirs; of a text the extension does, else the media type, else its first lines.
 *
 * @throws Failure `unsupported-file` for a file that no format takes
 */
function formatOf(source: Source, formats: readonly DocumentFormat[]): DocumentFormat {
  const start = source.bytes.subarray(0, 65_536);
  let known: { readonly text: string | undefined } | undefined;
  const text = (): string | undefined => (known ??= { text: startOfText(source) }).text;
  const byBytes = formats.find((format) => format.isText === undefined && format.recognise(start, text));
  if (byBytes !== undefined) return byBytes;
  checkKind(source, readableNames(formats, 'or'));
  const extension = extensionOf(source.name);
  const mediaType = source.mediaType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const texts = formats.filter((format) => format.isText);
  const named = texts.find(({ extensions }) => extensions.includes(extension)) ?? texts.find(({ mediaTypes }) => mediaTypes.includes(mediaType));
  if (named !== undefined && named !== texts.at(-1)) return named;
  const alike = texts.filter((format) => format.recognise(start, text));
  // What takes every text says little: neither its name does, nor that it looks so.
  const found = alike.find(({ isUnmistakable }) => isUnmistakable) ?? named ?? alike[0];
  if (found !== undefined) return found;
  throw new Failure('unsupported-file', `A document must be ${readableNames(formats, 'or')}, but "${source.name}" is none of these.`, { name: source.name });
}

async function complete(source: Source, reading: Reading): Promise<ReadDocument> {
  const drafts = reading.blocks.filter(hasContent);
  if (!drafts.some((draft) => /[\p{L}\p{N}]/u.test(draft.text))) {
    throw new Failure(
      'nothing-to-say', `A document must have something to read, but "${source.name}" has no words.`, { name: source.name, blocks: drafts.length },
    );
  }
  const link = reading.link?.trim() ?? '';
  const pictures = named(reading.pictures ?? [], drafts);
  return {
    title: tidy(reading.title ?? '') || titleIn(drafts) || nameOf(source),
    authors: (reading.authors ?? []).map(tidy).filter((author) => author !== ''),
    language: await languageOf(reading.language ?? '', drafts),
    ...(/^https?:\/\/\S+$/i.test(link) ? { link } : {}),
    ...filled({ site: tidy(reading.site ?? ''), published: dateIn(reading.published ?? ''), description: tidy(reading.description ?? '') }),
    blocks: drafts.map((draft, id): Block => ({ ...draft, id })),
    ...(pictures.length === 0 ? {} : { pictures }),
  };
}

/** Those members that say something. */
function filled<Texts extends Readonly<Record<string, string>>>(texts: Texts): Partial<Texts> {
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== '')) as Partial<Texts>;
}

/** The date that a text begins with, as ISO 8601 has it; empty if it begins with none. */
function dateIn(text: string): string {
  const [, year = '', month = '', day = ''] = /^\s*(\d{4})-(\d\d)-(\d\d)(?!\d)/.exec(text) ?? [];
  return Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= 31 ? `${year}-${month}-${day}` : '';
}

/** The pictures that blocks show: what else a document carries need not be kept. */
function named(pictures: readonly CarriedPicture[], drafts: readonly Draft[]): readonly CarriedPicture[] {
  const addresses = new Set(drafts.flatMap((draft) => (draft.type === 'image' ? [draft.address] : [])));
  return pictures.filter(({ address }) => addresses.has(address));
}

/** The first heading of the highest level among the first blocks, else a first line that is short and no sentence. */
function titleIn(drafts: readonly Draft[]): string {
  let best: Extract<Draft, { type: 'heading' }> | undefined;
  for (const draft of drafts.slice(0, 20)) {
    if (draft.type === 'heading' && (best === undefined || draft.level < best.level)) best = draft;
  }
  const first = drafts[0];
  const isTitle = first?.type === 'paragraph' && first.text.length <= 80 && /[\p{L}\p{N}][)"'”’?!]?$/u.test(first.text);
  return best?.text ?? (isTitle ? first.text : '');
}

/** `how-rivers_work.md` becomes `How rivers work`. */
function nameOf(source: Source): string {
  const words = tidy(source.name.replace(/\.[^.]*$/, '').replace(/[-_+]+/g, ' '));
  return words === '' ? 'Untitled' : words.charAt(0).toUpperCase() + words.slice(1);
}
