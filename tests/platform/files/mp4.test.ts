import { ALL_FORMATS, BufferSource, EncodedPacketSink, Input } from 'mediabunny';
import { describe, expect, test } from 'vitest';
import { readPictureTrack } from '../../../src/platform/files/mp4';
import { muxed } from '../../support/muxed';
import { avcC, muxInput as input, segmentOf as segment, soundOf as sound } from '../../support/muxInput';

async function opened(bytes: Uint8Array) {
  const file = new Input({ source: new BufferSource(bytes), formats: ALL_FORMATS });
  const picture = await file.getPrimaryVideoTrack();
  const packets: { timestamp: number; duration: number; type: string }[] = [];
  for await (const { timestamp, duration, type } of new EncodedPacketSink(picture!).packets()) packets.push({ timestamp, duration, type });
  return { file, picture: picture!, sound: await file.getPrimaryAudioTrack(), packets, tags: await file.getMetadataTags() };
}

describe('an MP4', () => {
  test('shows every picture from its frame on for its frames, exactly', async () => {
    const { packets } = await opened(await muxed(input));
    expect(
      packets.map(({ timestamp, duration }) => [timestamp * 30, duration * 30].map((frames) => Math.round(frames * 1e6) / 1e6)),
    ).toEqual([[0, 1], [1, 45], [46, 14], [60, 1], [61, 45], [106, 14]]);
    expect(packets.map(({ type }) => type)).toEqual(['key', 'delta', 'delta', 'key', 'delta', 'delta']);
  });

  test('is as long as the film, the last picture included', async () => {
    const { file } = await opened(await muxed(input));
    expect(await file.computeDuration()).toBe(4);
  });

  test('is flagged BT.709 in limited range', async () => {
    const { picture } = await opened(await muxed(input));
    expect(await picture.getColorSpace()).toEqual({ primaries: 'bt709', transfer: 'bt709', matrix: 'bt709', fullRange: false });
  });

  test('knows its title, its language and its maker', async () => {
    const { picture, tags } = await opened(await muxed(input));
    expect(tags).toMatchObject({ title: 'Bees — a film', comment: 'Made with Kinora' });
    expect(await picture.getLanguageCode()).toBe('deu');
  });

  test('has its index before its pictures, so that it starts while it loads', async () => {
    const text = Buffer.from(await muxed(input)).toString('latin1');
    expect(text.indexOf('moov')).toBeGreaterThan(0);
    expect(text.indexOf('moov')).toBeLessThan(text.indexOf('mdat'));
  });

  test('carries the sound from the start of the film on', async () => {
    const { sound: track } = await opened(await muxed({ ...input, sound: sound('aac') }));
    expect(await track!.getFirstTimestamp()).toBe(0);
    expect(Math.abs((await track!.computeDuration()) - 4)).toBeLessThan(0.05);
    expect(await track!.getLanguageCode()).toBe('deu');
  });

  test('gives back its pictures as they were put in', async () => {
    const bytes = await muxed(input);
    const { codec, description, packets } = await readPictureTrack(Uint8Array.from(bytes));
    expect([codec, [...description]]).toEqual(['avc1.640c28', [...avcC]]);
    expect(
      packets.slice(0, 2).map(({ bytes: packet, isKey }) => [[...packet], isKey]),
    ).toEqual([[[0, 0, 0, 1, 0x65, 1], true], [[0, 0, 0, 1, 0x41, 45], false]]);
  });
});

describe('a WebM', () => {
  test.each(['vp09.00.40.08.01.01.01.01.00', 'vp8'])('of %s is as long as the film, with its sound', async (codec) => {
    const {
      file, packets, picture,
    } = await opened(await muxed({ ...input, container: 'webm', segments: [segment(0, codec), segment(60, codec)], sound: sound('opus') }));
    expect(packets.map(({ timestamp }) => Math.round(timestamp * 30))).toEqual([0, 1, 46, 60, 61, 106]);
    expect(Math.abs((await file.computeDuration()) - 4)).toBeLessThan(0.05);
    expect(await picture.getColorSpace()).toMatchObject({ matrix: 'bt709', fullRange: false });
  });
});

test('pictures of an unknown codec are refused', async () => {
  await expect(muxed({ ...input, segments: [segment(0, 'hev1.1')] })).rejects.toMatchObject({ code: 'encoder-failed' });
});

test('a file without pictures is refused', async () => {
  await expect(readPictureTrack(new Uint8Array(100))).rejects.toMatchObject({ code: 'encoder-failed' });
});
