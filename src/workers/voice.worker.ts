import * as Comlink from 'comlink';
import { Failure, LibraryNotAvailableError } from '../domain/failure';
import { never } from '../engine/never';
import { startEspeak, type Espeak, type EspeakProgram } from '../platform/voice/espeak';
import { fetchProgram } from '../platform/page/programs';
import { unpacked } from '../platform/voice/voiceFiles';
import type { VoiceApi } from '../platform/voice/voices';
import { serve } from './serve';

let espeak: Promise<Espeak> | undefined;

const api: VoiceApi = {
  async load(program, folder) {
    espeak ??= start(program, folder);
    await espeak;
  },
  async speak(text, voice, rate) {
    if (espeak === undefined) throw new Failure('voice-failed', 'The voice must be loaded before it speaks.');
    const speech = await (await espeak).speak(text, voice, rate);
    return Comlink.transfer(speech, [speech.samples.buffer]);
  },
};

async function start(program: string, folder: string): Promise<Espeak> {
  const file = (name: string): Promise<Uint8Array<ArrayBuffer>> => fetchProgram(`${folder}${name}.gz`, never());
  const [module, common] = await Promise.all([load(program), file('common')]);
  return startEspeak(module, { common: unpacked(common), dictionary: file });
}

/** The program stays a file of its own, so that it remains a separate work under its own licence. */
async function load(address: string): Promise<EspeakProgram> {
  try {
    const module: { readonly default: EspeakProgram } = await import(/* @vite-ignore */ address);
    return module.default;
  } catch (cause) {
    throw new LibraryNotAvailableError(`The voice must load from ${address}, got: ${String(cause)}.`, { address }, { cause });
  }
}

serve(api);
