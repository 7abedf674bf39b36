import { expect, it } from 'vitest';
import type { Common } from '../../../src/commercetools/scrub/personal.ts';
import { personalTexts } from '../../../src/commercetools/scrub/personal-texts.ts';
import { survivors } from '../../../src/commercetools/scrub/survivors.ts';

const common: Common = {
  knowledgeOf: () => 'unknown',
  names: new Set(),
  literals: new Set(),
  fields: new Set(['h-e-i']),
  secrets: ['password'],
};

// Of letters alone there are no words in these, so that only the whole text is found.
it.each<[string, unknown, readonly string[], readonly string[]]>([
  [
    'a short text',
    'a-b-c',
    ['a-b-c', 'A-B-C', '!a-b-c?', 'xa-b-c a-b-c', 'a-b-cx a-b-c'],
    ['xa-b-c', 'a-b-cx', '1a-b-c', 'a-b-c1', 'éa-b-c', 'a-b'],
  ],
  ['one with blanks around', ' a-b-c ', ['a-b-c'], []],
  ['one of seven letters', 'a-b-c-d', ['a-b-c-d'], ['xa-b-c-dx']],
  ['a longer one', 'a-b-c-de', ['xa-b-c-dex'], ['xa-b-c-d']],
  ['one in other signs of Unicode', 'so\u0308-a', ['sö-a', 'SO\u0308-A'], ['so-a']],
  ['one that is too short', 'ab', [], ['ab']],
  ['a word', 'Ivo of a', ['Dear Ivo!'], ['Ivory', 'of a']],
  ['what is written for everybody', 'example', [], ['example']],
  ['a number', 4711, ['4711', 'no 4711!'], ['14711']],
  ['a short number', 47, [], ['47']],
  ['digits in a text', 'of 12345', ['is 12345'], ['is 1234']],
  ['fewer digits in a text', 'of 1234', [], ['is 1234']],
  ['the name of an address', 'x <a.b.c@m.nu>', ['a.b.c', 'a.b.c@example.com'], ['a.b']],
  ['a telephone number', '555 0100', ['(555)0100', '5-5-5-0-1-0-0', '+49 555-0100'], ['555 010']],
  ['fewer digits', '555 010', [], ['(555)010']],
  ['digits that are no telephone number', '555 0100 x', [], ['(555)0100']],
  ['a secret', { password: 'a-b-c' }, ['a-b-c'], []],
  ['a secret of many parts', { password: { all: ['a-b-c', 4711, true] } }, ['a-b-c', '4711'], ['true']],
  ['the name of a field', { 'a b c': true }, ['a b c'], []],
])('%s is found where it is left', (_, note, left, other) => {
  const isLeft = (text: string) => survivors({ note }, { say: text }, common).length > 0;
  expect(left.filter((text) => !isLeft(text))).toEqual([]);
  expect(other.filter(isLeft)).toEqual([]);
});

it('where something is left is told by pointers, also in lists and in names of fields', () => {
  const original = { list: ['x', 'a-b-c', 'h-e-i'] };
  const scrubbed = { list: ['y', { 'a/b~': 'a-b-c' }], 'a-b-c': 1, 'h-e-i': 1 };
  expect(survivors(original, scrubbed, common)).toEqual(['/list/1/a~1b~0', '/a-b-c']);
});

it('what may tell of a person is found where it stands', () => {
  expect(personalTexts({ list: [{ gate: 'Ivo' }, 34], 'a b': true }, common)).toEqual([
    { text: 'Ivo', path: ['list', 0, 'gate'] },
    { text: '34', path: ['list', 1] },
    { text: 'a b', path: ['a b'] },
  ]);
  expect(personalTexts({ password: [{ locale: 'de', count: 1, is: true }], is: true }, common)).toEqual([
    { text: 'de', path: ['password', 0, 'locale'] },
    { text: '1', path: ['password', 0, 'count'] },
  ]);
});
