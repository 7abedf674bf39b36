import { createHash } from 'node:crypto';
import type { Task } from '../../backfill/checkpoint.ts';
import { graceMs } from '../../backfill/patiently.ts';
import type { CheckpointStore, Ran, RunParts } from '../../backfill/run.ts';
import { nothingYet } from '../../backfill/tally.ts';
import { appendTrouble } from '../../node/appendable.ts';
import { checkpointFile, isOfCheckpoint } from '../../node/checkpoint-file.ts';
import { deadLetterFile } from '../../node/dead-letter-file.ts';
import { deployedEngine } from '../../node/deployed-engine.ts';
import { readEnvironment, usualHost } from '../../node/environment.ts';
import { misspeltLines, variablesOr } from '../../node/known-variables.ts';
import { onceStopped } from '../../node/stop-signals.ts';
import { formatIssues } from '../../report/format.ts';
import { isClean } from '../../report/issue.ts';
import type { WebhookSettings } from '../../webhook/settings.ts';
import { type Input, type Io, UsageError } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { openProject } from '../project.ts';
import { alone } from './alone.ts';
import type { TransferOptions } from './transfer-options.ts';
import { transferProgress } from './transfer-progress.ts';
import { summaryLine, summaryWords } from './transfer-words.ts';

/** What a command that sends many deliveries was told, checked. */
export interface Transfer {
  readonly command: string;
  readonly options: TransferOptions;
  readonly settings: WebhookSettings;
  readonly task: Task;
  /** Where what fails is kept. */
  readonly deadLetters: string;
}

/** The settings of the environment. Throws a UsageError where they cannot be, or have no write key to send with. */
export function settingsFor(command: string, { isDry }: TransferOptions, io: Io): WebhookSettings {
  for (const line of misspeltLines(variablesOr(io.env))) io.stderr(`${line}\n`);
  const settings = readEnvironment(io.env);
  if (!settings.ok) throw new UsageError(`${command}: ${settings.failure.detail}`);
  if (settings.value.writeKey === undefined && !isDry)
    throw new UsageError(`${command}: SEGMENT_WRITE_KEY is not set; --dry-run does without`);
  return settings.value;
}

/** Tells two sources apart without telling the key; and two Segments, where it is not the usual one. */
export function sourceOf({ writeKey = '', host }: WebhookSettings): Task {
  const source = `sha256:${createHash('sha256').update(writeKey).digest('hex').slice(0, 12)}`;
  return host === usualHost ? { source } : { source, host };
}

/** Hours may pass before the first dead letter. */
async function refuseUnwritable(command: string, deadLetters: string): Promise<void> {
  const trouble = await appendTrouble(deadLetters);
  if (trouble !== undefined)
    throw new UsageError(
      `${command}: dead letters cannot be written to ${deadLetters} (${trouble}); name another file with --dead-letters, or mend DEAD_LETTER_FILE`,
    );
}

/** A dry run counts what is left to be done, and leaves the checkpoint as it is. */
function storeAt(path: string, isDry: boolean): CheckpointStore {
  const store = checkpointFile(path);
  return isDry ? { ...store, write: async () => undefined } : store;
}

/** Compiles the mappings, lets the work be done, shows how it goes and what it came to; gives the exit code. */
export async function transferring(
  { command, options, settings, task, deadLetters }: Transfer,
  { input, io }: { readonly input: Input; readonly io: Io },
  work: (parts: RunParts & { readonly onTotal: (total: number) => void }) => Promise<Ran>,
): Promise<number> {
  if (options.checkpoint !== undefined && (await isOfCheckpoint(options.checkpoint, deadLetters)))
    throw new UsageError(
      `${command}: dead letters would overwrite the checkpoint, or what stands beside it for a time: name another file for one`,
    );
  const project = await openProject(
    input,
    deployedEngine((line) => io.stderr(`${line}\n`), io.env),
  );
  if (!isClean(project.issues)) {
    io.stderr(`${formatIssues(project.issues, { colour: io.colour, textOf: project.textOf })}\n`);
    return exitCodes.found;
  }
  const { isDry, checkpoint, rate, patience } = options;
  const { writeKey = '', publicApi } = settings;
  const ending = new AbortController();
  const progress = transferProgress({ draw: io.stderr, isTerminal: io.terminal === true });
  const unwatched = onceStopped(() => {
    ending.abort();
    progress.end();
    io.stderr(
      `${command}: ending; what is under way has ${graceMs / 1_000} s, Ctrl-C again ends it at once\n`,
    );
  });
  // Loaded only here: no other command needs the part that sends.
  const { segmentOf } = await import('../../webhook/segment-of.ts');
  const sink = isDry ? undefined : segmentOf(settings).segment?.sink;
  const parts = {
    task,
    catalog: project.catalog,
    writeKey,
    sink,
    regulates: publicApi !== undefined,
    deadLetters: isDry ? async () => undefined : deadLetterFile(deadLetters),
    checkpoint: checkpoint === undefined ? undefined : storeAt(checkpoint, isDry),
    onChanged: (names: readonly string[]) =>
      io.stderr(
        `${command}: changed since ${checkpoint} was begun: ${names.join(', ')}. What is done went by what was then, the rest goes by what is now. To send all anew, delete the checkpoint; but Segment drops what it has had in the last 24 hours\n`,
      ),
    rate,
    patience,
    ending: ending.signal,
    ...progress,
  };
  const ran = await alone(command, isDry ? undefined : checkpoint, async (overtaken) => {
    if (!isDry) await refuseUnwritable(command, deadLetters);
    return work({ ...parts, overtaken });
  })
    .catch((error: unknown) => {
      const cause = error instanceof Error && 'code' in error ? String(error.code) : undefined;
      if (cause === undefined) throw error;
      const file = error instanceof Error && 'path' in error ? String(error.path) : 'a file';
      throw new UsageError(`${command}: ${file} cannot be read or written (${cause})`);
    })
    .finally(unwatched);
  if ('mismatch' in ran) throw new UsageError(`${command}: ${checkpoint} ${ran.mismatch}`);
  const isComplete = 'complete' in ran;
  if (isComplete) io.stderr(`${checkpoint} says that all is done already; delete it to begin anew\n`);
  progress.end();
  const { tally, stop } = isComplete ? { tally: nothingYet, stop: undefined } : ran;
  const summary = { tally, stop, isDry, deadLetters };
  io.stdout(io.terminal === true ? summaryWords(summary) : summaryLine(summary));
  if (stop === undefined || stop.reason === 'limit')
    return tally.failed > 0 ? exitCodes.found : exitCodes.fine;
  if (io.terminal !== true) io.stderr(`${command}: ${stop.detail}\n`);
  return exitCodes[stop.reason];
}
