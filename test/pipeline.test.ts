import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { decodeDelivery } from '../src/commercetools/decode.ts';
import type { Delivery } from '../src/commercetools/delivery.ts';
import { buildCatalog } from '../src/mapping/build-catalog.ts';
import type { Catalog } from '../src/mapping/catalog.ts';
import { unreadableNames } from '../src/mapping/language/readable.ts';
import { readProjectFiles } from '../src/node/project-files.ts';
import { deliveryOf, identified, mapDelivery, processDelivery } from '../src/pipeline.ts';
import type { Result } from '../src/report/failure.ts';
import type { Sink } from '../src/segment/sink.ts';
import { customerCreated } from './webhook/deliveries.ts';

let catalog: Catalog;
beforeAll(async () => {
  const text = [
    'description: d',
    'on: CustomerCreated',
    'identify:',
    '  userId: customer.email',
    '  traits: {fields: customer.custom.fields, names: $keys(customer.custom.fields)}',
    'track:',
    '  event: Seen',
    '  userId: customer.email',
  ].join('\n');
  const sources = await readProjectFiles();
  catalog = buildCatalog({ ...sources, mappings: [{ path: 'mappings/case.yaml', text }] }).catalog;
});

/** The message with custom fields that are written as JSON. */
function withFields(json: string): Readonly<Record<string, unknown>> {
  const custom = { type: { typeId: 'type', id: 't-1' }, fields: JSON.parse(json) };
  return { ...customerCreated, customer: { ...customerCreated.customer, custom } };
}

async function callsOf(delivery: Result<Delivery>) {
  if (!delivery.ok) throw new Error(delivery.failure.detail);
  const mapped = await mapDelivery(delivery.value, catalog);
  return mapped.status === 'mapped' ? mapped.calls.map(({ call }) => call) : mapped;
}

describe('what expressions may not read is in no call', () => {
  it.each(unreadableNames)('%s', async (name) => {
    const wanted = await callsOf(deliveryOf(withFields('{"a": {"b": 1}, "c": 2}')));
    const hostile = withFields(`{"a": {"${name}": true, "b": 1}, "${name}": {"d": 1}, "c": 2}`);
    expect(wanted).toMatchObject([{ traits: { fields: { a: { b: 1 }, c: 2 }, names: ['a', 'c'] } }, {}]);
    expect(await callsOf(deliveryOf(hostile))).toEqual(wanted);
    expect(await callsOf(decodeDelivery(hostile))).toEqual(wanted);
  });
});

it('a call gets its id behind all that it had, and is not written to', async () => {
  const delivery = deliveryOf(withFields('{"a": 1}'));
  const mapped = delivery.ok ? await mapDelivery(delivery.value, catalog) : undefined;
  const calls = mapped?.status === 'mapped' ? mapped.calls : [];
  const before = JSON.stringify(calls);
  const batch = identified(calls, { writeKey: 'key', identity: ['message', 'a'] });
  expect(batch.map((call) => Object.keys(call).at(-1))).toEqual(['messageId', 'messageId']);
  expect(new Set(batch.map(({ messageId }) => messageId)).size).toBe(2);
  expect(JSON.stringify(calls)).toBe(before);
});

it('a call of another delivery, of another mapping or at another place has an id of its own', async () => {
  const delivery = deliveryOf(withFields('{"a": 1}'));
  const mapped = delivery.ok ? await mapDelivery(delivery.value, catalog) : undefined;
  const [call] = mapped?.status === 'mapped' ? mapped.calls : [];
  if (call === undefined) throw new Error('it has no call');
  const idsOf = (...identity: readonly string[]) =>
    identified([call, { ...call, mapping: 'b' }, { ...call, index: 1 }], { writeKey: 'key', identity });
  const ids = [...idsOf('message', 'a'), ...idsOf('message', 'b')].map(({ messageId }) => messageId);
  expect(new Set(ids).size).toBe(6);
});

it('the calls of several mappings have ids of their own, the same in every release', async () => {
  const text =
    'description: d\non: CustomerCreated\nidentify:\n  - userId: customer.email\n  - userId: customer.id\n';
  const mappings = ['a', 'b'].map((name) => ({ path: `mappings/${name}.yaml`, text }));
  const built = buildCatalog({ ...(await readProjectFiles()), mappings });
  const ids: string[] = [];
  const sink: Sink = async (batch) => {
    ids.push(...batch.map(({ messageId }) => messageId));
    return { status: 'accepted' };
  };
  const processing = { catalog: built.catalog, segment: { writeKey: 'key', sink }, timeLeft: () => 1000 };
  const { outcome } = await processDelivery(customerCreated, processing);
  expect(outcome.status).toBe('sent');
  // Who delivers again, replays or backfills after a release counts on it.
  expect(ids).toEqual([
    'ct-NeiysOEr8VZ6lqIF1tcoYxMZbZALpYJlQ57nLqAFiiI',
    'ct-znm8A5CAhTD_CcG-qjhCuqd3z9fADV8itcO2EBAF5lY',
    'ct-DkvYRHii76yhkiuy3IxW4onePEK7COemSiHv-XgaXL0',
    'ct-j1J8arIgmA8M6_aoaVdqyVpMyQAmVBAi-5VuREL8tD8',
  ]);
});

it('calls that are larger than Segment takes are not for sending: where they are made is told', async () => {
  expect(await callsOf(deliveryOf(withFields(`{"a": "${'x'.repeat(40_000)}"}`)))).toMatchObject({
    status: 'failed',
    failure: {
      code: 'call-invalid',
      retryable: false,
      issues: [{ code: 'call-too-large', place: { file: 'mappings/case.yaml', line: 3 } }],
    },
  });
});

const testNotification = JSON.parse(
  readFileSync(new URL('mappings/customer.created/test-notification.delivery.json', import.meta.url), 'utf8'),
);

it.each([
  [
    'what a mapping wants is refused',
    customerCreated,
    { status: 'failed', failure: { code: 'write-key-missing' } },
  ],
  ['what none listens to is not', { ...customerCreated, type: 'CustomerGroupSet' }, { status: 'skipped' }],
  ['nor is a test notification', testNotification, { status: 'skipped' }],
])('without a write key, %s', async (_, notification, outcome) => {
  expect(await processDelivery(notification, { catalog, timeLeft: () => 1000 })).toMatchObject({ outcome });
});

it.each([
  [
    'was over before anything was sent, is its own',
    'timeout',
    /^Segment gave no answer \(timeout\)(?!.*another)/,
  ],
  [
    'was left, and yet nothing was sent, goes by another',
    'ECONNRESET',
    /to another delivery that came along/,
  ],
])('a delivery whose time %s', async (_, cause, detail) => {
  const sink: Sink = async () => ({ status: 'unavailable', details: { attempts: 0, cause } });
  const processing = { catalog, segment: { writeKey: 'key', sink }, timeLeft: () => 1000 };
  const { outcome } = await processDelivery(withFields('{"a": 1}'), processing);
  expect(outcome).toMatchObject({ failure: { detail: expect.stringMatching(detail) } });
});

it('what nobody waits for any longer is not mapped, and may come again', async () => {
  const sink: Sink = () => Promise.reject(new Error('nothing is to be sent'));
  const processing = { catalog, segment: { writeKey: 'key', sink }, timeLeft: () => 0 };
  const { outcome } = await processDelivery(withFields('{"a": 1}'), processing);
  expect(outcome).toMatchObject({ status: 'failed', failure: { code: 'out-of-time', retryable: true } });
});
