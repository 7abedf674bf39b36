import { expect, test } from 'vitest';
import { isAboutWhatWasSent, isWorthRepeating, judge } from '../../src/segment/verdict.ts';

const answer = (status: number, body = '') => ({ status, body });

test.each([200, 201, 202, 204, 299])('%i is accepted', (status) => {
  expect(judge(answer(status))).toBe('accepted');
});

test.each([100, 199, 300, 301, 304, 308, 400, 401, 403, 404, 409, 413, 422, 451, 499, 501, 505, 511])(
  '%i is rejected and not repeated',
  (status) => {
    expect(judge(answer(status))).toBe('rejected');
    expect(isWorthRepeating(answer(status))).toBe(false);
  },
);

test.each([408, 410, 460, 500, 502, 503, 504, 520, 599])('%i may pass', (status) => {
  expect(judge(answer(status))).toBe('unavailable');
  expect(isWorthRepeating(answer(status))).toBe(true);
});

test('a refusal speaks of what was sent where it is malformed, too large or not valid', () => {
  const statuses = Array.from({ length: 500 }, (_, index) => index + 100);
  expect(statuses.filter((status) => isAboutWhatWasSent({ status }))).toEqual([400, 413, 422]);
  expect(isAboutWhatWasSent(undefined)).toBe(false);
});

test('it does not where it names the write key, or comes with a web page', () => {
  for (const message of ['An invalid write key was provided', ' <html>Request Entity Too Large</html>'])
    expect([400, 413].filter((status) => isAboutWhatWasSent({ status, message }))).toEqual([]);
});

test('who asks for patience is not asked again', () => {
  expect(judge(answer(429))).toBe('unavailable');
  expect(isWorthRepeating(answer(429))).toBe(false);
  expect(isWorthRepeating({ ...answer(503), retryAfter: '1' })).toBe(false);
});

test('no answer may pass', () => {
  expect(judge({ cause: 'ECONNRESET' })).toBe('unavailable');
  expect(isWorthRepeating({ cause: 'ECONNRESET' })).toBe(true);
});

test.each(['{"success":false}', '{"message":"no","success": false}', String.raw`{"succ\u0065ss":false}`])(
  'a 2xx that says %s is rejected',
  (body) => {
    expect(judge(answer(200, body))).toBe('rejected');
  },
);

test.each(['<!DOCTYPE html><title>Back soon</title>', ' \n<html></html>', '<?xml version="1.0"?>'])(
  'a 2xx with the page %j comes from something else than Segment, and would again',
  (body) => {
    expect(judge(answer(200, body))).toBe('unavailable');
    expect(isWorthRepeating(answer(200, body))).toBe(false);
    expect(judge(answer(404, body))).toBe('rejected');
  },
);

test.each([
  '',
  'OK',
  '{}',
  'null',
  '[false]',
  '{"success":true}',
  '{"data":{"success":false}}',
  '{"success":fal',
  '{"success":"false"}',
  '{"success":true,"message":"<3"}',
  'no false alarm',
])('a 2xx that says "%s" is accepted', (body) => {
  expect(judge(answer(200, body))).toBe('accepted');
});
