import { describe, expect, test } from 'vitest';
import { send } from './harness.ts';

describe('OPTIONS', () => {
  const options = (headers: Record<string, string>) =>
    send(new Request('http://localhost/api/webhook', { method: 'OPTIONS', headers }));

  test('a queue asks whether it may post', async () => {
    const { status, headers } = await options({
      'webhook-request-origin': 'eventgrid.azure.net',
      'webhook-request-rate': '120',
    });
    expect(status).toBe(200);
    expect(headers.get('webhook-allowed-origin')).toBe('eventgrid.azure.net');
    expect(headers.get('webhook-allowed-rate')).toBe('*');
    expect(headers.get('allow')).toBe('OPTIONS, POST');
  });

  test.each(['Queue-7.Example.org', 'queue.example.org:8443', 'x'.repeat(253)])('as %s', async (origin) => {
    const { status, headers } = await options({ 'webhook-request-origin': origin });
    expect([status, headers.get('webhook-allowed-origin')]).toEqual([200, origin]);
  });

  test.each([
    'https://eventgrid.azure.net/',
    'x:',
    'x:123456',
    'x'.repeat(254),
    'a b',
    '<script>',
    `${'x'.repeat(300)}.example`,
  ])('what is no host name is not sent back: %s', async (origin) => {
    const { status, headers } = await options({ 'webhook-request-origin': origin });
    expect([status, headers.get('webhook-allowed-origin')]).toEqual([204, null]);
  });
});
