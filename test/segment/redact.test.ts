import { expect, test } from 'vitest';
import { redact } from '../../src/segment/redact.ts';
import { batchOf, order, person, writeKey } from './batches.ts';

const shown = (answer: string, key = writeKey) => redact(answer, key, batchOf('1', person, order));

test('what Segment says stays readable', () => {
  const said = 'An invalid write key was provided: identify call 1 of 2 exceeds 32 KB (ct-abc)';
  expect(shown(said)).toBe(said);
  expect(shown('')).toBe('');
});

test('the write key is hidden, also as base64', () => {
  const forms = [writeKey, btoa(writeKey), btoa(`${writeKey}:`), Buffer.from(writeKey).toString('base64url')];
  for (const form of forms) expect(shown(`key ${form} is wrong`)).toMatch(/^key …=* is wrong$/);
  expect(shown('key k is wrong, keys are long', 'k')).toBe('key … is wrong, keys are long');
});

test('echoed values are hidden, also cut off, also with quotes', () => {
  expect(shown('lastName Lovelace-Byron is odd')).toBe('lastName … is odd');
  expect(shown('lastName Lovelace-Byr')).toBe('lastName …');
  expect(shown('Ada is short, Adam and adage are not hers')).toBe('… is short, Adam and adage are not hers');
  const anna = batchOf('1', { ...person, traits: { firstName: 'Anna' } });
  expect(redact('Annas and Joannas', writeKey, anna)).toBe('…s and Joannas');
  expect(redact('MrAnna is odd', writeKey, anna)).toBe('Mr… is odd');
  const quoted = batchOf('1', { ...person, traits: { motto: 'say "never" to\nnobody' } });
  expect(redact('got {"motto":"say \\"never\\" to\\nnobody"}', writeKey, quoted)).toBe('got {"motto":"…"}');
  expect(redact('got say "never" to\nnobody', writeKey, quoted)).toBe('got …');
});

test('echoed values are hidden, also where JSON writes their letters by number', () => {
  const jung = batchOf('1', { ...person, traits: { company: 'Jürgen & Söhne', motto: 'a\\u0062c 漢😀' } });
  expect(redact('no "J\\u00fcrgen \\u0026 S\\u00F6hne" here', writeKey, jung)).toBe('no "…" here');
  expect(redact(`no ${JSON.stringify('a\\u0062c 漢😀')} here`, writeKey, jung)).toBe('no "…" here');
  expect(redact('no a\\\\u0062c \\u6f22\\ud83d\\ude00 here', writeKey, jung)).toBe('no … here');
});

test('echoed numbers are hidden, but for short ones, which say nothing of anybody', () => {
  const numbers = batchOf('1', {
    ...person,
    traits: { phone: 4_915_112_345_678, spent: [1234.5], pin: 1979, age: 36 },
  });
  const said = 'call 1 of 36: phone 4915112345678, spent {"0":1234.5}, pin 1979, age 36';
  expect(redact(said, writeKey, numbers)).toBe('call 1 of 36: phone …, spent {"0":…}, pin …, age 36');
});

test('every e-mail address is hidden, whoever it belongs to', () => {
  expect(shown('ask <bob.b@sub.example.org>, or bob%40example.org, please')).toBe('ask <…>, or …, please');
  expect(shown('ask bob&#64;example.org or bob\\u0040example.org')).toBe('ask … or …');
});

test('is bounded and on one line', () => {
  expect(shown('e'.repeat(100_000))).toHaveLength(500);
  expect(shown('a\u0000b\r\nc\u001b[31md\u202e')).toBe('a b c [31md');
  const value = 'secret words '.repeat(200);
  const long = batchOf('1', { ...person, traits: { value } });
  expect(redact(`${'e'.repeat(490)} ${value}`, writeKey, long)).toBe(`${'e'.repeat(490)} …`);
});

test('empty texts, nulls and numbers beside them do no harm', () => {
  const sparse = batchOf('1', { ...person, traits: { title: '', phone: null, age: 36, lastName: 'Byron' } });
  expect(redact('Mr Byron, 36, has no title', writeKey, sparse)).toBe('Mr …, 36, has no title');
});
