import { expect, test } from 'vitest';
import { nothingYet } from '../../src/backfill/tally.ts';
import { progressBar, progressLine, summaryWords } from '../../src/cli/transfer-words.ts';

const half = { ...nothingYet, read: 2_500, sent: 2_400, skipped: 90, failed: 10, calls: 2_400, requests: 7 };

test('a bar with rate and time left, where the total is known', () => {
  const at = (total: number | undefined, elapsedMs: number) => progressBar({ tally: half, total, elapsedMs });
  expect([
    at(5_000, 10_000),
    at(1_000_000, 10_000),
    at(50_000_000, 10_000),
    at(2_500, 10_000),
    at(undefined, 10_000),
  ]).toMatchInlineSnapshot(`
      [
        "[###############...............] 50 %  2,500 of 5,000, 250/s, 10 s left",
        "[..............................] 0 %  2,500 of 1,000,000, 250/s, 1 h 7 min left",
        "[..............................] 0 %  2,500 of 50,000,000, 250/s, 55 h 34 min left",
        "[##############################] 100 %  2,500 of 2,500, 250/s, 0 s left",
        "2,500 read, 250/s",
      ]
    `);
  expect(progressBar({ tally: nothingYet, total: 0, elapsedMs: 0 })).toMatchInlineSnapshot(`"0 read, 0/s"`);
});

test('the same for programs', () => {
  expect(progressLine({ tally: half, total: 5_000, elapsedMs: 10_000 })).toMatchInlineSnapshot(`
    "{"msg":"progress","read":2500,"sent":2400,"skipped":90,"failed":10,"total":5000,"perSecond":250,"secondsLeft":10}
    "
  `);
});

test('a summary says what adds up, why, and what to do', () => {
  const tally = {
    ...half,
    reasons: { 'no mapping listens to OrderCreated': 90 },
    codes: { 'input-invalid': 10 },
  };
  const stop = {
    reason: 'unavailable',
    detail: 'Segment answered 503; go on later with the same command',
  } as const;
  expect(
    summaryWords({ tally, stop, isDry: false, deadLetters: 'orders.json.dead-letters.jsonl' }),
  ).toMatchInlineSnapshot(`
    "2,500 read = 2,400 sent + 90 skipped + 10 failed
    calls: 2,400, in requests to Segment: 7
      skipped 90: no mapping listens to OrderCreated
      failed  10: input-invalid
    What failed is in orders.json.dead-letters.jsonl: "mapper replay" takes it from there, once it is mended.
    Not all is done: Segment answered 503; go on later with the same command.
    "
  `);
});
