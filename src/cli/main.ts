import { parseCommand } from './parseCommand';
import { runCommand } from './runCommand';
import { shown } from './terminal';
import { UsageError } from './usage';
import { verify } from './verify';

/**
 * Runs the command line.
 *
 * @param words without the program's name
 * @returns the exit code: 0 all good, 1 some files failed or are not as they were made, 2 wrong usage
 */
export async function main(words: readonly string[]): Promise<number> {
  // Whoever reads the results has seen enough (`| head`): the rest is not wanted.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    process.exit(error.code === 'EPIPE' ? 0 : 1);
  });
  try {
    const command = parseCommand(words);
    if ('help' in command) {
      process.stdout.write(command.help);
      return 0;
    }
    return command.name === 'verify' ? await verify(command) : await runCommand(command);
  } catch (error) {
    if (error instanceof UsageError) {
      process.stderr.write(`${error.message.split('\n').map(shown).join('\n')}\n`);
      return 2;
    }
    process.stderr.write(`${(error instanceof Error ? (error.stack ?? error.message) : String(error)).split('\n').map(shown).join('\n')}\n`);
    return 1;
  }
}
