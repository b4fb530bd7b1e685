import { join } from 'node:path';
import { root } from '../../src/cli/install.mjs';
import { serve } from '../../src/cli/serve.mjs';

/** The built app on a host of its own, which takes films as the command line does. */
export interface FilmHost {
  readonly url: string;
  /** The MP4 files that were handed over, in order. */
  readonly films: readonly Buffer[];
  close(): Promise<void>;
}

/**
 * Serves the built app to a browser that no Playwright drives.
 *
 * @param document what it is given for every source it asks for
 */
export async function openFilmHost(document: string): Promise<FilmHost> {
  const films: Buffer[] = [];
  const { url, close } = await serve(process.env['KINORA_DIST'] ?? join(root, 'dist'), {
    handle: async (request, response) => {
      const path = request.url ?? '';
      if (!path.startsWith('/kinora-')) return false;
      const chunks: Buffer[] = [];
      for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
      if (path.endsWith('.mp4')) films.push(Buffer.concat(chunks));
      response.writeHead(200).end(path.startsWith('/kinora-source') ? document : '');
      return true;
    },
  });
  return { url, films, close };
}
