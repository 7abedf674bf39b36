import { describe, expect, test } from 'vitest';
import { otherDay, otherLocalDay, otherTime } from '../../../src/commercetools/scrub/dates.ts';
import type { Draw } from '../../../src/commercetools/scrub/draw.ts';
import { numberLookAlikes } from '../../../src/commercetools/scrub/numbers.ts';

const first: Draw = () => 0;
const last: Draw = (below) => below - 1;

describe('by the first lot and by the last', () => {
  test.each([
    ['1984-11-30', '1972-01-01', '1996-12-28'],
    ['1985-02-14', '1973-01-01', '1997-12-28'],
    ['1985-03-29', '1973-01-01', '1997-12-28'],
    ['2004-02-29', '1992-02-29', '2016-02-29'],
    ['1985-02-30', '1973-02-30', '1997-02-30'],
    ['1985-13-01', '1973-13-01', '1997-13-01'],
    ['0003-01-05', '0001-01-01', '0015-12-28'],
    ['9998-01-05', '9986-01-01', '9999-12-28'],
  ])('the day %s is as valid as it was, and another', (day, begin, end) => {
    expect([otherDay(day, first), otherDay(day, last)]).toEqual([begin, end]);
  });

  test('whatever the lot, the year is another', () => {
    const lots = Array.from({ length: 24 }, (_, lot) =>
      otherDay('1985-02-30', (below) => Math.min(lot, below - 1)),
    );
    expect(new Set(lots).size).toBe(18);
    expect(lots).not.toContain('1985-02-30');
  });

  test.each([
    ['3.11.1984', '1.01.1972', '9.12.1996'],
    ['1985/7/04', '1973/1/01', '1997/9/12'],
  ])('the day of an office %s', (day, begin, end) => {
    expect([otherLocalDay(day, first), otherLocalDay(day, last)]).toEqual([begin, end]);
  });

  test('a time is as exact as it was, and nothing of it stays', () => {
    expect(otherTime('10:20:30.123', first)).toBe('00:00:00.000');
    expect(otherTime('10:20:30.123', last)).toBe('23:59:59.999');
  });

  test.each([
    [12.05, 23.16, 91.84],
    [-9, -1, -8],
    [0.5, 0.6, 0.4],
    [1e21, 2e21, 9e21],
    [4711, 5822, 3699],
  ])('of the number %d no digit stays, and its form does', (number, begin, end) => {
    expect([numberLookAlikes(first)(number), numberLookAlikes(last)(number)]).toEqual([begin, end]);
  });
});
