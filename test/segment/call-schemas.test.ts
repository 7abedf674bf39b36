import { describe, expect, it } from 'vitest';
import { callTypes } from '../../src/segment/call.ts';
import { checker, type Json, readSchema } from '../schema-checker.ts';

const common = { userId: 'u-1', timestamp: '2026-05-04T08:00:00.000Z' };
const identify = { type: 'identify', ...common, traits: { email: 'grace@example.org' } };
const group = { type: 'group', ...common, groupId: 'g-1' };
const track = { type: 'track', ...common, event: 'Order Completed' };
const page = { type: 'page', ...common, name: 'Home' };
const screen = { type: 'screen', ...common, name: 'Home' };
const alias = { type: 'alias', ...common, previousId: 'u-0' };

/** A call that clears every trait its schema names. */
function clearing(call: Json): Json {
  const schema = readSchema(`segment/${call['type']}.schema.json`) as {
    properties: { traits: { properties: Json } };
  };
  const names = Object.keys(schema.properties.traits.properties);
  return { ...call, traits: Object.fromEntries(names.map((name) => [name, null])) };
}

const traits = (values: Json) => ({ ...identify, traits: values });
const properties = (values: Json) => ({ ...track, properties: values });
const context = (values: Json) => ({ ...identify, context: values });
const integrations = (values: Json) => ({ ...identify, integrations: values });
const noUser = ['/ required', '/ required', '/ anyOf'];
const externalId = { id: 'c-1', type: 'commercetools_customer_id', collection: 'users', encoding: 'none' };

describe('the schemas of the calls', () => {
  const checks = new Map<string, ReturnType<typeof checker>>(
    callTypes.map((type) => [type, checker(`segment/${type}.schema.json`)]),
  );
  const check = (call: Json) => checks.get(String(call['type']))?.(JSON.parse(JSON.stringify(call)));

  it.each<[string, Json]>([
    ['identify', identify],
    ['identify of a visitor', { ...identify, userId: undefined, anonymousId: 'a-1' }],
    // No limit of an id's length is documented; that of a call bounds it.
    ['a long userId', { ...identify, userId: `${'u'.repeat(300)}@example.org` }],
    ['identify without traits', { ...identify, traits: undefined }],
    ['traits of a user that are cleared', clearing(identify)],
    ['traits of a group that are cleared', clearing(group)],
    ['traits of any name and type', traits({ 'loyalty tier': 3, tags: ['a'], x: { y: [] } })],
    ['an email with an umlaut', traits({ email: 'jürgen@müller.example' })],
    ['a birthday', traits({ birthday: '1990-04-12', createdAt: '2026-03-02T10:15:30.123Z' })],
    ['an address with more in it', traits({ address: { city: 'Köln', district: 'Ehrenfeld' } })],
    ['a company', traits({ company: { id: 7, name: 'Hopper Ltd', employee_count: 12 } })],
    ['context', context({ active: false, ip: '192.0.2.1', externalIds: [externalId], new: 1 })],
    ['integrations', integrations({ All: false, 'Segment.io': true, Braze: { a: 1 } })],
    ['group', { ...group, traits: { name: 'Hopper Ltd', employees: '12', plan: null, seats: 3 } }],
    ['track', track],
    ['track with properties', properties({ revenue: 19.99, currency: 'EUR', products: [{ a: 1 }] })],
    ['page', { ...page, category: 'Docs', properties: { url: 'https://shop.example/', keywords: ['a'] } }],
    ['screen', { ...screen, properties: { name: 'Home', variation: 'b' } }],
    ['alias', alias],
  ])('take %s', (_, call) => {
    expect(check(call)).toEqual([]);
  });

  it.each<[string, Json, string[]]>([
    ['no id', { ...identify, userId: undefined }, noUser],
    ['a blank userId', { ...identify, userId: ' ' }, ['/userId pattern']],
    ['a userId that is a number', { ...identify, userId: 7 }, ['/userId type']],
    ['a blank anonymousId', { ...identify, anonymousId: '' }, ['/anonymousId pattern']],
    ['no timestamp', { ...identify, timestamp: undefined }, ['/ required']],
    ['a timestamp without a zone', { ...identify, timestamp: '2026-05-04T08:00:00' }, ['/timestamp format']],
    ['a messageId of the mapping', { ...identify, messageId: 'm-1' }, ['/ additionalProperties']],
    ['a part of another call', { ...identify, properties: {} }, ['/ additionalProperties']],
    ['traits that are a list', { ...identify, traits: [] }, ['/traits type']],
    ['a blank email', traits({ email: '' }), ['/traits/email pattern']],
    ['an age as text', traits({ age: '36' }), ['/traits/age type']],
    ['an address as text', traits({ address: 'Köln' }), ['/traits/address type']],
    [
      'a numeric postal code',
      traits({ address: { postalCode: 50667 } }),
      ['/traits/address/postalCode type'],
    ],
    ['a company as text', traits({ company: 'Hopper Ltd' }), ['/traits/company type']],
    ['a title as a number', traits({ title: 1 }), ['/traits/title type']],
    ['a context that is text', { ...identify, context: 'server' }, ['/context type']],
    ['an active that is text', context({ active: 'no' }), ['/context/active type']],
    [
      'half an external id',
      context({ externalIds: [{ ...externalId, encoding: undefined }] }),
      ['/context/externalIds/0 required'],
    ],
    ['switching Segment off', integrations({ 'Segment.io': false }), ['/integrations/Segment.io not']],
    ['an integration that is text', integrations({ Braze: 'yes' }), ['/integrations/Braze type']],
    ['a group without its id', { ...group, groupId: undefined }, ['/ required']],
    ['a group without a user', { ...group, userId: undefined }, noUser],
    ['employees as a number', { ...group, traits: { employees: 12 } }, ['/traits/employees type']],
    ['an event without a name', { ...track, event: undefined }, ['/ required']],
    ['an event with a blank name', { ...track, event: ' ' }, ['/event pattern']],
    ['a track without a user', { ...track, userId: undefined }, noUser],
    ['traits of an event', { ...track, traits: {} }, ['/ additionalProperties']],
    ['revenue as text', properties({ revenue: '19.99' }), ['/properties/revenue type']],
    ['a currency in small letters', properties({ currency: 'eur' }), ['/properties/currency pattern']],
    ['a value as text', properties({ value: '1' }), ['/properties/value type']],
    ['one product that is no list', properties({ products: {} }), ['/properties/products type']],
    ['a page without a user', { ...page, userId: undefined }, noUser],
    ['a page url that is a number', { ...page, properties: { url: 1 } }, ['/properties/url type']],
    ['a screen name that is a number', { ...screen, name: 1 }, ['/name type']],
    ['an alias without the id before', { ...alias, previousId: undefined }, ['/ required']],
    ['an alias with a blank id before', { ...alias, previousId: ' ' }, ['/previousId pattern']],
    ['an alias without the new id', { ...alias, userId: undefined }, ['/ required']],
  ])('refuse %s', (_, call, problems) => {
    expect(check(call)).toEqual(problems);
  });

  it.each(['birthday', 'createdAt'])('refuse %s where it is no date', (name) => {
    const problems = check(traits({ [name]: '12.4.1990' }));
    expect(problems).toContain(`/traits/${name} anyOf`);
  });

  it.each(callTypes)('refuse another type than %s', (type) => {
    const all: Readonly<Record<string, Json>> = { identify, group, track, page, screen, alias };
    expect(checks.get(type)?.({ ...all[type], type: 'other' })).toEqual(['/type const']);
  });
});

describe('the schema of a regulation', () => {
  const check = checker('segment/regulation.schema.json');
  const regulation = { type: 'regulation', ...common };

  it.each([[regulation], [{ ...regulation, regulationType: 'SUPPRESS_WITH_DELETE' }]])('takes %j', (call) => {
    expect(check(call)).toEqual([]);
  });

  it.each<[string, Json, string[]]>([
    ['nobody', { type: 'regulation', timestamp: common.timestamp }, ['/ required']],
    ['a blank user id', { ...regulation, userId: ' ' }, ['/userId pattern']],
    ['several user ids', { ...regulation, userId: ['u-1'] }, ['/userId type']],
    ['another type', { ...regulation, regulationType: 'DELETE' }, ['/regulationType enum']],
    ['a visitor', { ...regulation, anonymousId: 'a-1' }, ['/ additionalProperties']],
  ])('refuses %s', (_, call, problems) => {
    expect(check(call)).toEqual(problems);
  });

  it('has the types that the grammar of mappings has', () => {
    const at = (file: string, ...steps: readonly string[]) =>
      steps.reduce<Json>((schema, step) => schema[step] as Json, readSchema(file))['enum'];
    expect(at('mapping.schema.json', 'definitions', 'regulation', 'properties', 'regulationType')).toEqual(
      at('segment/regulation.schema.json', 'properties', 'regulationType'),
    );
  });
});
