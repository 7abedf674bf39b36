import { expect, test } from 'vitest';
import { idOfRegulation, secondsBeforeNext } from '../../src/segment/regulation-answer.ts';

test.each([
  ['1qJkfE1tpwvQcklImGksLN629wn', true],
  ['x'.repeat(64), true],
  ['x'.repeat(65), false],
  ['', false],
  ['person@example.org', false],
  [5, false],
  [null, false],
  [undefined, false],
])('the id %j is one: %j', (regulateId, isOne) => {
  expect(idOfRegulation(JSON.stringify({ data: { regulateId } }))).toBe(isOne ? regulateId : undefined);
});

test.each(['', 'null', '[]', '{"data":null}', '{"regulateId":"1qJ"}'])('%j has no id', (body) => {
  expect(idOfRegulation(body)).toBeUndefined();
});

const asking = (msBeforeNext: unknown) => JSON.stringify({ errors: [{ data: { msBeforeNext } }] });

test.each([
  [57_647, '58'],
  [0, '0'],
  [86_400_000, '86400'],
  [86_400_001, undefined],
  [-1, undefined],
  ['5000', undefined],
  [null, undefined],
])('to wait %j ms is to wait %j seconds', (ms, seconds) => {
  expect(secondsBeforeNext({ status: 429, body: asking(ms) })).toBe(seconds);
});

test('a wait is asked for by a 429 that does not say it in its header', () => {
  const body = asking(5_000);
  expect(secondsBeforeNext({ status: 503, body })).toBeUndefined();
  expect(secondsBeforeNext({ status: 429, body, retryAfter: '7' })).toBeUndefined();
  for (const other of ['', '[]', '{"errors":{}}', '{"errors":[]}', '{"errors":[null]}'])
    expect(secondsBeforeNext({ status: 429, body: other })).toBeUndefined();
});
