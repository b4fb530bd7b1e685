import { Failure, isLostAtWork, LibraryNotAvailableError } from '../../domain/failure';
import { mostLosses } from '../../engine/retry';
import type { Utterance } from '../../domain/narration';
import { timeWords } from '../../domain/wordTimes';
import type { SpeechOptions, VoicePort } from '../../engine/ports';
import type { Speech } from './espeak';
import { espeakVoiceList, voiceFor, voiceNamed } from './espeakVoiceList';
import { idleAfter } from '../page/idle';
import { later } from '../page/later';
import { untilAborted } from '../page/untilAborted';

/** What the voice worker offers. */
export interface VoiceApi {
  /**
   * Loads and starts the program, once.
   *
   * @param program address of `espeak-ng.js`
   * @param folder  address of the folder of its files, up to the last slash
   */
  load(program: string, folder: string): Promise<void>;
  speak(text: string, voice: string, rate: number): Promise<Speech>;
}

/** A voice worker in service, as `workers/voice.ts` hires it. */
export interface VoiceWorker {
  call<Result>(work: (api: VoiceApi) => Promise<Result>, signal?: AbortSignal): Promise<Result>;
  isAlive(): boolean;
  dismiss(reason?: unknown): void;
}

export interface EspeakVoicesOptions {
  /** Starts a worker; called when something is first spoken, and again after one was lost. */
  readonly hire: () => VoiceWorker;
  /** Gives the addresses of the program and the folder of its files. */
  readonly addresses: () => { readonly program: string; readonly folder: string };
  /** Milliseconds a sentence may take, loading included; 120,000 by default. */
  readonly patience?: number;
  /** Milliseconds after the last sentence when the worker is let go: it takes 190 MB; 10,000 by default. */
  readonly rest?: number;
}

/**
 * The voices of espeak-ng, in a worker of their own.
 *
 * A sentence takes some 15 ms, so an abort rejects at once and lets the worker finish it, instead of starting anew. A worker that is
 * lost or does not answer is replaced; a sentence that fails twice is given up (one whose worker was ended, after more), and a voice that cannot
 * even start is none.
 */
export function espeakVoices({ hire, addresses, patience = 120_000, rest = 10_000 }: EspeakVoicesOptions): VoicePort {
  let loaded: { readonly worker: VoiceWorker; readonly ready: Promise<void> } | undefined;
  /** Whether a worker ever had it ready to speak. */
  let hasStarted = false;

  const idle = idleAfter(rest, () => loaded?.worker.dismiss());

  async function serving(): Promise<VoiceWorker> {
    if (loaded?.worker.isAlive() !== true) {
      const { program, folder } = addresses();
      const worker = hire();
      loaded = { worker, ready: worker.call((api) => api.load(program, folder)) };
    }
    const { worker, ready } = loaded;
    try {
      await ready;
      hasStarted = true;
    } catch (error) {
      worker.dismiss(error);
      throw error;
    }
    return worker;
  }

  async function attempt(text: string, voice: string, rate: number): Promise<Speech> {
    const watchdog = new AbortController();
    const end = later(patience, () => watchdog.abort(new Failure('timed-out', `A sentence must be spoken within ${patience} ms.`, { text, patience })));
    try {
      const worker = await untilAborted(serving(), watchdog.signal);
      // The worker's own abort ends it, as its code cannot be stopped otherwise.
      return await worker.call((api) => api.speak(text, voice, rate), watchdog.signal);
    } catch (error) {
      if (watchdog.signal.aborted) loaded?.worker.dismiss(error);
      throw error;
    } finally {
      end();
    }
  }

  async function speakPatiently(text: string, voice: string, rate: number): Promise<Speech> {
    for (let trial = 1; ; trial++) {
      try {
        return await attempt(text, voice, rate);
      } catch (error) {
        if (error instanceof LibraryNotAvailableError || isItsOwn(error)) throw error;
        // Whoever ended it says nothing of the voice, nor of the sentence.
        if (trial < (isLostAtWork(error) ? mostLosses : 2)) continue;
        const got = error instanceof Error ? error.message : String(error);
        // No workers here, or a policy that forbids this one: then there is no voice, which is not a sentence's fault.
        if (!hasStarted) throw new LibraryNotAvailableError(`The voice must start in this browser, got: ${got}`, {}, { cause: error });
        throw new Failure('voice-failed', `The voice ${voice} must speak every sentence, got: ${got}`, { voice, text }, { cause: error });
      }
    }
  }

  return {
    voices: espeakVoiceList,
    async speak(text, options, signal) {
      signal.throwIfAborted();
      const voice = chosenVoice(options);
      const { samples, sampleRate, marks } = await untilAborted(idle.use(() => speakPatiently(text, voice, options.rate)), signal);
      return utterance(text, options.language, samples, sampleRate, marks);
    },
  };
}

/** Whether the voice itself says that it cannot speak this. */
function isItsOwn(error: unknown): boolean {
  return error instanceof Failure && error.code === 'voice-failed';
}

function chosenVoice({ voice, language, rate }: SpeechOptions): string {
  if (!(rate >= 80 && rate <= 450)) {
    throw new Failure('invalid-parameter', `The rate of a voice must be 80 to 450 words a minute, got ${rate}.`, { rate });
  }
  if (voice === 'auto') return voiceFor(language).name;
  const named = voiceNamed(voice);
  if (named === undefined) {
    throw new Failure(
      'invalid-parameter', `The voice must be auto, none or one of ${espeakVoiceList.map(({ name }) => name).join(', ')}; got ${voice}.`, { voice },
    );
  }
  return named.name;
}

function utterance(text: string, language: string, samples: Float32Array, sampleRate: number, marks: Speech['marks']): Utterance {
  const duration = samples.length === 0 ? 0 : samples.length / sampleRate;
  return { text, samples, sampleRate: samples.length === 0 ? 0 : sampleRate, duration, words: timeWords(text, language, marks, duration) };
}
