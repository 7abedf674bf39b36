import { fullFormats } from 'ajv-formats/dist/formats.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { date, dateTime } from '../../src/schema/formats.ts';

const reference = {
  date: fullFormats.date as { validate: (text: string) => boolean },
  dateTime: fullFormats['date-time'] as { validate: (text: string) => boolean },
};

const digits = (most: number, length = 2) =>
  fc.integer({ min: 0, max: most }).map((number) => String(number).padStart(length, '0'));
const day = fc.tuple(digits(2_104, 4), digits(13), digits(32)).map((parts) => parts.join('-'));
const clock = fc.tuple(digits(25), digits(61), digits(61)).map((parts) => parts.join(':'));
const fraction = fc.constantFrom('', '.', '.1', '.123456789', ',5');
const zone = fc.oneof(
  fc.constantFrom('', 'Z', 'z', '+', '+1', 'Zz', '+01', '-23', '+0100', '-01:00', '+24:00', '+23:60'),
  fc
    .tuple(fc.constantFrom('+', '-'), digits(24), fc.constantFrom(':', ''), digits(60))
    .map((parts) => parts.join('')),
);
const moment = fc
  .tuple(day, fc.constantFrom('T', 't', ' ', '\t', '\u00a0', '_', ''), clock, fraction, zone)
  .map((parts) => parts.join(''));
/** In the form in which commercetools writes them. */
const usual = fc.tuple(day, clock, digits(999, 3)).map(([date, time, ms]) => `${date}T${time}.${ms}Z`);
/** With one character put in, taken out or exchanged. */
const damaged = (texts: fc.Arbitrary<string>) =>
  fc
    .tuple(texts, fc.nat(40), fc.nat(1), fc.constantFrom('', ' ', '0', '9', 'T', 'Z', ':', '-', '٣', '\n'))
    .map(([text, at, gone, put]) => text.slice(0, at) + put + text.slice(at + gone));

test('the 29th of February is a date in leap years, and at the end of a century in every fourth', () => {
  const years = ['1896', '1897', '1900', '2000', '2100'].filter((year) => date(`${year}-02-29`));
  expect(years).toEqual(['1896', '2000']);
});

test('a date is what ajv-formats takes for one', () => {
  const texts = fc.oneof(day, damaged(day), fc.string());
  fc.assert(
    fc.property(texts, (text) => {
      expect([text, date(text)]).toEqual([text, reference.date.validate(text)]);
    }),
    { seed: 11, numRuns: 5_000 },
  );
});

test('so is a date with its time', () => {
  const texts = fc.oneof(moment, moment, damaged(moment), usual, damaged(usual), fc.string());
  fc.assert(
    fc.property(texts, (text) => {
      const isValid = reference.dateTime.validate(text);
      expect([text, dateTime(text), dateTime(text)]).toEqual([text, isValid, isValid]);
    }),
    { seed: 12, numRuns: 20_000 },
  );
});

test.each([
  ['2026-03-02T10:15:30Z', true],
  ['2026-03-02t10:15:30.123456z', true],
  ['2026-03-02 10:15:30+01:30', true],
  ['2024-02-29T00:00:00Z', true],
  ['2026-02-29T00:00:00Z', false],
  ['2016-12-31T23:59:60Z', true],
  ['2017-01-01T00:59:60+01:00', true],
  ['2016-12-31T22:59:60Z', false],
  ['2026-03-02T10:15:30', false],
  ['2026-03-02T10:15Z', false],
  ['2026-03-02', false],
  ['', false],
])('%s: %s', (text, expected) => {
  // Asked twice, since the one of before is remembered.
  expect([dateTime(text), dateTime(text)]).toEqual([expected, expected]);
});
