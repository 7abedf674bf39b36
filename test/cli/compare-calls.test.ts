import { expect, test } from 'vitest';
import { callTitle, compareCalls } from '../../src/cli/cases/compare-calls.ts';
import { cutAlike, fieldText, nameText, valueText } from '../../src/cli/cases/value-text.ts';

const identify = { type: 'identify', userId: 'a', traits: { city: 'Bonn' } };
const ordered = { type: 'track', event: 'Ordered', properties: { total: 1 } };
const paid = { type: 'track', event: 'Paid', properties: { total: 1 } };

test.each([
  { title: 'equal calls', before: [identify, ordered], after: [identify, ordered], gives: [] },
  {
    title: 'a call before others changes none of them',
    before: [ordered, paid],
    after: [identify, ordered, paid],
    gives: [{ kind: 'appeared', index: 0, call: identify }],
  },
  {
    title: 'a call that goes leaves the others as they are',
    before: [ordered, ordered, paid],
    after: [ordered, paid],
    gives: [{ kind: 'vanished', index: 1, call: ordered }],
  },
  {
    title: 'the event tells calls apart, wherever they stand',
    before: [ordered, paid],
    after: [{ ...paid, properties: { total: 2 } }, ordered],
    gives: [
      {
        kind: 'changed',
        index: 0,
        was: 1,
        call: { ...paid, properties: { total: 2 } },
        fields: [{ pointer: '/properties/total', before: 1, after: 2 }],
      },
    ],
  },
  {
    title: 'of equal calls in another order each differs from what stood in its place',
    before: [identify, { ...identify, userId: 'b' }, ordered],
    after: [{ ...identify, userId: 'b' }, identify, ordered],
    gives: [
      {
        kind: 'changed',
        index: 0,
        was: 0,
        call: { ...identify, userId: 'b' },
        fields: [{ pointer: '/userId', before: 'a', after: 'b' }],
      },
      {
        kind: 'changed',
        index: 1,
        was: 1,
        call: identify,
        fields: [{ pointer: '/userId', before: 'b', after: 'a' }],
      },
    ],
  },
  {
    title: 'an event with another name is the same call',
    before: [identify, ordered],
    after: [identify, { ...ordered, event: 'Bought' }],
    gives: [
      {
        kind: 'changed',
        index: 1,
        was: 1,
        call: { ...ordered, event: 'Bought' },
        fields: [{ pointer: '/event', before: 'Ordered', after: 'Bought' }],
      },
    ],
  },
  {
    title: 'a call of another type is another call',
    before: [identify],
    after: [paid],
    gives: [
      { kind: 'appeared', index: 0, call: paid },
      { kind: 'vanished', index: 0, call: identify },
    ],
  },
])('$title', ({ before, after, gives }) => {
  expect(compareCalls(before, after)).toEqual(gives);
});

test('a call is called by its type and event', () => {
  expect([identify, ordered].map(callTitle)).toEqual(['identify', 'track "Ordered"']);
});

test.each([
  ['/traits/address/city', 'traits.address.city'],
  ['/properties/products/0/price', 'properties.products[0].price'],
  ['/traits/a~1b/größe', 'traits["a/b"].größe'],
  ['', ''],
])('%s is %s', (pointer, text) => {
  expect(fieldText(pointer)).toBe(text);
});

test('what cannot be seen is written out, and is the same JSON', () => {
  const hidden = '\u001b[31m\u009b\u202e\u200b😀ä';
  expect(valueText(hidden)).toBe('"\\u001b[31m\\u009b\\u202e\\u200b😀ä"');
  expect(JSON.parse(valueText(hidden))).toBe(hidden);
  expect([nameText('order.completed'), nameText('a\nb')]).toEqual(['order.completed', '"a\\nb"']);
});

test('long values are cut where they differ, and not within a letter', () => {
  const [one, other] = cutAlike(
    `${'😀'.repeat(60)}1${'b'.repeat(60)}`,
    `${'😀'.repeat(60)}2${'b'.repeat(60)}`,
    41,
  );
  expect([one, other]).toEqual([
    `…${'😀'.repeat(10)}1${'b'.repeat(20)}…`,
    `…${'😀'.repeat(10)}2${'b'.repeat(20)}…`,
  ]);
  expect(cutAlike('short', 'also short', 20)).toEqual(['short', 'also short']);
});
