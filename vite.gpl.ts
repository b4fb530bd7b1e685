import { createReadStream, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** The programs under the GPL: copied as they are, loaded at run time from their own files, never bundled into our chunks. */
const programs = [
  { name: 'espeak-ng.js', from: ['@echogarden/espeak-ng-emscripten', 'espeak-ng.js'], mediaType: 'text/javascript' },
  { name: 'espeak-ng.data.gz', from: ['@echogarden/espeak-ng-emscripten', 'espeak-ng.data'], mediaType: 'application/octet-stream' },
  { name: 'ffmpeg-core.js', from: ['@ffmpeg/core', 'ffmpeg-core.js'], mediaType: 'text/javascript' },
  { name: 'ffmpeg-core.wasm.gz', from: ['@ffmpeg/core', 'ffmpeg-core.wasm'], mediaType: 'application/octet-stream' },
] as const;

/**
 * Puts the voice (espeak-ng) and the sound coder (ffmpeg-core) into `gpl/` of the build, and serves them in development.
 *
 * The two big files are gzipped, because static hosts refuse files above 25 MiB (ffmpeg-core.wasm has 31); the browser
 * inflates them itself, so no host needs to know about encodings. `VITE_WITHOUT_GPL=1` leaves all of them out.
 */
export function gplPrograms(): Plugin {
  const isLeftOut = (): boolean => process.env['VITE_WITHOUT_GPL'] === '1';
  return {
    name: 'gpl-programs',
    config: () => ({
      // Pre-bundling would move the package away from the worker that it starts by a relative address.
      optimizeDeps: { exclude: ['@ffmpeg/ffmpeg'] },
    }),
    generateBundle() {
      if (isLeftOut()) return;
      for (const { name, from } of programs) {
        const bytes = readFileSync(placeOf(from));
        this.emitFile({ type: 'asset', fileName: `gpl/${name}`, source: name.endsWith('.gz') ? gzipSync(bytes, { level: 9 }) : bytes });
      }
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const path = new URL(request.url ?? '/', 'http://localhost').pathname;
        const program = programs.find(({ name }) => path === `/gpl/${name}`);
        if (program === undefined) return next();
        if (isLeftOut()) {
          response.statusCode = 404;
          response.end();
          return;
        }
        // Not gzipped here: the page inflates only what really is.
        response.setHeader('Content-Type', program.mediaType);
        createReadStream(placeOf(program.from)).pipe(response);
      });
    },
  };
}

/** Finds a file of a package beside the module that the package's name leads to. */
function placeOf([name, file]: readonly [string, string]): string {
  const entry = createRequire(import.meta.url).resolve(name);
  // @ffmpeg/core resolves to its `umd` build for require; the worker here is a module and needs the `esm` one.
  return join(dirname(entry).replace(/umd$/, 'esm'), file);
}
