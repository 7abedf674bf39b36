import { describe, expect, test } from 'vitest';
import { ended, type Piece, type Stop } from '../../src/backfill/piece.ts';
import type { SettledBatch } from '../../src/backfill/settled.ts';
import { type TransferParts, transfer } from '../../src/backfill/transfer.ts';

const failure = { code: 'not-json', detail: 'it is not JSON', retryable: false } as const;
const busy: Stop = { reason: 'unavailable', detail: 'Segment answered 503' };

/** As many pieces as one batch has at most; here a piece is sent, though nothing could be made of it, so that it needs no catalog. */
const inBatch = 2_000;

/** The pieces of so many batches, each with its number as its position. */
function pieces(batches: number): Piece[] {
  return Array.from({ length: batches * inBatch }, (_, index) => ({
    came: { body: `${index}`, failure },
    position: { id: index + 1 },
  }));
}

interface Played {
  readonly source: readonly (Piece | Stop)[];
  /** What becomes of a batch, by its number from 0, once it is told. */
  readonly send?: (number: number, batch: SettledBatch) => Promise<SettledBatch | Stop>;
  readonly changed?: Partial<TransferParts>;
}

/** Transfers, and tells in its order all that a run does. */
async function play({ source, send = async (_, batch) => batch, changed = {} }: Played) {
  const told: string[] = [];
  let [begun, underWay, most, read] = [0, 0, 0, 0];
  async function* reading() {
    for (const piece of source) {
      read++;
      yield piece;
    }
  }
  const transferred = await transfer({
    source: reading(),
    mapping: {} as TransferParts['mapping'],
    send: async (batch) => {
      const settled = batch.map(({ piece }) => ({ piece, outcome: { status: 'sent', calls: 1 } as const }));
      most = Math.max(most, ++underWay);
      return send(begun++, { settled, requests: 1 }).finally(() => underWay--);
    },
    deadLetters: async (letters) => void told.push(`${letters.length} dead`),
    save: async ({ id }) => void told.push(`saved ${id}`),
    onProgress: (tally) => told.push(`read ${tally.read}`),
    ending: new AbortController().signal,
    halt: () => told.push('halt'),
    ...changed,
  });
  return { ...transferred, told, most, begun, read };
}

/** So that one piece of a batch is a dead letter. */
async function oneFails(_: number, { settled, requests }: SettledBatch): Promise<SettledBatch> {
  const [first, ...others] = settled;
  if (first === undefined) throw new Error('an empty batch');
  return { settled: [{ ...first, outcome: { status: 'failed', failure } }, ...others], requests };
}

test('dead letters are safe before the place is, and that before a batch counts', async () => {
  const { told, tally, stop } = await play({ source: pieces(1), send: oneFails });
  expect(told).toEqual(['1 dead', 'saved 2000', 'read 2000']);
  expect([tally.sent, tally.failed, stop]).toEqual([1_999, 1, undefined]);
});

test('the place is that of the last piece behind which a run can begin', async () => {
  const [first, second, third] = pieces(1);
  const source = [first, second, { came: third?.came }] as Piece[];
  expect((await play({ source })).told).toEqual(['saved 2', 'read 3']);
  expect((await play({ source: source.slice(2) })).told).toEqual(['read 1']);
});

test('batches are on their way four at once, and settled in the order of the source', async () => {
  const waiting: (() => void)[] = [];
  const send = async (number: number, batch: SettledBatch) => {
    if (number < 4) await new Promise<void>((resolve) => waiting.push(resolve));
    return batch;
  };
  const played = play({ source: pieces(6), send });
  while (waiting.length < 4) await new Promise(setImmediate);
  for (const resolve of waiting.toReversed()) resolve();
  const { told, most, tally } = await played;
  expect(told.filter((one) => one.startsWith('saved'))).toEqual(
    [1, 2, 3, 4, 5, 6].map((number) => `saved ${number * inBatch}`),
  );
  expect([most, tally.requests]).toEqual([4, 6]);
});

describe('a run that stops', () => {
  test('at a stop of its source has sent what came before', async () => {
    const send = async (_: number, batch: SettledBatch) => {
      await new Promise(setImmediate);
      return batch;
    };
    const { told, stop } = await play({ source: [...pieces(1).slice(0, 3), busy, ...pieces(1)], send });
    expect([told, stop]).toEqual([['saved 3', 'read 3'], busy]);
  });

  test('at a batch that cannot be sent counts none behind it, and says so at once', async () => {
    const send = async (number: number, batch: SettledBatch) => (number === 1 ? busy : batch);
    const { told, stop, tally, read } = await play({ source: pieces(9), send });
    expect(told.filter((one) => one !== 'halt')).toEqual(['saved 2000', 'read 2000']);
    expect(told).toContain('halt');
    expect([stop, tally.read]).toEqual([busy, 2_000]);
    expect(read).toBeLessThan(9 * inBatch);
  });

  test.each<[string, Partial<TransferParts>, readonly string[]]>([
    ['dead letters', { deadLetters: () => full() }, ['halt']],
    ['checkpoint', { save: () => full() }, ['1 dead', 'halt']],
  ])('where the %s cannot be written, counts nothing as done', async (what, changed, told) => {
    const played = await play({ source: pieces(1), send: oneFails, changed });
    expect(played.told).toEqual(told);
    expect(played.stop).toEqual({
      reason: 'broken',
      detail: `the ${what} cannot be written (ENOSPC); nothing is lost: mend that, and run the same command again`,
    });
    expect(played.tally.read).toBe(0);
  });

  test('because it is ended reads no further, and sends what was read', async () => {
    const ending = new AbortController();
    const send = async (_: number, batch: SettledBatch) => {
      ending.abort();
      return batch;
    };
    const { told, stop, read } = await play({ source: pieces(9), send, changed: { ending: ending.signal } });
    expect(stop).toEqual(ended);
    expect(told.at(-1)).toBe(`read ${read - 1}`);
    expect(read).toBeLessThan(9 * inBatch);
  });

  test('when all is done is done', async () => {
    const ending = new AbortController();
    const send = async (_: number, batch: SettledBatch) => {
      ending.abort();
      return batch;
    };
    const { tally, stop } = await play({ source: pieces(1), send, changed: { ending: ending.signal } });
    expect([tally.read, stop]).toEqual([2_000, undefined]);
  });

  test('for a cause that has no code gives its kind, and quotes none of its words', async () => {
    const save = () => Promise.reject(new Error('no space for anna@example.com'));
    const { stop } = await play({ source: pieces(1), changed: { save } });
    expect(stop?.detail).toContain('the checkpoint cannot be written (Error)');
  });

  test.each<[string, Stop, Stop]>([
    ['what it waited for', busy, { reason: 'ended', detail: 'it was ended while Segment answered 503' }],
    ['a key that is wrong', { ...busy, reason: 'refused' }, { ...busy, reason: 'refused' }],
  ])('because it is ended tells %s', async (_, stop, told) => {
    const changed = { ending: AbortSignal.abort() };
    expect((await play({ source: [stop], changed })).stop).toEqual(told);
  });
});

function full(): Promise<never> {
  return Promise.reject(Object.assign(new Error('no space for anna@example.com'), { code: 'ENOSPC' }));
}
