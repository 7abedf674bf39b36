import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decodeDelivery } from '../src/commercetools/decode.ts';
import { messageTypes } from '../src/generate/message-types.ts';
import { standAlone } from '../src/mapping/stand-alone.ts';
import { ownRoot, readCases } from '../src/node/case-files.ts';
import { readProjectFiles } from '../src/node/project-files.ts';
import { compileSchema, type JsonSchema, type Validator } from '../src/schema.ts';
import { sampleOf } from './delivery-sample.ts';

type Json = Readonly<Record<string, unknown>>;

const { inputs, definitions } = await readProjectFiles();
const shared = JSON.parse(definitions?.text ?? '{}') as JsonSchema;

const changes = ['ResourceCreated', 'ResourceUpdated', 'ResourceDeleted'];
const events = `
  CheckoutOrderCreationFailed CheckoutPaymentAuthorizationCancelled CheckoutPaymentAuthorizationFailed
  CheckoutPaymentAuthorized CheckoutPaymentCancelAuthorizationFailed CheckoutPaymentChargeFailed
  CheckoutPaymentCharged CheckoutPaymentRefundFailed CheckoutPaymentRefunded ImportContainerCreated
  ImportContainerDeleted ImportOperationRejected ImportUnresolved ImportValidationFailed
  ImportWaitForMasterVariant`
  .trim()
  .split(/\s+/);
const types = [...messageTypes.map(({ type }) => type), ...changes, ...events];

function schemaOf(type: string): JsonSchema {
  const file = inputs.get(type);
  if (file === undefined) throw new Error(`${type} has no schema`);
  return standAlone(JSON.parse(file.text) as JsonSchema, shared);
}

const validators = new Map<string, Validator>();

/** What is wrong with a delivery of a type. */
function problems(type: string, delivery: unknown) {
  const validate = validators.get(type) ?? compileSchema(schemaOf(type));
  validators.set(type, validate);
  return validate(delivery);
}

/** The least that the schema of a type takes. */
function least(type: string): Json {
  return sampleOf(schemaOf(type), { promised: false }) as Json;
}

describe('the schemas of deliveries', () => {
  it('are there for every message, change and Event, and for nothing else', () => {
    expect([...inputs.keys()]).toEqual([...types].sort());
    expect(messageTypes.length).toBe(293);
  });

  it.each(types)('%s', (type) => {
    expect(JSON.stringify(schemaOf(type)).length).toBeLessThan(40_000);

    const delivery = least(type);
    expect(problems(type, delivery)).toEqual([]);
    expect(problems(type, sampleOf(schemaOf(type), { promised: true }))).toEqual([]);
    expect(decodeDelivery({ version: 1, ...delivery })).toMatchObject({ ok: true, value: { type } });

    expect(problems(type, { ...delivery, brandNew: { deep: [1, 'a', { b: true }] } })).toEqual([]);

    const discriminator = changes.includes(type) ? 'notificationType' : 'type';
    const other = problems(type, { ...delivery, [discriminator]: 'SomethingElse' });
    expect(other.map(({ pointer }) => pointer)).toEqual([`/${discriminator}`]);
  });

  it.each<[string, Json]>([
    ['OrderCreated', { locale: 'zh-Hans-SG', lineItems: [{ name: { 'zh-Hans-SG': 'x', en: 'y' } }] }],
    [
      'OrderCreated',
      { custom: { type: { typeId: 'type', id: 't' }, fields: { a: 1, b: [{}], c: { en: '' } } } },
    ],
    ['OrderCreated', { origin: 'Telepathy', orderState: 'Dreamt', customerGroup: { typeId: 'new-kind' } }],
    ['OrderCreated', { totalPrice: { type: 'newPrecision', centAmount: 1 }, type: 'Order', orderId: 'o' }],
  ])('%s takes an order with %j', (type, fields) => {
    const delivery = least(type);
    expect(problems(type, { ...delivery, order: fields })).toEqual([]);
  });

  it.each<[string, Json]>([
    ['CustomerCustomFieldChanged', { name: 'a', value: ['x', 1] }],
    ['CustomerCustomFieldChanged', { name: 'a' }],
    ['CustomerStoresSet', {}],
    ['CustomerFirstNameSet', {}],
    ['CustomerEmailTokenCreated', {}],
    ['StagedQuoteValidToSet', {}],
    ['BusinessUnitContactEmailSet', {}],
  ])('%s takes %j: what was removed is absent', (type, fields) => {
    const { value, stores, ...delivery } = least(type);
    expect(problems(type, { ...delivery, ...fields })).toEqual([]);
  });

  it('say which fields the reference promises, beside those without which nothing can be done', () => {
    expect(schemaOf('OrderStateChanged')['promised']).toContain('orderState');
    expect(schemaOf('OrderCreated')['required']).toContain('order');
    expect(schemaOf('ReturnInfoAdded')['required']).toContain('returnInfo');
    expect(schemaOf('CustomerEmailChanged')['promised']).toEqual(
      expect.arrayContaining(['email', 'oldEmail']),
    );
  });

  it('refuse a message without what it is about', () => {
    const { order, ...delivery } = least('OrderCreated');
    expect(problems('OrderCreated', delivery)).toMatchObject([{ message: 'the key "order" is missing' }]);
  });
});

const { cases } = await readCases(ownRoot);

describe('the samples of this project', () => {
  const samples = cases.flatMap(({ mapping, name, delivery, calls }) => {
    const decoded = decodeDelivery(JSON.parse(delivery?.text ?? '{}'));
    const isMapped = decoded.ok && decoded.value.kind !== 'test' && !decoded.value.payloadNotIncluded;
    const isRefused = calls?.text.includes('"input-invalid"') === true;
    return isMapped ? [{ mapping, name, isRefused, ...decoded.value }] : [];
  });

  it.each(samples)('$mapping: $name', ({ type, payload, isRefused }) => {
    expect(problems(type, payload).length > 0).toBe(isRefused);
  });
});

const reference = new URL('../../shared/data/commercetools/', import.meta.url);

describe.skipIf(!existsSync(reference))('the examples of the reference', () => {
  /** Everything in a file; some examples have a placeholder where a project key belongs. */
  const read = (path: string): unknown =>
    JSON.parse(readFileSync(new URL(path, reference), 'utf8').replaceAll(/<project.key>/g, 'project-key'));
  const list = (folder: string) =>
    existsSync(reference) ? readdirSync(new URL(folder, reference)).map((name) => `${folder}${name}`) : [];
  const record = (value: unknown) => value as Json;

  /** A delivery by itself, in CloudEvents, or as the Messages API gives it. */
  const deliveriesIn = (path: string): readonly Json[] => {
    const content = record(read(path));
    const found = [content, content['data'], ...((content['results'] ?? []) as readonly unknown[])];
    return found.map(record).flatMap((one) => {
      if (path.includes('/message')) return one?.['sequenceNumber'] ? [asDelivery(one)] : [];
      return typeof one?.['notificationType'] === 'string' ? [one] : [];
    });
  };
  const asDelivery = (message: Json) => ({
    notificationType: 'Message',
    projectKey: 'project-key',
    ...message,
  });
  const typeOf = (delivery: Json) =>
    String(
      changes.includes(String(delivery['notificationType']))
        ? delivery['notificationType']
        : delivery['type'],
    );

  const folders = ['composed/platform/', 'api-reference/Subscription/', 'api-reference/Event/'];
  const messages = list('api-reference/representations/').filter((path) => /\/messages?\./.test(path));
  const paths = [...folders.flatMap(list), ...messages];
  const deliveries = paths.flatMap((path) =>
    deliveriesIn(path)
      .filter((delivery) => delivery['payloadNotIncluded'] === undefined)
      .map((delivery, index) => ({ path, index, type: typeOf(delivery), delivery })),
  );

  it('are many', () => {
    expect(deliveries.length).toBeGreaterThan(55);
  });

  it.each(deliveries)('$path $index is a $type', ({ type, delivery }) => {
    expect(problems(type, delivery)).toEqual([]);
  });

  it('has all message types that can be subscribed to', () => {
    const all = read('messages.json') as readonly {
      type: string;
      resourceTypeId: string;
      subscribable: boolean;
    }[];
    const listed = new Map(messageTypes.map(({ type, resource }) => [type, resource]));
    const wrong = all.filter(({ type, resourceTypeId, subscribable }) =>
      subscribable ? listed.get(type) !== resourceTypeId : !['variant', undefined].includes(listed.get(type)),
    );
    expect(wrong).toEqual([]);
    expect(all.filter(({ subscribable }) => subscribable).length).toBe(284);
  });

  it.each([
    ['ApprovalFlowCreated', 'approvalFlow', 'approval-flow', 'approval-flows'],
    ['ApprovalRuleCreated', 'approvalRule', 'approval-rule', 'approval-rules'],
    ['AssociateRoleCreated', 'associateRole', 'associate-role', 'associate-roles'],
    ['BusinessUnitCreated', 'businessUnit', 'business-unit', 'business-units', 'my-business-unit'],
    ['CategoryCreated', 'category', 'category', 'categories'],
    ['CustomerCreated', 'customer', 'customer', 'customers'],
    ['InventoryEntryCreated', 'inventoryEntry', 'inventory', 'inventories'],
    ['OrderCreated', 'order', 'order', 'orders', 'order-import'],
    ['OrderCreatedFromRecurringOrder', 'order', 'order', 'orders'],
    ['OrderImported', 'order', 'order', 'orders', 'order-import'],
    ['OrderDeleted', 'order', 'order', 'orders'],
    ['PaymentCreated', 'payment', 'payment', 'payments', 'my-payment'],
    ['ProductCreated', 'productProjection', 'product-projection', 'product-projections'],
    ['ProductPublished', 'productProjection', 'product-projection', 'product-projections'],
    ['ProductSelectionCreated', 'productSelection', 'product-selection', 'product-selections'],
    ['QuoteCreated', 'quote', 'quote', 'quotes'],
    ['QuoteRequestCreated', 'quoteRequest', 'quote-request', 'quote-requests'],
    ['ReviewCreated', 'review', 'review', 'reviews'],
    ['StagedQuoteCreated', 'stagedQuote', 'staged-quote', 'staged-quotes'],
    ['StandalonePriceCreated', 'standalonePrice', 'standalone-price', 'standalone-prices'],
    ['OrderEditApplied', 'edit', 'order-edits-query'],
  ])('%s takes %s as %j, %j, … show it', (type, field, ...names) => {
    for (const name of names) {
      const content = record(read(`api-reference/representations/${name}.example.json`));
      for (const resource of (content['results'] ?? [content]) as readonly unknown[])
        expect(problems(type, { ...least(type), [field]: resource })).toEqual([]);
    }
  });
});
