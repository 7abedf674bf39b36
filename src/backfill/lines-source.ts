import { createHash, type Hash } from 'node:crypto';
import { openEnvelope } from '../commercetools/envelope.ts';
import type { Content } from '../commercetools/notification.ts';
import { noHeaders } from '../commercetools/request-headers.ts';
import { causeOf } from '../report/cause-of.ts';
import type { Failure } from '../report/failure.ts';
import { cameOf } from '../webhook/came-of.ts';
import { parseJson } from '../webhook/parse-json.ts';
import { type Logged, loggedIn } from './logged.ts';
import { noLines } from './no-lines.ts';
import type { Piece, Position, Stop } from './piece.ts';
import { recordsIn } from './records-in.ts';

export interface Lines {
  /** With a line feed at the end of each, but of one that is not whole. */
  readonly lines: AsyncIterable<string>;
  /** Bytes of a line; where it has so many, its end is missing. */
  readonly longest: number;
  /** The last line that is done. */
  readonly after?: Position | undefined;
  /** So many lines at most. */
  readonly limit?: number | undefined;
  /** Whether the run has written a line itself. */
  readonly isOwn?: (text: string) => boolean;
}

/** A piece, or what the log says of one. */
export interface LinePiece {
  readonly came: Piece['came'] | { readonly logged: Logged; readonly body: string };
  readonly position?: Position;
}

/**
 * Each line of an export, of a file of dead letters or of our log with the deliveries in it. A position is the number of a line and
 * the SHA-256 of all text up to it: a run goes on only in a file that begins as it did before.
 */
export async function* linesSource({
  lines,
  longest,
  after,
  limit,
  isOwn = () => false,
}: Lines): AsyncGenerator<LinePiece | Stop> {
  const hash = createHash('sha256');
  const done = Number(after?.['line'] ?? 0);
  let line = 0;
  for await (const read of untilUnreadable(lines)) {
    if (typeof read !== 'string') return yield read;
    const text = withoutEnd(read);
    line++;
    hash.update(`${text}\n`);
    if (line === done && digestOf(hash) !== after?.['sha256']) return yield otherFile;
    if (line <= done || text.trim() === '') continue;
    if (isOwn(text)) return yield ownLine;
    const stop = noLines(text, { line, longest });
    if (stop !== undefined) return yield stop;
    if (line > done + (limit ?? Number.POSITIVE_INFINITY))
      return yield { reason: 'limit', detail: `as many lines as --limit says: ${limit}` };
    if (!read.endsWith('\n') && !isJson(text)) return yield halfLine(line);
    // Windows begins a file with a mark, which is no part of its first line.
    const pieces = piecesOf(line === 1 ? text.replace(/^\ufeff/, '') : text);
    const position = { line, sha256: digestOf(hash) };
    yield* pieces.map((came, index) => (index === pieces.length - 1 ? { came, position } : { came }));
  }
  if (line < done) yield otherFile;
}

/** What was read before is worth its summary. Rejects where nothing could be read at all. */
async function* untilUnreadable(lines: Lines['lines']): AsyncGenerator<string | Stop> {
  let line = 0;
  try {
    for await (const text of lines) {
      line++;
      yield text;
    }
  } catch (error) {
    if (line === 0) throw error;
    yield {
      reason: 'broken',
      detail: `what is behind line ${line} cannot be read (${causeOf(error)}); nothing is lost: mend that, and run the same command again`,
    };
  }
}

function withoutEnd(line: string): string {
  if (line.endsWith('\r\n')) return line.slice(0, -2);
  return line.endsWith('\n') || line.endsWith('\r') ? line.slice(0, -1) : line;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** To take it for a broken one would keep half of it as a dead letter, and leave the other half behind. */
function halfLine(line: number): Stop {
  return {
    reason: 'ended',
    detail: `line ${line}, the last one, breaks off: it is still being written, or was cut off. All before it is done; run the same command again once it is whole`,
  };
}

const otherFile: Stop = {
  reason: 'usage',
  detail:
    'the checkpoint is of another file, or the file has changed before the line that was reached: name another checkpoint, or delete it to begin anew',
};

const ownLine: Stop = {
  reason: 'usage',
  detail:
    'what fails again is written into the file that is read, which would have no end; all that stood in it before was taken. Name another file with --dead-letters',
};

/** Of all so far; more can follow. */
function digestOf(hash: Hash): string {
  return hash.copy().digest('hex');
}

function piecesOf(text: string): readonly LinePiece['came'][] {
  const json = parseJson(text);
  if (!json.ok) return [{ body: text, failure: json.failure }];
  return [...recordsIn(json.value)].flatMap((record): readonly LinePiece['came'][] => {
    const logged = loggedIn(record);
    if (logged !== undefined) return [{ logged, body: bodyOf(record) }];
    const { contents } = openEnvelope(record, noHeaders);
    return contents.map((content) =>
      withFailure(
        content,
        cameOf(content, () => bodyOf(record)),
      ),
    );
  });
}

function bodyOf(record: unknown): string {
  return typeof record === 'string' ? record : JSON.stringify(record);
}

function withFailure(content: Content, came: ReturnType<typeof cameOf>): Piece['came'] {
  if ('notification' in came) return came;
  return { ...came, failure: content.kind === 'unknown' ? content.failure : handshake };
}

const handshake: Failure = {
  code: 'not-a-delivery',
  detail: 'this is what a queue says of a subscription of its own, and no delivery',
  retryable: false,
};
