import { createHash } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';
import { dividedVoice, packed } from './src/platform/voice/voiceFiles.ts';

/** A file of `gpl/`. */
interface ProgramFile {
  readonly name: string;
  readonly mediaType: string;
  /** Bytes, or where to copy them from. */
  readonly from: string | Uint8Array;
}

const binary = 'application/octet-stream';
/** Kept inflated by the command line, which checks it. */
const coder = 'ffmpeg-core.wasm.gz';

/** The programs under the GPL: copied as they are, loaded at run time from their own files, never bundled into our chunks. */
function programs(): readonly ProgramFile[] {
  return [
    { name: 'espeak-ng.js', mediaType: 'text/javascript', from: placeOf(voice, 'espeak-ng.js') },
    ...voiceData(),
    { name: 'ffmpeg-core.js', mediaType: 'text/javascript', from: placeOf('@ffmpeg/core', 'ffmpeg-core.js') },
    { name: coder, mediaType: binary, from: placeOf('@ffmpeg/core', 'ffmpeg-core.wasm') },
  ];
}

const voice = '@echogarden/espeak-ng-emscripten';

/** The voice's data, unchanged but divided: nobody loads the dictionaries of a hundred languages to hear one. */
function voiceData(): readonly ProgramFile[] {
  const {
    common, dictionaries,
  } = dividedVoice(readFileSync(placeOf(voice, 'espeak-ng.js'), 'utf8'), new Uint8Array(readFileSync(placeOf(voice, 'espeak-ng.data'))));
  const files: readonly (readonly [name: string, bytes: Uint8Array])[] = [['common', packed(common)], ...dictionaries];
  return files.map(([name, from]) => ({ name: `espeak-ng/${name}.gz`, mediaType: binary, from }));
}

/**
 * Puts the voice (espeak-ng) and the sound coder (ffmpeg-core) into `gpl/` of the build, and serves them in development.
 *
 * What is large is gzipped, because static hosts refuse files above 25 MiB (ffmpeg-core.wasm has 31); the browser
 * inflates it itself, so no host needs to know about encodings. `VITE_WITHOUT_GPL=1` leaves all of them out.
 *
 * @param level of gzip: 9 is smallest, 1 is quickest
 */
export function gplPrograms(level = 9): Plugin {
  const isLeftOut = (): boolean => process.env['VITE_WITHOUT_GPL'] === '1';
  return {
    name: 'gpl-programs',
    config: () => ({
      // Pre-bundling would move the package away from the worker that it starts by a relative address.
      optimizeDeps: { exclude: ['@ffmpeg/ffmpeg'] },
    }),
    generateBundle() {
      if (isLeftOut()) return;
      for (const { name, from } of programs()) {
        const bytes = typeof from === 'string' ? readFileSync(from) : from;
        if (name === coder) this.emitFile({ type: 'asset', fileName: `gpl/${name.replace(/\.gz$/, '.sha256')}`, source: createHash('sha256').update(bytes).digest('hex') });
        this.emitFile({ type: 'asset', fileName: `gpl/${name}`, source: name.endsWith('.gz') ? gzipSync(bytes, { level }) : bytes });
      }
    },
    configureServer(server) {
      let served: readonly ProgramFile[] | undefined;
      server.middlewares.use((request, response, next) => {
        const path = new URL(request.url ?? '/', 'http://localhost').pathname;
        if (!path.startsWith('/gpl/')) return next();
        served ??= isLeftOut() ? [] : programs();
        const program = served.find(({ name }) => path === `/gpl/${name}`);
        if (program === undefined) {
          response.statusCode = 404;
          response.end();
          return;
        }
        // Not gzipped here: the page inflates only what really is.
        response.setHeader('Content-Type', program.mediaType);
        if (typeof program.from === 'string') createReadStream(program.from).pipe(response);
        else response.end(program.from);
      });
    },
  };
}

/** Finds a file of a package beside the module that the package's name leads to. */
function placeOf(name: string, file: string): string {
  const entry = createRequire(import.meta.url).resolve(name);
  // @ffmpeg/core resolves to its `umd` build for require; the worker here is a module and needs the `esm` one.
  return join(dirname(entry).replace(/umd$/, 'esm'), file);
}
