import { expect, test } from 'vitest';
import { networkCause } from '../../src/report/network-cause.ts';

const withCode = (code: unknown) => Object.assign(new Error('10.1.2.3 said no'), { code });

test('finds the code along the chain of causes', () => {
  expect(networkCause(withCode('ENOTFOUND'))).toBe('ENOTFOUND');
  expect(networkCause(new TypeError('fetch failed', { cause: withCode('UND_ERR_SOCKET') }))).toBe(
    'UND_ERR_SOCKET',
  );
});

test('never shows a text that is no code', () => {
  expect(networkCause(new Error('10.1.2.3 said no'))).toBe('network-error');
  expect(networkCause(withCode('ada@example.com'))).toBe('network-error');
  expect(networkCause(withCode(20))).toBe('network-error');
  expect(networkCause('ECONNRESET')).toBe('network-error');
});

test('a chain that ends in itself is left', () => {
  const error = new Error('again');
  error.cause = error;
  expect(networkCause(error)).toBe('network-error');
});
