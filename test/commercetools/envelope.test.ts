import { expect, it } from 'vitest';
import { openEnvelope } from '../../src/commercetools/envelope.ts';

it('a notification as it is needs no opening', () => {
  const body = { notificationType: 'Message', id: '1' };
  expect(openEnvelope(body)).toEqual({ ok: true, value: body });
});

it.each<[string, unknown, string]>([
  ['null', null, 'null'],
  ['a list of notifications', [{ notificationType: 'Message' }], 'an array'],
  ['text', '{"notificationType":"Message"}', 'a string'],
  ['a number', 5, 'a number'],
  ['a boolean', true, 'a boolean'],
  ['an object', { NotificationType: 'Message' }, 'an object without it'],
  ['a prototype', JSON.parse('{"__proto__":{"notificationType":"Message"}}'), 'an object without it'],
])('%s is no notification', (_name, body, found) => {
  const opened = openEnvelope(body);
  expect(opened).toMatchObject({ ok: false, failure: { code: 'not-a-delivery', retryable: false } });
  expect(opened.ok ? '' : opened.failure.issues?.[0]?.message).toMatch(new RegExp(`; found ${found}$`));
});
