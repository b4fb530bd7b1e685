import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { startEspeak, type Espeak, type EspeakProgram } from '../../src/platform/voice/espeak';
import { dividedVoice, packed, unpacked } from '../../src/platform/voice/voiceFiles';

const folder = dirname(createRequire(import.meta.url).resolve('@echogarden/espeak-ng-emscripten'));

/** The program as its package has it. */
export async function espeakPackage(): Promise<{ readonly program: EspeakProgram; readonly text: string; readonly data: Uint8Array<ArrayBuffer> }> {
  const file = join(folder, 'espeak-ng.js');
  const { default: program } = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as { default: EspeakProgram };
  return { program, text: await readFile(file, 'utf8'), data: new Uint8Array(await readFile(join(folder, 'espeak-ng.data'))) };
}

/** Starts the real program as the page does, with its files divided as a build divides them. */
export async function startedEspeak(fetched: (name: string) => void = () => undefined): Promise<Espeak> {
  const { program, text, data } = await espeakPackage();
  const { common, dictionaries } = dividedVoice(text, data);
  return startEspeak(program, {
    common: unpacked(packed(common)),
    dictionary: async (name) => {
      fetched(name);
      const bytes = dictionaries.get(name);
      if (bytes === undefined) throw new Error(`There is no ${name}.`);
      return bytes;
    },
  });
}
