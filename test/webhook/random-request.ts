import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { type Wrapped, wraps } from '../../src/demo/wrapping.ts';
import { nowSeconds } from '../commercetools/authenticate/shown.ts';
import { confirmation, notification, signed } from '../commercetools/authenticate/sns.ts';
import { token } from '../commercetools/authenticate/tokens.ts';
import { customerCreated, testNotification } from './deliveries.ts';

/** What the requests know: a webhook that asks for these lets some of them in. */
export const secret = 'the secret';
export const account = 'push@garden-shop.iam.gserviceaccount.com';
export const audience = 'mapper';

const googleToken = token({
  claims: {
    iss: 'https://accounts.google.com',
    aud: audience,
    exp: nowSeconds + 60,
    email: account,
    email_verified: true,
  },
});
const bodies: readonly Wrapped[] = [
  ...[customerCreated, testNotification, { ...customerCreated, type: 'OrderCreated' }].flatMap((content) =>
    wraps.map((wrap) => wrap(content)),
  ),
  ...[signed({ ...notification, Message: JSON.stringify(customerCreated) }), signed(confirmation)].map(
    (message): Wrapped => ({
      name: 'SNS, signed',
      headers: { 'content-type': 'text/plain; charset=UTF-8', 'x-amz-sns-message-type': 'Notification' },
      body: JSON.stringify(message),
      wrappers: ['sns'],
      isList: false,
    }),
  ),
];

const pieces = [
  ...['"', '{', '}', '[', ']', ',', ':', '\\', '\\u0000', '\u0000', '\ufeff'],
  ...['null', '1e999', '-0', '""', '{}', '[]'],
  ...['"__proto__":{"a":1},', '"constructor":1,', '"toString":null,'],
  ...['[['.repeat(3_000), '{"a":'.repeat(500)],
  ...['"notificationType":"Message",', '"specversion":"1.0",', '"Type":"Notification",'],
  ...['https://evil.example/', 'http://169.254.169.254/', 'sns.eu-central-1.amazonaws.com@evil.example'],
  ...['\ud800', 'é', '9'.repeat(400)],
];

const change = fc.record({
  kind: fc.constantFrom('flip', 'cut', 'repeat', 'insert', 'swap', 'end'),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  size: fc.nat({ max: 200 }),
  byte: fc.nat({ max: 255 }),
  piece: fc.constantFrom(...pieces),
});
type Change = typeof change extends fc.Arbitrary<infer Value> ? Value : never;

function changed(bytes: Buffer, { kind, at, size, byte, piece }: Change): Buffer {
  const from = Math.min(bytes.length, Math.floor(at * bytes.length));
  const [before, after] = [bytes.subarray(0, from), bytes.subarray(from)];
  switch (kind) {
    case 'flip':
      return Buffer.concat([before, Buffer.of(byte), after.subarray(1)]);
    case 'cut':
      return Buffer.concat([before, after.subarray(size)]);
    case 'repeat':
      return Buffer.concat([before, after.subarray(0, size), after]);
    case 'insert':
      return Buffer.concat([before, Buffer.from(piece), after]);
    case 'swap':
      return Buffer.concat([before, Buffer.from(piece), after.subarray(piece.length)]);
    default:
      return before;
  }
}

const printable = fc.string({ unit: 'grapheme-ascii', maxLength: 60 });
const oddHeaders = fc.dictionary(
  fc.constantFrom(
    ...['content-type', 'content-encoding', 'content-length'],
    ...['ce-specversion', 'ce-id', 'ce-type', 'ce-source'],
    ...['x-amz-sns-message-type', 'x-amz-sns-rawdelivery', 'aeg-event-type'],
    ...['authorization', 'x-webhook-secret'],
    ...['webhook-id', 'webhook-timestamp', 'webhook-signature', 'webhook-request-origin', 'x-vercel-id'],
  ),
  fc.oneof(
    printable,
    fc.constantFrom('gzip', 'br', 'application/json', 'application/cloudevents-batch+json', '1.0', '0', '-1'),
    fc.constantFrom(
      'Bearer ',
      `Bearer ${googleToken}`,
      `Bearer ${googleToken}x`,
      'Basic Og==',
      `Bearer ${secret}`,
    ),
    fc.constantFrom(secret, 'v1,AAAA', String(nowSeconds), '9999999999999', 'SubscriptionConfirmation'),
  ),
  { maxKeys: 3 },
);

/** One of the envelopes, changed here and there, with headers of any kind; `door`: which of two webhooks is asked. */
export const randomRequest = fc.record({
  door: fc.nat({ max: 1 }),
  form: fc.nat({ max: bodies.length - 1 }),
  changes: fc.array(change, { maxLength: 4 }),
  headers: oddHeaders,
  knowsSecret: fc.boolean(),
  zips: fc.boolean(),
  method: fc.constantFrom(
    ...Array<string>(12).fill('POST'),
    ...['PUT', 'GET', 'DELETE', 'PATCH', 'HEAD', 'PROPFIND'],
  ),
  query: fc.constantFrom('', '?secret=the%20secret', '?secret=', '?secret=%ff', '?a=b&secret[]=x', '?%00'),
});
export type RandomRequest = typeof randomRequest extends fc.Arbitrary<infer Value> ? Value : never;

export function requestOf(drawn: RandomRequest): Request {
  const { form, changes, headers, knowsSecret, zips, method, query } = drawn;
  const wrapped = bodies[form] ?? bodies[0];
  const bytes = changes.reduce(changed, Buffer.from(wrapped?.body ?? ''));
  const body = zips ? gzipSync(bytes, { level: 1 }) : bytes;
  const all = new Headers({ ...wrapped?.headers, ...(zips ? { 'content-encoding': 'gzip' } : {}) });
  if (knowsSecret) all.set('x-webhook-secret', secret);
  for (const [name, value] of Object.entries(headers)) setIfPossible(all, name, value);
  const carries = method !== 'GET' && method !== 'HEAD';
  return new Request(`http://localhost/api/webhook${query}`, {
    method,
    headers: all,
    ...(carries ? { body: Uint8Array.from(body) } : {}),
  });
}

function setIfPossible(headers: Headers, name: string, value: string): void {
  try {
    headers.set(name, value);
  } catch {
    // no sender can send it either
  }
}
