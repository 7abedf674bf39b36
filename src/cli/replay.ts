import { isOfCheckpoint } from '../node/checkpoint-file.ts';
import { isSameFile, linesOf, longestLine } from '../node/lines-of.ts';
import { type Command, type Io, UsageError } from './command.ts';
import { refuseKeptByNpm } from './kept-by-npm.ts';
import { settingsFor, sourceOf, transferring } from './transfer/transfer.ts';
import { readTransferOptions, transferOptions } from './transfer/transfer-options.ts';

/** `mapper replay`: deliveries that were kept go the way they should have gone. */
export const replay: Command = {
  name: 'replay',
  summary: 'sends deliveries again from a file of dead letters, or from what was exported from a queue',
  details: [
    'Lines of JSON, or stdin where "-" stands for the file: dead letters as DEAD_LETTER_FILE has them, or what',
    'SQS, Pub/Sub, Service Bus or an archive of EventBridge gives, in any wrapper the webhook knows. Of lines of',
    "the webhook's log the messages are fetched again, by the CTP_… variables. The message ids are those of the",
    'delivery: what Segment has had in the last 24 hours, it drops.',
  ],
  usage: '<file | ->',
  options: [{ name: 'limit', value: 'N', text: 'so many lines at most' }, ...transferOptions],
  exits: {
    fine: 'all is sent or skipped',
    found: 'some failed again: they are in the dead letters; or a mapping has an error',
    talks: true,
  },
  examples: [{ line: 'npm run mapper -- replay test/backfill/dead-letters.jsonl --dry-run' }],
  isBySettings: true,
  run: async (input, io) => {
    refuseKeptByNpm(replay, input, io);
    const [path, ...more] = input.names;
    if (path === undefined || more.length > 0)
      throw new UsageError('replay: takes one file of lines of JSON ("-" reads them from stdin)');
    const options = readTransferOptions('replay', input);
    const settings = settingsFor('replay', options, io);
    const { checkpoint, limit } = options;
    const deadLetters =
      options.deadLetters ??
      settings.deadLetterFile ??
      `${checkpoint ?? (path === '-' ? 'replay' : path)}.dead-letters.jsonl`;
    const isRead = path === '-' ? io.isStdin?.(deadLetters) : await isSameFile(path, deadLetters);
    if (isRead === true)
      throw new UsageError(
        `replay: what fails again would be written into ${deadLetters} while it is read: name another file with --dead-letters`,
      );
    // To say that it is no checkpoint and may be deleted would be bad advice.
    if (checkpoint !== undefined && (await isOfCheckpoint(checkpoint, path)))
      throw new UsageError(
        `replay: ${path} holds what is sent again: name another file with --checkpoint, for how far it got`,
      );
    const task = { command: 'replay', ...sourceOf(settings) };
    const lines = path === '-' ? (io.stdinLines?.() ?? stdinLines(io)) : linesOf(path);
    return transferring(
      { command: 'replay', options, settings, task, deadLetters },
      { input, io },
      async (parts) => {
        const { replay: begin } = await import('../backfill/replay.ts');
        return begin({ ...parts, api: settings.commercetools, lines, longestLine, limit });
      },
    );
  },
};

async function* stdinLines(io: Io): AsyncGenerator<string> {
  yield* (await io.readStdin()).split(/(?<=\n)/);
}
