import { describe, expect, it } from 'vitest';
import { cleanPayload, secretFields } from '../../src/commercetools/clean.ts';

function nested(depth: number): unknown {
  return JSON.parse(`${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`);
}

describe('a payload is cleaned of', () => {
  it.each<[string, unknown, unknown]>([
    ['null in an object', { a: null, b: { c: null } }, { b: {} }],
    ['null in a list', [null, 1, [null]], [1, []]],
    ['secrets at any depth', { a: [{ password: 'x', b: 1 }], password: { deep: 'x' } }, { a: [{ b: 1 }] }],
    ['a prototype', JSON.parse('{"__proto__":{"admin":true},"a":{"__proto__":1}}'), { a: {} }],
  ])('%s', (_name, value, clean) => {
    expect(cleanPayload(value, ['password'])).toEqual(clean);
  });

  it('nothing else', () => {
    const value = { a: 0, b: false, c: '', d: [], e: {}, constructor: 1, toString: 'x', passwords: 1 };
    expect(cleanPayload(value, ['password'])).toEqual(value);
  });

  it('nothing of the sender, who keeps what was given', () => {
    const value = { a: null, password: 'x' };
    cleanPayload(value, ['password']);
    expect(value).toEqual({ a: null, password: 'x' });
  });
});

describe('a payload that wants to exhaust us', () => {
  it.each<[string, unknown, boolean]>([
    ['64 levels', nested(64), true],
    ['66 levels', nested(66), false],
    ['200,000 levels', nested(200_000), false],
    ['90,000 values', { a: Array(90_000).fill(1) }, true],
    ['a list that is too long', { a: Array(100_001).fill(1) }, false],
    ['nulls count', Array(100_001).fill(null), false],
    ['an infinite number', JSON.parse('{"a":[1e999]}'), false],
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
