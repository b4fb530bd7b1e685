import * as v from 'valibot';
import { LibraryNotAvailableError } from '../../domain/failure';
import type { NeuralPort, Sound } from '../../engine/ports';

/** What lies at the address: a module with the interface of `kokoro-js`, and what it will fetch. */
const manifestSchema = v.object({
  name: v.pipe(v.string(), v.minLength(1)),
  /** Of all that is fetched before the first word. */
  bytes: v.pipe(v.number(), v.minValue(0)),
  /** Address of the module, relative to the manifest. */
  module: v.pipe(v.string(), v.minLength(1)),
  /** What the module is told to load; absent: the folder of the manifest. */
  model: v.optional(v.string()),
  voices: v.pipe(v.array(v.object({ name: v.string(), label: v.string(), language: v.string() })), v.minLength(1)),
});

type Manifest = v.InferOutput<typeof manifestSchema>;

/** The part of `kokoro-js` that is used here. */
interface NeuralModule {
  readonly KokoroTTS: {
    from_pretrained(
      model: string,
      options: { readonly dtype: 'q8'; readonly device: 'webgpu' | 'wasm'; readonly progress_callback: (event: { readonly progress?: number }) => void },
    ): Promise<Synthesizer>;
  };
}

interface Synthesizer {
  generate(
    text: string, options: { readonly voice: string; readonly speed: number },
  ): Promise<{ readonly audio: Float32Array; readonly sampling_rate: number }>;
}

/** Words a minute at the speed 1. */
const usualRate = 165;

/**
 * A voice that the site's owner has put at an address of its own (`manifest.json` and what it names). Nothing is fetched before somebody asks.
 *
 * @param address absolute
 */
export function neuralVoice(address: string, load: (url: string) => Promise<unknown> = (url) => import(/* @vite-ignore */ url)): NeuralPort {
  const base = new URL(address.endsWith('/') ? address : `${address}/`);
  let described: Promise<Manifest> | undefined;
  let loaded: Promise<Synthesizer> | undefined;

  async function manifest(): Promise<Manifest> {
    described ??= fetched();
    return described.catch((error: unknown) => {
      described = undefined;
      throw missing(base.href, error);
    });
  }

  async function fetched(): Promise<Manifest> {
    const response = await fetch(new URL('manifest.json', base));
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    return v.parse(manifestSchema, await response.json());
  }

  async function start(report: (fraction: number) => void): Promise<Synthesizer> {
    const { module, model } = await manifest();
    // It follows the interface: the manifest says so.
    const { KokoroTTS } = (await load(new URL(module, base).href)) as NeuralModule;
    return KokoroTTS.from_pretrained(model ?? base.href, {
      dtype: 'q8',
      device: typeof navigator !== 'undefined' && 'gpu' in navigator ? 'webgpu' : 'wasm',
      progress_callback: ({ progress }) => { if (progress !== undefined) report(Math.min(1, progress / 100)); },
    });
  }

  async function synthesizer(report: (fraction: number) => void = () => undefined): Promise<Synthesizer> {
    loaded ??= start(report);
    return loaded.catch((error: unknown) => {
      loaded = undefined;
      throw missing(base.href, error);
    });
  }

  return {
    async describe() {
      const { name, bytes } = await manifest();
      return { name, bytes };
    },
    load: async (report) => void (await synthesizer(report)),
    async speak(text, language, rate): Promise<Sound> {
      const { voices } = await manifest();
      const code = language.split('-', 1)[0] ?? '';
      const voice = voices.find((one) => one.language === language) ?? voices.find((one) => one.language.split('-', 1)[0] === code);
      if (voice === undefined) throw new LibraryNotAvailableError(`The neural voice must know the language, got ${language}.`, { language });
      const ready = await synthesizer();
      try {
        const { audio, sampling_rate: sampleRate } = await ready.generate(text, { voice: voice.name, speed: rate / usualRate });
        return { samples: audio, sampleRate };
      } catch (cause) {
        throw missing(base.href, cause);
      }
    },
  };
}

function missing(address: string, cause: unknown): LibraryNotAvailableError {
  if (cause instanceof LibraryNotAvailableError) return cause;
  return new LibraryNotAvailableError(
    `The neural voice must load from ${address}, got: ${cause instanceof Error ? cause.message : String(cause)}`, { address }, { cause },
  );
}
