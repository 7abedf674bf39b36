import { commercetools } from '../commercetools/lookup/commercetools.ts';
import type { ApiSettings } from '../commercetools/lookup/settings.ts';
import type { DeadLetterSink } from '../report/dead-letter.ts';
import { linesSource } from './lines-source.ts';
import { unlessCut } from './patiently.ts';
import { ended, type Piece, type Source, type Stop } from './piece.ts';
import { refetched } from './refetched.ts';
import { type Ran, type RunParts, run } from './run.ts';

export interface ReplayParts extends Omit<RunParts, 'commercetools'> {
  readonly api?: ApiSettings | undefined;
  readonly lines: AsyncIterable<string>;
  /** Bytes of a line; where it has so many, its end is missing. */
  readonly longestLine: number;
  readonly limit?: number | undefined;
}

/** Takes deliveries from lines of JSON as the webhook would take them from a queue; those that our log names it fetches. */
export async function replay(parts: ReplayParts): Promise<Ran> {
  const { api, lines, longestLine, limit } = parts;
  let first: string | undefined;
  const deadLetters: DeadLetterSink = (letters) => {
    first ??= letters[0] && JSON.stringify(letters[0]);
    return parts.deadLetters(letters);
  };
  // Through a pipe, nothing else tells that it is the file of the dead letters that is read.
  const isOwn = (text: string) => text === first;
  const own = { ...parts, deadLetters, commercetools: api && commercetools(api), canGrow: true };
  const from = api && own.commercetools && { ...own.commercetools, projectKey: api.projectKey };
  return run(own, (after, patience) =>
    untilEnded(
      refetched(linesSource({ lines, longest: longestLine, after, limit, isOwn }), { from, patience }),
      parts.ending,
    ),
  );
}

/** Into a pipe from which is read nothing may come for hours: whoever ends the run need not wait for it. */
async function* untilEnded(source: Source, ending: AbortSignal): AsyncGenerator<Piece | Stop> {
  const pieces = source[Symbol.asyncIterator]();
  let isAwaited = false;
  try {
    for (;;) {
      isAwaited = true;
      const next = await unlessCut(() => pieces.next(), ending);
      if (next === undefined) return yield ended;
      isAwaited = false;
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    // What reads is closed, unless it waits: then it would be waited for.
    if (!isAwaited) await pieces.return?.();
  }
}
