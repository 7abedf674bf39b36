import { expect, test } from 'vitest';
import { nothingYet, withBatch } from '../../src/backfill/tally.ts';
import { transferProgress } from '../../src/cli/transfer/transfer-progress.ts';
import { progressBar, progressLine, summaryWords } from '../../src/cli/transfer/transfer-words.ts';

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

/** What is drawn when a batch of 500 is done at each of these times, in milliseconds. */
function drawnAt(times: readonly number[], isTerminal: boolean): readonly string[] {
  const drawn: string[] = [];
  let clock = 0;
  const progress = transferProgress({ draw: (text) => drawn.push(text), isTerminal, now: () => clock });
  progress.onTotal(5_000);
  for (const [index, time] of times.entries()) {
    clock = time;
    const read = 500 * (index + 1);
    progress.onProgress({ ...nothingYet, read, sent: read });
  }
  progress.end();
  return drawn;
}

/** Of control characters their names. */
function readable(text: string): string {
  return text.replaceAll('\r', '<return>').replaceAll('\u001b[K', '<clear>');
}

test('on a terminal the bar is drawn over itself, ten times in a second at most, and is gone in the end', () => {
  expect(drawnAt([99, 100, 150, 199, 200, 10_000], true).map(readable)).toMatchInlineSnapshot(`
    [
      "<return><clear>[######........................] 20 %  1,000 of 5,000, 10,000/s, 1 s left",
      "<return><clear>[###############...............] 50 %  2,500 of 5,000, 12,500/s, 1 s left",
      "<return><clear>[##################............] 60 %  3,000 of 5,000, 300/s, 7 s left",
      "<return><clear>",
    ]
  `);
});

test('elsewhere there is a line every five seconds, and nothing that only a terminal can read', () => {
  expect(drawnAt([4_999, 5_000, 9_999, 10_001], false)).toMatchInlineSnapshot(`
    [
      "{"msg":"progress","read":1000,"sent":1000,"skipped":0,"failed":0,"total":5000,"perSecond":200,"secondsLeft":20}
    ",
      "{"msg":"progress","read":2000,"sent":2000,"skipped":0,"failed":0,"total":5000,"perSecond":200,"secondsLeft":15}
    ",
    ]
  `);
});

test('a summary says what adds up, why, and what to do', () => {
  const tally = {
    ...half,
    reasons: { 'no mapping listens to OrderCreated': 90 },
    inPart: { 'needs SEGMENT_PUBLIC_API_TOKEN: nobody is deleted or suppressed': 12 },
    codes: { 'input-invalid': 2, 'mapping-failed': 1_008 },
    causes: {
      'mapping-failed': {
        'mappings/order.completed.yaml:21:5: "total" yields nothing': 1_007,
        others: 1,
      },
    },
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
      sent in part 12: needs SEGMENT_PUBLIC_API_TOKEN: nobody is deleted or suppressed
      failed  2: input-invalid
      failed  1,008: mapping-failed
        1,007: mappings/order.completed.yaml:21:5: "total" yields nothing
        1: others
    What failed is in orders.json.dead-letters.jsonl: "mapper replay" takes it from there, once it is mended.
    Not all is done: Segment answered 503; go on later with the same command.
    "
  `);
});

test('what fails in more ways than can be looked at is counted all the same', () => {
  const settled = Array.from({ length: 25 }, (_, index) => {
    const detail = `the body is not JSON: it goes wrong at line 1, column ${index % 12}`;
    const failure = { code: 'not-json', detail, retryable: false } as const;
    return { piece: { came: { body: '', failure } }, outcome: { status: 'failed', failure } } as const;
  });
  const { causes } = withBatch(nothingYet, { settled, requests: 0 });
  const counts = Object.values(causes['not-json'] ?? {});
  expect(counts).toEqual([3, 2, 2, 2, 2, 2, 2, 2, 2, 2, 4]);
  expect(causes['not-json']).toMatchObject({ others: 4 });
});

test('what is wrong with a whole body has no pointer before its words', () => {
  const issue = { severity: 'error', code: 'input-invalid', pointer: '', message: 'found text' } as const;
  const detail = 'the body is not a commercetools delivery';
  const failure = { code: 'not-a-delivery', detail, retryable: false, issues: [issue] } as const;
  const settled = [
    { piece: { came: { body: '""', failure } }, outcome: { status: 'failed', failure } } as const,
  ];
  expect(withBatch(nothingYet, { settled, requests: 0 }).causes['not-a-delivery']).toEqual({
    'the body is not a commercetools delivery: found text': 1,
  });
});
