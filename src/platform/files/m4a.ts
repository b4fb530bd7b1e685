import { BufferTarget, EncodedAudioPacketSource, EncodedPacket, Mp4OutputFormat, Output } from 'mediabunny';
import { Failure } from '../../domain/failure';
import type { SoundMuxInput } from '../../engine/ports';
import { trackLanguage } from './trackLanguage';

/**
 * Puts encoded sound into an M4A, index first.
 *
 * @throws Failure `encoder-failed` if it does not fit
 */
export async function muxM4a({ title, language, sound }: SoundMuxInput): Promise<Uint8Array> {
  const target = new BufferTarget();
  const output = new Output({ format: new Mp4OutputFormat({ fastStart: 'in-memory' }), target });
  output.setMetadataTags({ title, comment: 'Made with Kinora' });
  const source = new EncodedAudioPacketSource(sound.codec);
  output.addAudioTrack(source, { languageCode: trackLanguage(language) });
  try {
    await output.start();
    for (const [index, { bytes, start, duration }] of sound.packets.entries()) {
      const config = { decoderConfig: { codec: 'mp4a.40.2', sampleRate: sound.sampleRate, numberOfChannels: sound.channels, description: sound.description } };
      await source.add(new EncodedPacket(bytes, 'key', start, duration), index === 0 ? config : undefined);
    }
    source.close();
    await output.finalize();
  } catch (cause) {
    await output.cancel().catch(() => undefined);
    throw new Failure('encoder-failed', `Sound must fit into an M4A, got: ${String(cause)}`, {}, { cause });
  }
  // Only null before `finalize`.
  return new Uint8Array(target.buffer ?? new ArrayBuffer(0));
}
