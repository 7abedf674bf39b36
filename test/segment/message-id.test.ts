import { expect, test } from 'vitest';
import { messageId } from '../../src/segment/message-id.ts';

const one = { writeKey: 'key', identity: ['shop', 'customer-1', '1'], mapping: 'customer.created', index: 0 };

test('the same call of the same delivery has the same id, whenever it is made', () => {
  expect(messageId({ ...one, identity: [...one.identity] })).toBe(messageId(one));
  expect(messageId(one)).toBe('ct-22oWm_n3q8XxikK6YUsWcpl9Og5hzoBfHksS0GtnRGc');
});

test('is 46 characters of letters, digits, - and _', () => {
  expect(messageId(one)).toMatch(/^ct-[\w-]{43}$/);
  expect(messageId({ ...one, identity: ['x'.repeat(10_000)] })).toHaveLength(46);
});

test.each([
  ['write key', { ...one, writeKey: 'another' }],
  ['identity', { ...one, identity: ['shop', 'customer-1', '2'] }],
  ['mapping', { ...one, mapping: 'customer.changed' }],
  ['call index', { ...one, index: 1 }],
  ['border between parts', { ...one, identity: ['shop', 'customer-1,1'] }],
  ['border between identity and mapping', { ...one, identity: ['shop', 'customer-1'], mapping: '1' }],
])('another %s has another id', (_, other) => {
  expect(messageId(other)).not.toBe(messageId(one));
});
