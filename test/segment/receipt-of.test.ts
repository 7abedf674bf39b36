import { expect, test } from 'vitest';
import type { Exchange } from '../../src/segment/exchange.ts';
import { receiptOf } from '../../src/segment/receipt-of.ts';

const busy = { status: 503, body: 'busy' };
const busier = { status: 502, body: 'busier', retryAfter: '7' };
const refused = { status: 401, body: 'who?' };
const cut = { cause: 'ECONNRESET' };

const shown = (exchanges: readonly Exchange[]) => receiptOf(exchanges, (text) => text.toUpperCase());

test.each<[string, readonly Exchange[]]>([
  ['at last', [busy, { status: 200, body: '' }]],
  ['before it was asked for again', [{ status: 200, body: '' }, cut]],
])('one accepted exchange is enough, %s', (_, exchanges) => {
  expect(shown(exchanges)).toEqual({ status: 'accepted' });
});

test.each<[string, readonly Exchange[], object]>([
  [
    'a refusal',
    [busy, refused],
    { status: 'rejected', details: { status: 401, message: 'WHO?', attempts: 2 } },
  ],
  [
    'a refusal behind two that may pass',
    [busy, cut, refused],
    { status: 'rejected', details: { status: 401, message: 'WHO?', attempts: 3 } },
  ],
  [
    'what may pass',
    [busy, busier],
    { status: 'unavailable', details: { status: 502, message: 'BUSIER', attempts: 2, retryAfter: '7' } },
  ],
  [
    'a connection that was cut, with the last answer there was',
    [busy, busier, cut],
    {
      status: 'unavailable',
      details: { status: 502, message: 'BUSIER', cause: 'ECONNRESET', attempts: 3, retryAfter: '7' },
    },
  ],
  ['nothing but that', [cut], { status: 'unavailable', details: { cause: 'ECONNRESET', attempts: 1 } }],
])('without one the last decides: %s', (_, exchanges, receipt) => {
  expect(shown(exchanges)).toStrictEqual(receipt);
});

test.each([
  ['7', true],
  ['Wed, 21 Oct 2026 07:28:00 GMT', true],
  ['ada@example.com 7', false],
  ['7 ada@example.com', false],
  ['Wed, 21 Oct 2026 07:28:00 GMT ada@example.com', false],
])('how long to wait is told where it says nothing else: %s', (retryAfter, isTold) => {
  const details = { status: 502, message: 'BUSIER', attempts: 1, ...(isTold && { retryAfter }) };
  expect(shown([{ ...busier, retryAfter }])).toEqual({ status: 'unavailable', details });
});
