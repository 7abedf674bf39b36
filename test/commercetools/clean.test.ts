import { describe, expect, it } from 'vitest';
import { cleanAndWatch, cleanPayload, secretFields } from '../../src/commercetools/clean.ts';
import { withoutSecrets } from '../../src/commercetools/without-secrets.ts';

function nested(depth: number): unknown {
  return JSON.parse(`${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`);
}

describe('a payload is cleaned of', () => {
  it.each<[string, unknown, unknown]>([
    ['null in an object', { a: null, b: { c: null } }, { b: {} }],
    ['null in a list', [null, 1, [null]], [1, []]],
    ['secrets at any depth', { a: [{ password: 'x', b: 1 }], password: { deep: 'x' } }, { a: [{ b: 1 }] }],
    [
      'null and secrets beside each other',
      { a: null, b: { c: null, password: 1, d: [2] }, password: 3 },
      { b: { d: [2] } },
    ],
    ['nothing that looks like a secret from afar', { postcode: 1, password: 2, a: null }, { postcode: 1 }],
    ['an infinite number in a secret', JSON.parse('{"a":1,"password":[1e999]}'), { a: 1 }],
    ['a prototype beside a secret', JSON.parse('{"password":1,"__proto__":{"b":1},"a":2}'), { a: 2 }],
    ['a prototype behind what is cleaned', JSON.parse('{"a":{"b":null},"__proto__":{"c":1}}'), { a: {} }],
    ['a prototype', JSON.parse('{"__proto__":{"admin":true},"a":{"__proto__":1}}'), { a: {} }],
  ])('%s', (_name, value, clean) => {
    expect(cleanPayload(value, ['password'])).toStrictEqual(clean);
  });

  it('nothing else', () => {
    const value = { a: 0, b: false, c: '', d: [], e: {}, constructor: 1, toString: 'x', passwords: 1 };
    expect(cleanPayload(value, ['password'])).toEqual(value);
  });

  it('fields alone: the others keep their order', () => {
    const value = JSON.parse('{"b":1,"2":0,"password":"x","a":null,"1":0,"c":{"e":1,"password":2,"d":3}}');
    expect(JSON.stringify(cleanPayload(value, ['password']))).toBe('{"1":0,"2":0,"b":1,"c":{"e":1,"d":3}}');
  });

  it('nothing where there is nothing: what is clean is not copied', () => {
    const clean = { a: [{ b: 1 }] };
    const value = { clean, password: 'x' };
    expect(cleanPayload(clean, ['password'])).toBe(clean);
    expect(cleanPayload(value, ['password'])).toHaveProperty('clean', clean);
  });

  it('nothing of the sender, who keeps what was given', () => {
    const value = { a: null, password: 'x' };
    cleanPayload(value, ['password']);
    expect(value).toEqual({ a: null, password: 'x' });
  });
});

describe('a notification that is kept has no secret', () => {
  const token = { notificationType: 'Message', type: 'CustomerPasswordTokenCreated', value: 'live' };

  it.each<[string, Record<string, unknown>, unknown]>([
    ['of its type', token, { type: token.type }],
    [
      'of the type that its content would have',
      { ...token, type: 'X', payloadNotIncluded: { payloadType: token.type } },
      { type: 'X', payloadNotIncluded: { payloadType: token.type } },
    ],
    [
      'of its resource',
      { ...token, type: 'X', resource: { typeId: 'customer-email-token' } },
      { type: 'X', resource: { typeId: 'customer-email-token' } },
    ],
    [
      'and all else, nulls too',
      { ...token, type: null, customer: { password: 'x', key: null }, list: [null, { token: 'x', a: 1 }] },
      { type: null, value: 'live', customer: { key: null }, list: [null, { a: 1 }] },
    ],
    ['where it is nested too deeply', { ...token, password: 'x', deep: nested(70) }, { type: token.type }],
    [
      'beside what is nested too deeply',
      { ...token, customer: { password: 'x' }, deep: nested(70) },
      { type: token.type },
    ],
    ['where a number is none', { ...token, version: Number.POSITIVE_INFINITY }, { type: token.type }],
  ])('%s', (_name, notification, kept) => {
    expect(withoutSecrets(notification)).toStrictEqual({ notificationType: 'Message', ...(kept as object) });
  });
});

describe('a payload that wants to exhaust us', () => {
  it.each<[string, unknown, boolean]>([
    ['64 levels within the first', nested(65), true],
    ['66 levels', nested(66), false],
    ['200,000 levels', nested(200_000), false],
    ['65 lists in each other', JSON.parse('['.repeat(65) + ']'.repeat(65)), true],
    ['66 lists in each other', JSON.parse('['.repeat(66) + ']'.repeat(66)), false],
    ['100,000 values', { a: Array(99_999).fill(1) }, true],
    ['a list that is too long', { a: Array(100_000).fill(1) }, false],
    ['an object of too many fields', { ...Array(100_001).fill(1) }, false],
    ['nulls count', Array(100_001).fill(null), false],
    ['an infinite number', JSON.parse('{"a":-1e999}'), false],
    ['an infinite number in a list', JSON.parse('{"a":[1e999]}'), false],
    ['lists that are too long together', Array(400).fill(Array(300).fill(1)), false],
  ])('%s', (_name, value, taken) => {
    expect(cleanPayload(value, []) !== undefined).toBe(taken);
  });
});

describe('secrets', () => {
  const always = ['password', 'token', 'oldToken'];
  it.each<[string, unknown, readonly string[]]>([
    ['CustomerCreated', 'customer', always],
    ['CustomerCustomFieldChanged', 'customer', always],
    ['ProductPublished', undefined, always],
    ['ImportUnresolved', { endsWith: 1, toString: 1 }, always],
    ['CustomerPasswordTokenCreated', 'customer-password-token', [...always, 'value']],
    ['CustomerEmailTokenCreated', 'customer-email-token', [...always, 'value']],
    ['PaymentMethodInfoTokenSet', 'payment', [...always, 'value']],
    ['ResourceCreated', 'customer-email-token', [...always, 'value']],
  ])('of %s about %j', (type, resourceTypeId, names) => {
    expect(secretFields(type, resourceTypeId)).toEqual(names);
  });
});

describe('a name that is watched for', () => {
  const holds = (text: string) =>
    cleanAndWatch(JSON.parse(text), ['password'], ['mark', 'other'])?.holdsWatched;

  it('is found at any depth, and kept', () => {
    const value = { a: [{ b: { mark: 1 } }] };
    expect(cleanAndWatch(value, [], ['mark'])).toEqual({ value, holdsWatched: true });
  });

  it.each<[string, boolean]>([
    ['{"a": [[{"other": false}]]}', true],
    ['{"mark": {"a": 1}}', true],
    ['{"a": "mark", "marks": 1, "Mark": 1, "makr": 1}', false],
    ['{"mark": null}', false],
    ['{"password": {"mark": 1}}', false],
    ['{"password": {"mark": 1}, "mark": 1}', true],
  ])('in %s: %s', (text, found) => {
    expect(holds(text)).toBe(found);
  });

  it('is told of only where one was named', () => {
    expect(cleanAndWatch({ mark: 1 }, [])).toEqual({ value: { mark: 1 }, holdsWatched: undefined });
  });

  it('of one delivery is not taken for that of the next', () => {
    const names = [['mark'], ['other'], ['mark']] as const;
    const secrets: string[] = [];
    expect(names.map((watched) => cleanAndWatch({ mark: 1 }, secrets, watched)?.holdsWatched)).toEqual([
      true,
      false,
      true,
    ]);
  });
});
