import { expect, test } from 'vitest';
import { type Batch, inBatches } from '../../src/backfill/batches.ts';
import type { MappedPiece } from '../../src/backfill/map-piece.ts';
import { isStop, type Stop } from '../../src/backfill/piece.ts';

const piece = { came: { notification: {} } };
const skipped: MappedPiece = { piece, result: { status: 'skipped', reason: 'filtered' } };
const mapped = (calls: number, bytes: number): MappedPiece => ({
  piece,
  result: { status: 'mapped', calls: Array(calls).fill({}), bytes },
});
const stop: Stop = { reason: 'ended', detail: 'it was ended' };

/** How many pieces each batch has; `stop` where one comes. */
async function sizes(pieces: readonly (MappedPiece | Stop)[]): Promise<readonly unknown[]> {
  async function* source() {
    yield* pieces;
  }
  const found: (Batch | Stop)[] = [];
  for await (const one of inBatches(source())) found.push(one);
  return found.map((one) => (isStop(one) ? 'stop' : one.length));
}

const kilobyte = 1_024;

test.each<[string, readonly (MappedPiece | Stop)[], readonly unknown[]]>([
  ['nothing', [], []],
  ['as many bytes as one request may have', Array(15).fill(mapped(1, 30 * kilobyte)), [15]],
  ['twice as many', Array(30).fill(mapped(1, 30 * kilobyte)), [15, 15]],
  ['a stop alone', [stop], ['stop']],
  ['a byte more', [mapped(1, 1), ...Array(15).fill(mapped(1, 30 * kilobyte))], [15, 1]],
  ['as many calls as one request may have', Array(20).fill(mapped(100, 1)), [20]],
  ['a call more', [mapped(1, 1), ...Array(20).fill(mapped(100, 1))], [20, 1]],
  ['pieces of which nothing is sent', Array(2_001).fill(skipped), [2_000, 1]],
  ['one that fits into no batch', [mapped(1, 900 * kilobyte), skipped, mapped(1, 900 * kilobyte)], [1, 1, 1]],
  ['what was gathered before a stop', [skipped, skipped, stop, skipped], [2, 'stop']],
])('%s', async (_name, pieces, expected) => {
  expect(await sizes(pieces)).toEqual(expected);
});
