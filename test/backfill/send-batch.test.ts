import { expect, test } from 'vitest';
import type { MappedPiece } from '../../src/backfill/map-piece.ts';
import { isStop } from '../../src/backfill/piece.ts';
import { sending, sendNothing } from '../../src/backfill/send-batch.ts';
import type { SegmentDetails } from '../../src/report/failure.ts';
import type { Receipt } from '../../src/segment/receipt.ts';

const never = new AbortController().signal;
const piece = { came: { notification: {} } };
const failure = { code: 'input-invalid', detail: 'it does not fit', retryable: false } as const;

/** A piece that makes two calls, which have its name. */
const mapped = (name: string, reason?: string): MappedPiece => ({
  piece: { came: { notification: { name } } },
  result: {
    status: 'mapped',
    calls: ['1', '2'].map((part) => ({ type: 'track', timestamp: '', messageId: `${name}${part}` })),
    bytes: 10,
    ...(reason !== undefined && { reason }),
  },
});
const skipped: MappedPiece = { piece, result: { status: 'skipped', reason: 'filtered' } };
const failed: MappedPiece = { piece, result: { status: 'failed', failure } };

const accepted: Receipt = { status: 'accepted' };
const rejected = (details: Partial<SegmentDetails>): Receipt => ({
  status: 'rejected',
  details: { attempts: 1, ...details },
});
const malformed = rejected({ status: 400 });

/** Sends pieces to a Segment that answers by the names in a request; tells the requests by these names. */
async function send(
  pieces: readonly MappedPiece[],
  answer: (names: string) => Receipt,
  { cut = never, totalMs = 0 }: { readonly cut?: AbortSignal; readonly totalMs?: number } = {},
) {
  const requests: string[] = [];
  let turns = 0;
  const sendBatch = sending({
    sink: async (calls, timeoutMs) => {
      expect([timeoutMs, turns]).toEqual([1_234, requests.length + 1]);
      const names = calls.map(({ messageId }) => messageId).join(' ');
      requests.push(names);
      return answer(names);
    },
    turn: async () => {
      await Promise.resolve();
      turns++;
    },
    patience: { totalMs, requestMs: 1_234, halt: never, cut },
  });
  const sent = await sendBatch(pieces);
  if (isStop(sent)) return { requests, stop: sent };
  expect(sent.requests).toBe(requests.length);
  expect(sent.settled.map(({ piece }) => piece)).toEqual(pieces.map(({ piece }) => piece));
  return { requests, outcomes: sent.settled.map(({ outcome }) => outcome) };
}

test('a batch is one request, with what needs none between', async () => {
  const pieces = [mapped('a', 'a part was not'), skipped, mapped('b'), failed];
  const { requests, outcomes } = await send(pieces, () => accepted);
  expect(requests).toEqual(['a1 a2 b1 b2']);
  expect(outcomes).toEqual([
    { status: 'sent', calls: 2, reason: 'a part was not' },
    { status: 'skipped', reason: 'filtered' },
    { status: 'sent', calls: 2 },
    { status: 'failed', failure },
  ]);
});

test('where there is nothing to send there is no request', async () => {
  expect(await send([skipped, failed], () => accepted)).toMatchObject({ requests: [] });
});

test.each<[string, Partial<SegmentDetails>]>([
  ['malformed', { status: 400 }],
  ['too large', { status: 413 }],
  ['not valid', { status: 422 }],
  ['said to be no success', { status: 200 }],
  ['not taken by the SDK', { cause: 'not-sent' }],
])('what is %s is cut in half until it is alone', async (_, details) => {
  const pieces = ['a', 'b', 'c', 'd', 'e'].map((name) => mapped(name));
  const { requests, outcomes } = await send(pieces, (names) =>
    names.includes('d') ? rejected(details) : accepted,
  );
  expect(requests).toEqual([
    'a1 a2 b1 b2 c1 c2 d1 d2 e1 e2',
    'a1 a2 b1 b2 c1 c2',
    'd1 d2 e1 e2',
    'd1 d2',
    'e1 e2',
  ]);
  expect(outcomes?.map(({ status }) => status)).toEqual(['sent', 'sent', 'sent', 'failed', 'sent']);
  expect(outcomes?.[3]).toMatchObject({ failure: { code: 'segment-refused', segment: details } });
});

test.each<[string, Partial<SegmentDetails>, string]>([
  ['key', { status: 401 }, 'check SEGMENT_WRITE_KEY and SEGMENT_HOST'],
  [
    'key that can be none',
    { status: 400, message: 'An invalid write key was provided' },
    'check SEGMENT_WRITE_KEY and SEGMENT_HOST',
  ],
  ['address', { status: 404 }, 'check SEGMENT_WRITE_KEY and SEGMENT_HOST'],
  ['redirect', { status: 300 }, 'check SEGMENT_WRITE_KEY and SEGMENT_HOST'],
  ['host', { cause: 'ERR_INVALID_URL' }, 'check SEGMENT_WRITE_KEY and SEGMENT_HOST'],
  ['token', { status: 403, api: 'public' }, 'check SEGMENT_PUBLIC_API_TOKEN and SEGMENT_HOST'],
])('a refusal of ours ends the run at once: %s', async (_, details, advice) => {
  const { requests, stop } = await send([mapped('a'), mapped('b')], () => rejected(details));
  expect(requests).toHaveLength(1);
  expect(stop?.reason).toBe('refused');
  expect(stop?.detail.endsWith(`; ${advice}`)).toBe(true);
});

test.each<[string, Partial<SegmentDetails>, string]>([
  ['busy', { status: 503 }, 'look at https://status.segment.com, and go on later with the same command'],
  ['asking for patience', { status: 429, retryAfter: '900' }, 'or give it more --patience'],
  ['not there', { cause: 'ECONNREFUSED' }, 'then go on with the same command'],
  ['a page of a proxy', { status: 200 }, 'then go on with the same command'],
  ['without an id of its regulation', { status: 200, api: 'public' }, 'go on later with the same command'],
  ['silent', { cause: 'timeout' }, 'go on later with the same command'],
])('a Segment that is %s ends the run for now', async (_, details, advice) => {
  const answer: Receipt = { status: 'unavailable', details: { attempts: 1, ...details } };
  const { requests, stop } = await send([mapped('a'), mapped('b')], () => answer);
  expect(requests).toHaveLength(1);
  expect(stop?.reason).toBe('unavailable');
  expect(stop?.detail).toContain(advice);
});

test('a Segment that is busy is asked again when it says, and not before', async () => {
  const later = (retryAfter: string): Receipt => ({
    status: 'unavailable',
    details: { status: 429, attempts: 1, retryAfter },
  });
  const answers = [later(new Date(Date.now() + 20).toISOString()), accepted];
  const [first, second] = await Promise.all([
    send([mapped('a')], () => answers.shift() ?? malformed, { totalMs: 60_000 }),
    send([mapped('b')], () => later('900'), { totalMs: 60_000 }),
  ]);
  expect(first).toMatchObject({ requests: ['a1 a2', 'a1 a2'], outcomes: [{ status: 'sent' }] });
  expect([second.requests, second.stop?.reason]).toEqual([['b1 b2'], 'unavailable']);
});

test('what stops the first half of a batch stops the second', async () => {
  const { requests, stop } = await send([mapped('a'), mapped('b')], (names) =>
    names.includes('b') ? malformed : rejected({ status: 401 }),
  );
  expect([requests, stop?.reason]).toEqual([['a1 a2 b1 b2', 'a1 a2'], 'refused']);
});

test('ten in a row that are refused alone end the run, and nothing counts as done', async () => {
  const pieces = Array.from({ length: 20 }, (_, index) => mapped(`p${index}-`));
  const { requests, stop } = await send(pieces, () => malformed);
  expect(stop?.reason).toBe('refused');
  expect(requests.filter((names) => names.split(' ').length === 2)).toHaveLength(10);
});

test('nine in a row and then one that is accepted do not', async () => {
  const pieces = Array.from({ length: 20 }, (_, index) => mapped(`p${index}-`));
  const fine = ['p9-1 p9-2', 'p19-1 p19-2'];
  const { outcomes } = await send(pieces, (names) => (fine.includes(names) ? accepted : malformed));
  expect(outcomes?.filter(({ status }) => status === 'sent')).toHaveLength(2);
});

test('a run that is cut off says that nobody knows', async () => {
  const { requests, stop } = await send([mapped('a')], () => accepted, { cut: AbortSignal.abort() });
  expect([requests, stop?.reason]).toEqual([[], 'ended']);
});

test('a dry run counts as if all had been sent, in one request for each batch', async () => {
  expect(await sendNothing([mapped('a'), skipped])).toMatchObject({
    requests: 1,
    settled: [{ outcome: { status: 'sent', calls: 2 } }, { outcome: { status: 'skipped' } }],
  });
  expect(await sendNothing([skipped, failed])).toMatchObject({ requests: 0 });
});
