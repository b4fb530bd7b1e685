import { serve } from '../../src/cli/serve.mjs';

export interface FolderServer {
  /** Address with a final slash. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves the files of a folder on a free port of this machine, as `npm start` does.
 *
 * @param prefix sub-path it is served under, `/` by default
 */
export function serveFolder(folder: string, prefix = '/'): Promise<FolderServer> {
  return serve(folder, { prefix });
}
