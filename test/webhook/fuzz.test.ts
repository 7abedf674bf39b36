import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventGridClientId } from '../../src/commercetools/authenticate/entra-token.ts';
import { type AuthenticationSettings, anyone } from '../../src/commercetools/authenticate/settings.ts';
import { type Wrapped, wraps } from '../../src/demo/wrapping.ts';
import { now, nowSeconds } from '../commercetools/authenticate/shown.ts';
import {
  certificates,
  confirmation,
  notification,
  pem,
  signed,
  topic,
} from '../commercetools/authenticate/sns.ts';
import { keySet, token } from '../commercetools/authenticate/tokens.ts';
import { customerCreated, testNotification } from './deliveries.ts';
import { type RealWebhook, realWebhook } from './real-webhook.ts';

/** `npm run fuzz` takes 200,000. */
const runs = Number(process.env['FUZZ_RUNS'] ?? 3_000);
const seed = 20_261_125;

const tenantId = '6babcaad-604b-40ac-a9d7-9fd97c0b779f';
const account = 'push@garden-shop.iam.gserviceaccount.com';
const checked: AuthenticationSettings = {
  secrets: ['the secret'],
  signingKeys: [Buffer.from('a key of twenty-four byt')],
  google: { serviceAccounts: [account], audiences: ['mapper'] },
  entra: { tenantId, audiences: ['api://mapper'], clientIds: [eventGridClientId] },
  snsTopics: [topic],
};

/** The only addresses that may be asked, whatever a request says. */
const allowed =
  /^https:\/\/(www\.googleapis\.com\/oauth2\/v3\/certs|login\.microsoftonline\.com\/6babcaad-[\w-]+\/discovery\/v2\.0\/keys|sns\.eu-central-1\.amazonaws\.com\/(SimpleNotificationService-\w+\.pem|\?Action=ConfirmSubscription&.*))$/;
const asked: string[] = [];
const answers: Readonly<Record<string, string>> = {
  'https://www.googleapis.com/oauth2/v3/certs': keySet(),
  [`https://login.microsoftonline.com/${tenantId}/discovery/v2.0/keys`]: keySet(),
  [pem]: certificates.ours,
  [String(confirmation['SubscribeURL'])]: 'yes',
};
const fetchKeys = async (address: string) => {
  asked.push(address);
  return new Response(answers[address] ?? 'none', { status: answers[address] === undefined ? 404 : 200 });
};

let webhooks: readonly RealWebhook[];
beforeAll(async () => {
  const parts = { fetch: fetchKeys, now: () => now };
  webhooks = await Promise.all(
    [anyone, checked].map((authentication) => realWebhook(4_000, { ...parts, authentication })),
  );
});
afterAll(() => Promise.all(webhooks.map(({ receiver }) => receiver.close())));

const googleToken = token({
  claims: {
    iss: 'https://accounts.google.com',
    aud: 'mapper',
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
  '"',
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '\\',
  '\\u0000',
  '\u0000',
  '\ufeff',
  'null',
  '1e999',
  '-0',
  '""',
  '{}',
  '[]',
]
  .concat([
    '"__proto__":{"a":1},',
    '"constructor":1,',
    '"toString":null,',
    '[['.repeat(3_000),
    '{"a":'.repeat(500),
  ])
  .concat([
    '"notificationType":"Message",',
    '"specversion":"1.0",',
    '"Type":"Notification",',
    'https://evil.example/',
  ])
  .concat([
    'http://169.254.169.254/',
    'sns.eu-central-1.amazonaws.com@evil.example',
    '\ud800',
    'é',
    '9'.repeat(400),
  ]);

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
    ...[
      'content-type',
      'content-encoding',
      'content-length',
      'ce-specversion',
      'ce-id',
      'ce-type',
      'ce-source',
    ],
    ...[
      'x-amz-sns-message-type',
      'x-amz-sns-rawdelivery',
      'aeg-event-type',
      'authorization',
      'x-webhook-secret',
    ],
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
      'Bearer the secret',
    ),
    fc.constantFrom('the secret', 'v1,AAAA', String(nowSeconds), '9999999999999', 'SubscriptionConfirmation'),
  ),
  { maxKeys: 3 },
);

const request = fc.record({
  door: fc.nat({ max: 1 }),
  form: fc.nat({ max: bodies.length - 1 }),
  changes: fc.array(change, { maxLength: 4 }),
  headers: oddHeaders,
  knowsSecret: fc.boolean(),
  zips: fc.boolean(),
  method: fc.constantFrom(
    ...Array<string>(12).fill('POST'),
    'PUT',
    'GET',
    'DELETE',
    'PATCH',
    'HEAD',
    'PROPFIND',
  ),
  query: fc.constantFrom('', '?secret=the%20secret', '?secret=', '?secret=%ff', '?a=b&secret[]=x', '?%00'),
});
type Made = typeof request extends fc.Arbitrary<infer Value> ? Value : never;

function build({ form, changes, headers, knowsSecret, zips, method, query }: Made): Request {
  const wrapped = bodies[form] ?? bodies[0];
  const bytes = changes.reduce(changed, Buffer.from(wrapped?.body ?? ''));
  const body = zips ? gzipSync(bytes, { level: 1 }) : bytes;
  const all = new Headers({ ...wrapped?.headers, ...(zips ? { 'content-encoding': 'gzip' } : {}) });
  if (knowsSecret) all.set('x-webhook-secret', 'the secret');
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

/** Milliseconds that the webhook takes for what was made. */
async function answer(made: Made) {
  const asking = build(made);
  const began = performance.now();
  const response = await webhooks[made.door]?.handle(asking);
  const text = (await response?.text()) ?? '';
  return { status: response?.status, text, ms: performance.now() - began };
}

/** The quickest of a few, so that what else the machine does is not counted. */
async function quickest(made: Made): Promise<number> {
  const times: number[] = [];
  for (let count = 0; count < 5; count++) times.push((await answer(made)).ms);
  return Math.min(...times);
}

test(`${runs} changed bodies and headers are answered with 200, 400, 401, 405 or 413, at once`, async () => {
  const statuses = new Map<number | undefined, number>();
  const slow: Made[] = [];
  const property = fc.asyncProperty(request, async (made) => {
    const { status, text, ms } = await answer(made);
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    expect([200, 400, 401, 405, 413], text).toContain(status);
    if (ms > 50) slow.push(made);
  });
  await fc.assert(property, { seed, numRuns: runs });
  for (const made of slow) expect(await quickest(made)).toBeLessThan(50);
  expect(asked.filter((address) => !allowed.test(address))).toEqual([]);
  // It was a test of something: all kinds of answers came.
  const common = [200, 400, 401, 405].map((status) => statuses.get(status) ?? 0);
  expect(Math.min(...common)).toBeGreaterThan(runs / 30);
  for (const { receiver } of webhooks) receiver.reset();
}, 600_000);
