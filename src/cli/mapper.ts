import { text } from 'node:stream/consumers';
import { gathered } from '../node/gathered.ts';
import { isOpenAs, linesOfStdin } from '../node/lines-of.ts';
import { readVariablesFile } from '../node/variables-file.ts';
import { wantsColour } from './colour.ts';
import type { Io } from './command.ts';
import { exitCodes } from './exit-codes.ts';
import { isBySettings, main } from './main.ts';

/** Whoever reads only the beginning, as `head` does, has all they want. What had come to its end keeps its code. */
function unread(error?: NodeJS.ErrnoException | null): void {
  if (error) process.exit(error.code === 'EPIPE' ? (process.exitCode ?? exitCodes.fine) : exitCodes.broken);
}

// Told to who writes: a server, or a worker, goes on without its log.
process.stdout.on('error', () => undefined);
// Hours of work do not end because nobody reads any more how far it is.
process.stderr.on('error', () => undefined);

const io: Io = {
  stdout: (words) => process.stdout.write(words, unread),
  stderr: (words) => process.stderr.write(words),
  log: gathered(() => process.stdout),
  colour: wantsColour([process.stdout, process.stderr]),
  terminal: process.stderr.isTTY === true,
  readStdin: () => text(process.stdin),
  stdinLines: linesOfStdin,
  isStdin: (path) => isOpenAs(process.stdin.fd, path),
};

try {
  const args = process.argv.slice(2);
  const trouble = (await isBySettings(args)) ? readVariablesFile() : undefined;
  if (trouble !== undefined) io.stderr(`${trouble}\n`);
  const code = trouble === undefined ? await main(args, io) : exitCodes.usage;
  process.exitCode = code;
  // Of what did not come to its end a request may still be under way, which nobody waits for.
  if (code >= exitCodes.broken) process.stdout.write('', () => process.exit());
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = exitCodes.broken;
}
