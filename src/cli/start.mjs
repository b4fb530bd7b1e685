// `npm start`: installs what is missing, builds, serves the studio.
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, root } from './install.mjs';
import { serve } from './serve.mjs';

ensureInstalled();
ensureBuilt();
const { url } = await serve(join(root, 'dist'), { port: Number(process.env['PORT']) || 4173 });
console.log(`Kinora is at ${url}\nStop it with Ctrl+C.`);
