import { LibraryNotAvailableError } from '../../domain/failure';
import type { Sound } from '../../engine/ports';

/** A sound at a place of what is played. */
export interface PlayedPart extends Sound {
  /** Seconds from the start of the whole; parts follow each other without overlap. */
  readonly start: number;
}

/** Sound that is being heard. */
export interface Playing {
  /** Resolves when the last part has ended, or was stopped. */
  readonly ended: Promise<void>;
  stop(): void;
}

export interface Player {
  /**
   * Plays some parts at once.
   *
   * @param from seconds of the whole that are passed over
   * @throws LibraryNotAvailableError where the browser plays no sound
   */
  play(parts: readonly PlayedPart[], from?: number): Playing;
}

/** Plays through the loudspeakers. Opened with the first sound, which follows a click: browsers keep pages silent before. */
export function browserPlayer(): Player {
  let opened: AudioContext | undefined;
  return {
    play(parts, from = 0) {
      const context = (opened ??= open());
      // Asleep until a person has clicked, and after a phone was locked.
      void context.resume();
      const now = context.currentTime + 0.03;
      const sources = parts
        .filter(({ samples, sampleRate, start }) => samples.length > 0 && start + samples.length / sampleRate > from)
        .map(({ samples, sampleRate, start }) => {
        const buffer = context.createBuffer(1, samples.length, sampleRate);
        buffer.copyToChannel(new Float32Array(samples), 0);
        const source = context.createBufferSource();
        source.buffer = buffer;
        source.connect(context.destination);
        source.start(now + Math.max(0, start - from), Math.max(0, from - start));
        return source;
      });
      const last = sources.at(-1);
      const stop = (): void => { for (const source of sources) source.stop(); };
      return { ended: last === undefined ? Promise.resolve() : new Promise((resolve) => { last.onended = () => { resolve(); }; }), stop };
    },
  };
}

function open(): AudioContext {
  if (typeof AudioContext === 'undefined') throw new LibraryNotAvailableError('Sounds must be played by the browser, and this one cannot.');
  return new AudioContext();
}
