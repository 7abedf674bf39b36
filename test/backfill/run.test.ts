import { expect, test } from 'vitest';
import type { Patience } from '../../src/backfill/patiently.ts';
import type { Piece, Position, Stop } from '../../src/backfill/piece.ts';
import { type RunParts, run } from '../../src/backfill/run.ts';
import { nothingYet } from '../../src/backfill/tally.ts';
import type { Catalog } from '../../src/mapping/catalog.ts';

const failure = { code: 'not-json', detail: 'it is not JSON', retryable: false } as const;
const enough: Stop = { reason: 'limit', detail: 'as much as was asked for' };
const full = () => Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' }));

/** Of these nothing can be made, so that no catalog is asked. */
const pieces: readonly Piece[] = [1, 2, 3].map((id) => ({
  came: { body: `${id}`, failure },
  position: { id },
}));

/** Runs that share a checkpoint; each tells where it began, and with how much patience. */
function runs() {
  let text: string | undefined;
  return async (source: readonly (Piece | Stop)[], changed: Partial<RunParts> = {}) => {
    const begun: (Position | undefined)[] = [];
    const patiences: Patience[] = [];
    const parts: RunParts = {
      task: { command: 'backfill customers' },
      catalog: {} as Catalog,
      writeKey: 'WRITE-KEY',
      deadLetters: async () => undefined,
      checkpoint: {
        read: async () => text,
        write: async (next) => {
          text = next;
        },
      },
      rate: 1_000,
      patience: 60,
      ending: new AbortController().signal,
      onProgress: () => undefined,
      ...changed,
    };
    const ran = run(parts, async function* open(after, patience) {
      begun.push(after);
      patiences.push(patience);
      yield* source;
    });
    return { ran: await ran.catch((error: unknown) => error), begun, isHalted: patiences[0]?.halt.aborted };
  };
}

test('a run goes on where the last one came to, until all is done', async () => {
  const next = runs();
  const [first, second, third] = pieces as [Piece, Piece, Piece];
  expect(await next([first, enough])).toMatchObject({ begun: [undefined], ran: { stop: enough } });
  expect(await next([enough])).toMatchObject({ begun: [{ id: 1 }] });
  expect(await next([second, third])).toMatchObject({ begun: [{ id: 1 }], ran: { tally: { failed: 2 } } });
  expect(await next(pieces)).toEqual({ begun: [], ran: { complete: true }, isHalted: undefined });
});

test('to what may grow a run that is done is begun again, behind it', async () => {
  const next = runs();
  await next(pieces, { canGrow: true });
  expect(await next([], { canGrow: true })).toMatchObject({
    begun: [{ id: 3 }],
    ran: { tally: { read: 0 } },
  });
});

test('the checkpoint of another run is not gone on from', async () => {
  const next = runs();
  await next([enough]);
  const { ran, begun } = await next(pieces, { task: { command: 'backfill orders' } });
  expect([ran, begun]).toEqual([{ mismatch: expect.any(String) }, []]);
});

test('a place that cannot be written to is found before anything is read', async () => {
  const { ran, begun } = await runs()(pieces, { checkpoint: { read: async () => undefined, write: full } });
  const detail =
    'the checkpoint cannot be written (ENOSPC); nothing is lost: mend that, and run the same command again';
  expect([ran, begun]).toEqual([{ tally: nothingYet, stop: { reason: 'broken', detail } }, []]);
});

test('where the disk is full in the end, what the run came to is told all the same', async () => {
  const next = runs();
  const write = async (text: string) => (text.includes('"isComplete": true') ? full() : undefined);
  expect(await next(pieces, { checkpoint: { read: async () => undefined, write } })).toMatchObject({
    ran: { tally: { read: 3, failed: 3 }, stop: { reason: 'broken' } },
  });
});

test('without a checkpoint a run begins at the beginning', async () => {
  const next = runs();
  for (let count = 0; count < 2; count++)
    expect(await next(pieces, { checkpoint: undefined })).toMatchObject({
      begun: [undefined],
      ran: { tally: { failed: 3 } },
    });
});

test('nobody waits any longer where a run is ended or cannot go on', async () => {
  expect((await runs()(pieces)).isHalted).toBe(false);
  expect((await runs()(pieces, { ending: AbortSignal.abort() })).isHalted).toBe(true);
  const { ran, isHalted } = await runs()(pieces, { deadLetters: full });
  expect([ran, isHalted]).toMatchObject([{ stop: { reason: 'broken' } }, true]);
});
