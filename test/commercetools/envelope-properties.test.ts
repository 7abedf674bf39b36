import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeDelivery } from '../../src/commercetools/decode.ts';
import { openEnvelope } from '../../src/commercetools/envelope.ts';
import { list, nested, type Wrapped, wraps } from '../../src/demo/wrapping.ts';
import { customerCreated, testNotification } from '../webhook/deliveries.ts';

const seed = 20_261_125;
const open = ({ body, headers }: Wrapped) => openEnvelope(JSON.parse(body), new Headers(headers));

/** Names that wrappers and near misses are recognised by, and names that every object has. */
const names = fc.constantFrom(
  ...['specversion', 'type', 'source', 'data', 'data_base64', 'message', 'subscription', 'detail-type'],
  ...[
    'detail',
    'Type',
    'TopicArn',
    'Message',
    'eventType',
    'eventTime',
    'action',
    'resource',
    'obj',
    'Records',
  ],
  ...[
    'id',
    'version',
    'createdAt',
    'lastModifiedAt',
    'notificationType',
    'projectKey',
    'modifiedAt',
    'typeId',
  ],
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'validationCode', 'payloadNotIncluded'],
);
const leaves = fc.oneof(
  fc.constantFrom('Notification', 'SubscriptionConfirmation', '1.0', 'Message', 'Event', 'ResourceCreated'),
  fc.constantFrom(
    'Microsoft.EventGrid.SubscriptionValidationEvent',
    '{"message":{"data":"e30"}}',
    'e30',
    'e',
  ),
  fc.constantFrom<unknown>(null, '', 0, [], {}, '[]', 'W10=', '2026-03-02T10:15:30Z', 'subscription'),
  fc.jsonValue({ maxDepth: 2 }),
);
const { shaped } = fc.letrec<{ shaped: unknown }>((tie) => ({
  shaped: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaves,
    fc.array(tie('shaped'), { maxLength: 4 }),
    // JSON.parse, so that "__proto__" is a field like any other
    fc
      .array(fc.tuple(names, tie('shaped')), { maxLength: 7 })
      .map((fields) =>
        JSON.parse(`{${fields.map(([name, value]) => `"${name}":${JSON.stringify(value)}`).join(',')}}`),
      ),
  ),
}));
const anything = fc.oneof(fc.jsonValue(), shaped);
const notifications = fc
  .tuple(fc.constantFrom(customerCreated, testNotification), fc.dictionary(fc.string(), fc.jsonValue()))
  .map(([notification, rest]): unknown => JSON.parse(JSON.stringify({ ...rest, ...notification })));

function holds(wrapped: Wrapped, notification: unknown) {
  const { wrappers, isList } = wrapped;
  expect(open(wrapped)).toEqual({ contents: [{ kind: 'notification', wrappers, notification }], isList });
}

describe('whatever is posted', () => {
  it('is opened without a throw, to at least one content, none of them refused without an issue', () => {
    const headers = fc.constantFrom({}, { 'ce-specversion': '1.0' });
    const property = fc.property(anything, headers, (body, given) => {
      const { contents } = openEnvelope(body, new Headers(given));
      expect(contents.length).toBeGreaterThan(0);
      for (const content of contents) {
        if (content.kind === 'unknown') expect(content.failure.issues).toHaveLength(1);
        if (content.kind === 'notification') decodeDelivery(content.notification);
      }
    });
    fc.assert(property, { seed, numRuns: 3_000 });
  });

  it('is opened so in every wrapper too, and told with the wrapper around it', () => {
    const property = fc.property(anything, fc.constantFrom(...wraps), (content, wrap) => {
      const wrapped = wrap(content);
      for (const { wrappers } of open(wrapped).contents)
        expect(wrappers.slice(0, wrapped.wrappers.length)).toEqual(wrapped.wrappers);
    });
    fc.assert(property, { seed, numRuns: 2_000 });
  });

  it('is left as it was given', () => {
    const property = fc.property(anything, (body) => {
      const before = JSON.stringify(body);
      openEnvelope(body, new Headers());
      expect(JSON.stringify(body)).toBe(before);
    });
    fc.assert(property, { seed, numRuns: 500 });
  });
});

describe('any notification', () => {
  it('comes out of every wrapper as it went in', () => {
    const property = fc.property(notifications, fc.constantFrom(...wraps), (notification, wrap) =>
      holds(wrap(notification), notification),
    );
    fc.assert(property, { seed, numRuns: 500 });
  });

  it('comes out of two wrappers', () => {
    const pair = fc
      .tuple(fc.constantFrom(...wraps), fc.constantFrom(...wraps))
      .filter(([outer, inner]) => outer !== list || !inner(0).isList);
    const property = fc.property(notifications, pair, (notification, [outer, inner]) =>
      holds(nested('two', outer, inner, notification), notification),
    );
    fc.assert(property, { seed, numRuns: 1_000 });
  });
});
