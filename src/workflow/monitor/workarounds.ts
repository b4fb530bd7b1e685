import { LibraryNotAvailableError } from '../../domain/failure';
import type { SoundCoder, VoicePort } from '../../engine/ports';
import type { Log } from '../../optimizers/metrics/log';
import type { Registry } from '../../optimizers/metrics/registry';
import type { FfmpegPort } from '../../platform/encoders/ffmpeg';
import { voiceAround } from '../voiceAround';

/** Parts outside the optimization system that may fail and have something that stands in for them. */
export type TroubledPart = 'video' | 'sound' | 'voice';

/** Trouble of a part that was worked around: counted, logged, and the last one of each part remembered for the status panel. */
export class Workarounds {
  readonly #last = new Map<TroubledPart, string>();
  readonly #log: Log;
  readonly #count: (part: string, kind: string) => void;

  constructor({ log, registry }: { readonly log: Log; readonly registry: Registry }) {
    this.#log = log;
    const counter = registry.counter({
      name: 'kinora_workarounds_total', help: 'Times that something stood in for a part that failed.', labels: ['part', 'kind'],
    });
    this.#count = (part, kind) => counter.labels({ part, kind }).inc();
  }

  /**
   * Notes trouble; never throws.
   *
   * @param kind a word of a closed list, as it becomes a label
   */
  note(part: TroubledPart, kind: string, message: string): void {
    this.#last.set(part, message);
    this.#log.write('warn', message, {}, { part, kind });
    try {
      this.#count(part, kind);
    } catch (error) {
      console.error(error);
    }
  }

  /** Forgets the last trouble of a part that works again. */
  clear(part: TroubledPart): void {
    this.#last.delete(part);
  }

  /** The last trouble of a part, for people; empty if there is none. */
  of(part: TroubledPart): string {
    return this.#last.get(part) ?? '';
  }
}

/** Gives a voice that also notes when it cannot be had. */
export function watchedVoice(voice: VoicePort, troubles: Workarounds): VoicePort {
  return voiceAround(voice, (work) => noted('voice', troubles, work));
}

/** Gives an ffmpeg that also notes when it cannot be had. */
export function watchedFfmpeg(ffmpeg: FfmpegPort, troubles: Workarounds): FfmpegPort {
  return { ...ffmpeg, run: (...call) => noted('sound', troubles, () => ffmpeg.run(...call)) };
}

/** Gives a sound coder that also notes when neither ffmpeg nor the browser encodes. */
export function watchedSound(sound: SoundCoder, troubles: Workarounds): SoundCoder {
  return {
    encode: (...call) => sound.encode(...call).catch((error: unknown) => {
      if (error instanceof LibraryNotAvailableError) troubles.note('sound', 'unavailable', error.message);
      throw error;
    }),
  };
}

async function noted<Result>(part: TroubledPart, troubles: Workarounds, work: () => Promise<Result>): Promise<Result> {
  try {
    const result = await work();
    troubles.clear(part);
    return result;
  } catch (error) {
    if (error instanceof LibraryNotAvailableError) troubles.note(part, 'unavailable', error.message);
    throw error;
  }
}
