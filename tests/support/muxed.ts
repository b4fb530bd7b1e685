import { inMemory } from '../../src/domain/bytes';
import type { MuxInput } from '../../src/engine/ports';
import { mediabunnyMuxer } from '../../src/platform/files/mp4';

/** The file that the muxer makes, all of it. */
export async function muxed(input: MuxInput): Promise<Uint8Array> {
  return inMemory(await mediabunnyMuxer().mux(input));
}
