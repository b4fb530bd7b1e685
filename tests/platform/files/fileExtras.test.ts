import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ALL_FORMATS, BufferSource, EncodedPacketSink, Input } from 'mediabunny';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Caption } from '../../../src/domain/captions';
import type { MuxInput } from '../../../src/engine/ports';
import { elementsIn, ids } from '../../../src/platform/files/ebml';
import { boxesIn, boxOf } from '../../../src/platform/files/mp4Boxes';
import { readSeal } from '../../../src/platform/files/mp4Extras';
import { vtt } from '../../../src/stages/video/files/captionFiles';
import { hasFfmpeg } from '../../support/nativeFfmpeg';
import { muxed } from '../../support/muxed';
import { muxInput, segmentOf, soundOf } from '../../support/muxInput';

const caption = (start: number, end: number, ...lines: string[]): Caption => ({ start, end, lines: lines.map((text) => ({ text, words: [] })) });
const cues = [caption(0.5, 1.5, 'The bank grows', 'and the river moves.'), caption(2, 3.2, 'In the end: Ärmel & Söhne.')];
/** Four seconds in three chapters, the second of which begins in its last frame's second half. */
const input: MuxInput = {
  ...muxInput,
  sound: soundOf('aac'),
  chapters: [{ title: 'Bees', frame: 0 }, { title: 'How they dance — 踊る', frame: 61 }, { title: 'The end', frame: 107 }],
  captions: { cues, vtt: vtt(cues) },
  about: { description: 'What a bee tells.', source: 'https://example.org/bees', cover: Uint8Array.of(0xff, 0xd8, 0xff, 0xd9), seal: '{"keys":"abc"}' },
};
const webm: MuxInput = { ...input, container: 'webm', segments: [segmentOf(0, 'vp8'), segmentOf(60, 'vp8')], sound: soundOf('opus') };
const seconds = [0, 61 / 30, 107 / 30];

let folder = '';
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'kinora-extras-')); });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Probed {
  readonly streams: readonly {
    readonly codec_type: string; readonly codec_name?: string; readonly codec_tag_string: string; readonly disposition: Record<string, number>;
    readonly tags?: Record<string, string>;
  }[];
  readonly chapters: readonly { readonly start_time: string; readonly end_time: string; readonly tags: { readonly title: string } }[];
  readonly format: { readonly tags: Record<string, string>; readonly duration: string };
}

/** What native ffprobe finds in a file; its complaints about pictures that are none are left out. */
function probed(name: string, bytes: Uint8Array): Probed {
  const file = join(folder, name);
  writeFileSync(file, bytes);
  const { stdout } = spawnSync('ffprobe', ['-v', 'error', '-show_chapters', '-show_streams', '-show_format', '-of', 'json', file], { encoding: 'utf8' });
  return JSON.parse(stdout) as Probed;
}

/** The samples of a text track as ffmpeg takes them out. */
function subtitles(name: string): string {
  return spawnSync('ffmpeg', ['-v', 'error', '-i', join(folder, name), '-map', '0:s:0', '-f', 'srt', '-'], { encoding: 'utf8' }).stdout;
}

async function picturesOf(bytes: Uint8Array): Promise<readonly (readonly [number, number])[]> {
  const file = new Input({ source: new BufferSource(bytes), formats: ALL_FORMATS });
  const track = await file.getPrimaryVideoTrack();
  const packets: [number, number][] = [];
  for await (const { timestamp, data } of new EncodedPacketSink(track!).packets()) packets.push([Math.round(timestamp * 30), data.at(-1)!]);
  return packets;
}

describe.each([['film.mp4', input], ['film.webm', webm], ['pieces.mp4', { ...input, fragmented: true }]] as const)('%s', (name, from) => {
  test('has every picture where it was, whatever was added', async () => {
    expect(await picturesOf(await muxed(from))).toEqual([[0, 1], [1, 45], [46, 14], [60, 1], [61, 45], [106, 14]]);
  });

  test('is the same to the byte when it is made again', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: 1e12 });
    const first = await muxed(from);
    vi.setSystemTime(2e12);
    expect(Buffer.compare(first, await muxed(from))).toBe(0);
    vi.useRealTimers();
  });

  test.skipIf(!hasFfmpeg)('has chapters within a frame of where they begin, and its title, description and cover', async () => {
    const { chapters, format, streams } = probed(name, await muxed(from));
    expect(chapters.map(({ tags }) => tags.title)).toEqual(['Bees', 'How they dance — 踊る', 'The end']);
    chapters.forEach(({ start_time }, index) => expect(Math.abs(Number(start_time) - seconds[index]!)).toBeLessThan(1 / 30));
    const tags = Object.fromEntries(Object.entries(format.tags).map(([key, value]) => [key.toLowerCase(), value]));
    expect(tags).toMatchObject({ title: 'Bees — a film', description: 'What a bee tells.', comment: 'Made with Kinora from https://example.org/bees' });
    expect(tags).not.toHaveProperty('creation_time');
    expect(streams.filter(({ disposition }) => disposition['attached_pic'] === 1)).toHaveLength(1);
  });
});

describe('the text track', () => {
  test.skipIf(
    !hasFfmpeg,
  ).each([['mov_text', 'film.mp4', input], ['webvtt', 'film.webm', webm]] as const)('is %s in %s: not shown until it is switched on, with its language', async (
    codec, name, from,
  ) => {
    const { streams } = probed(name, await muxed(from));
    const track = streams.find(({ codec_type }) => codec_type === 'subtitle');
    expect(track).toMatchObject({ codec_name: codec, disposition: { default: 0, forced: 0 }, tags: { language: 'deu' } });
    expect(subtitles(name).replace(/<[^>]*>|\r/g, '').trim()).toBe(
      '1\n00:00:00,500 --> 00:00:01,500\nThe bank grows\nand the river moves.\n\n2\n00:00:02,000 --> 00:00:03,200\nIn the end: Ärmel & Söhne.',
    );
  });

  test('is left out where there are no captions', async () => {
    const { captions: _, chapters: __, ...plain } = input;
    const bytes = await muxed(plain);
    const moov = boxOf(boxesIn(bytes), 'moov')!;
    expect(boxesIn(bytes, moov.body, moov.end).map(({ type }) => type)).toEqual(['mvhd', 'trak', 'trak', 'udta']);
  });
});

test('an MP4 keeps its index before its pictures, and a seal that can be read', async () => {
  const bytes = await muxed(input);
  expect(boxesIn(bytes).map(({ type }) => type)).toEqual(['ftyp', 'moov', 'mdat', 'mdat', 'uuid']);
  expect(readSeal(bytes)).toBe('{"keys":"abc"}');
  expect(readSeal(bytes.subarray(0, 100))).toBe('');
});

test('a fragmented MP4 has an index that finds its pieces', async () => {
  const bytes = await muxed({ ...input, fragmented: true });
  const top = boxesIn(bytes);
  expect(top[1]?.type).toBe('moov');
  const mfra = boxOf(top, 'mfra')!;
  const places = boxesIn(bytes, mfra.body, mfra.end).filter(({ type }) => type === 'tfra').flatMap(({ body }) => {
    const view = new DataView(bytes.buffer, bytes.byteOffset + body);
    return Array.from({ length: view.getUint32(12) }, (_, entry) => Number(view.getBigUint64(16 + entry * 28 + 8)));
  });
  const pieces = top.filter(({ type }) => type === 'moof').map(({ start }) => start);
  expect(places.length).toBeGreaterThan(1);
  expect(places.filter((place) => !pieces.includes(place))).toEqual([]);
});

test('a WebM has its index before its pictures, and every place in it is right', async () => {
  const bytes = await muxed(webm);
  const segment = elementsIn(bytes, 0, bytes.length)[1]!;
  const inside = elementsIn(bytes, segment.body, segment.end);
  expect(inside.map(({ id }) => id).indexOf(ids.cues)).toBeLessThan(inside.map(({ id }) => id).indexOf(ids.cluster));
  const number = (
    { body, end }: { readonly body: number; readonly end: number },
  ): number => Number.parseInt(Buffer.from(bytes.subarray(body, end)).toString('hex'), 16);
  const within = (one: { readonly body: number; readonly end: number }, id: number) => elementsIn(bytes, one.body, one.end).filter((child) => child.id === id);
  const clusters = inside.filter(({ id }) => id === ids.cluster).map(({ start }) => start - segment.body);
  const cued = within(inside.find(({ id }) => id === ids.cues)!, ids.cuePoint)
    .flatMap((point) => within(point, ids.cueTrackPositions))
    .flatMap((positions) => within(positions, ids.cueClusterPosition))
    .map(number);
  expect(cued.length).toBeGreaterThan(0);
  expect(cued.filter((place) => !clusters.includes(place))).toEqual([]);
  for (const seek of within(inside[0]!, ids.seek)) {
    const place = number(within(seek, ids.seekPosition)[0]!);
    expect(inside.find(({ start }) => start - segment.body === place)?.id).toBe(number(within(seek, ids.seekId)[0]!));
  }
});
