// `npm run -s kinora -- <command>`: installs and builds what is missing, then hands over to the command line proper.
import { ensureBuilt, ensureInstalled } from './install.mjs';

const isAskingForHelp = process.argv.slice(2).some((word) => word === '--help' || word === '-h') || process.argv.length < 3;
ensureInstalled();
if (!isAskingForHelp) ensureBuilt();
const { register } = await import('tsx/esm/api');
register();
const { main } = await import('./main.ts');
process.exitCode = await main(process.argv.slice(2));
