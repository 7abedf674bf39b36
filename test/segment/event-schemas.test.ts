import { describe, expect, it } from 'vitest';
import { slug } from '../../src/mapping/build-catalog.ts';
import { readProjectFiles } from '../../src/node/project-files.ts';
import { compileSchema, type JsonSchema, type Validator } from '../../src/schema.ts';
import { type EventExample, eventExamples } from './event-examples.ts';

interface EventSchema extends JsonSchema {
  readonly title: string;
  readonly description: string;
  readonly properties: {
    readonly event: { readonly const: string };
    readonly properties: { readonly properties: Readonly<Record<string, JsonSchema>> };
  };
}

interface ProductList {
  readonly items: { readonly properties: Readonly<Record<string, JsonSchema>> };
}

const { events } = await readProjectFiles();
const schemas = new Map([...events].map(([name, { text }]) => [name, JSON.parse(text) as EventSchema]));
const validators = new Map([...schemas].map(([name, schema]) => [name, compileSchema(schema)]));

const validatorOf = (event: string): Validator => {
  const found = validators.get(slug(event));
  if (found === undefined) throw new Error(`no schema of ${event}`);
  return found;
};
const propertiesOf = (name: string) => schemas.get(name)?.properties.properties.properties ?? {};
/** Those of Segment's specs. A shop may add events of its own, as mappings/README.md has it, and says no more of them than it wants. */
const names = [...schemas.keys()]
  .filter((name) => schemas.get(name)?.description.includes('Spec: https://segment.com/'))
  .sort();

function callOf({ event, properties, account }: EventExample) {
  return {
    type: 'track',
    userId: 'u-1',
    timestamp: '2026-05-04T08:00:00.000Z',
    event,
    properties,
    ...(account ? { context: { groupId: 'g-1' } } : {}),
  };
}

/** What is wrong with an event's call in which these properties stand instead. */
function wrong(example: EventExample, properties: Readonly<Record<string, unknown>>): readonly string[] {
  const given = { ...example.properties, ...properties };
  const call = JSON.parse(JSON.stringify(callOf({ ...example, properties: given })));
  return validatorOf(example.event)(call).map(({ pointer, message }) => `${pointer} ${message}`);
}

const exampleOf = (event: string): EventExample => {
  const found = eventExamples.find((one) => one.event === event);
  if (found === undefined) throw new Error(`no example of ${event}`);
  return found;
};

describe('the schemas of events', () => {
  it('have one example each, and the name that leads to their file', () => {
    expect(eventExamples.map(({ event }) => slug(event)).sort()).toEqual(names);
    const told = [...schemas.values()].map(({ title, properties }) => [title, properties.event.const]);
    expect(told.filter(([title, event]) => title !== event)).toEqual([]);
    expect(told.map(([title = '']) => slug(title)).sort()).toEqual([...schemas.keys()].sort());
  });

  it('say of a product the same everywhere', () => {
    const lists = names.flatMap((name) => (propertiesOf(name)['products'] as ProductList | undefined) ?? []);
    expect(new Set(lists.map(({ items }) => JSON.stringify(items))).size).toBe(1);
    const [item] = lists.map(({ items }) => items);
    const flat = names
      .filter((name) => propertiesOf(name)['image_url'] !== undefined)
      .flatMap((name) => Object.entries(propertiesOf(name)));
    const differing = flat.filter(
      ([property, schema]) => JSON.stringify(item?.properties[property] ?? schema) !== JSON.stringify(schema),
    );
    expect(flat.length).toBeGreaterThan(80);
    expect(differing).toEqual([]);
  });

  it('are offered by the editor for "event:"', async () => {
    const { grammar } = await readProjectFiles();
    const { definitions } = JSON.parse(grammar.text);
    const offered = definitions.track.properties.event.examples;
    expect(offered.map(slug).sort()).toEqual(names);
  });
});

describe.each(eventExamples)('$event', (example) => {
  it('passes with every documented property, and with others', () => {
    expect(Object.keys(example.properties).sort()).toEqual(
      Object.keys(propertiesOf(slug(example.event))).sort(),
    );
    expect(wrong(example, {})).toEqual([]);
    expect(wrong(example, { something_else: [{ of: 'our own' }] })).toEqual([]);
  });

  it('passes with nothing but what is required', () => {
    const needed = Object.entries(example.properties).filter(([name]) => example.required.includes(name));
    const least = { ...example, properties: Object.fromEntries(needed) };
    expect(wrong(least, {})).toEqual([]);
  });

  it('is refused without what is required', () => {
    for (const name of example.required)
      expect(wrong(example, { [name]: undefined })).toContain(`/properties the key "${name}" is missing`);
    const { context: _context, ...withoutAccount } = callOf(example);
    const problems = validatorOf(example.event)(withoutAccount).map(({ message }) => message);
    expect(problems).toEqual(example.account ? ['the key "context" is missing'] : []);
  });

  it('is refused where a property is of another type', () => {
    for (const name of Object.keys(example.properties)) {
      const [problem = ''] = wrong(example, { [name]: false });
      expect(problem).toMatch(new RegExp(`^/properties/${name} expected .*; found true or false$`));
    }
  });

  it('is refused under a name in other letters', () => {
    const problems = validatorOf(example.event)({ ...callOf(example), event: example.event.toLowerCase() });
    expect(problems.map(({ pointer }) => pointer)).toEqual(['/event']);
  });
});

describe('details of events', () => {
  const completed = exampleOf('Order Completed');

  it.each([
    [{ total: '52.91' }, '/properties/total expected a number; found text'],
    [{ currency: 'eur' }, '/properties/currency expected three capital letters, such as EUR; found text'],
    [{ order_id: ' ' }, '/properties/order_id expected text that is not blank; found blank text'],
    [{ products: { sku: 'LAMP-01' } }, '/properties/products expected a list; found a map of fields'],
    [{ products: [{ sku: 1 }] }, '/properties/products/0/sku expected text; found a number'],
    [
      { products: [{ sku: 'LAMP-01' }, { price: 4 }] },
      '/properties/products/1 at least one of the keys product_id, sku, name is needed',
    ],
  ])('an order with %o', (properties, problem) => {
    expect(wrong(completed, properties)).toEqual([problem]);
  });

  it.each(['Order Updated', 'Order Cancelled', 'Order Refunded', 'Checkout Started', 'Product Viewed'])(
    'an amount of %s needs a currency: Segment would take dollars',
    (event) => {
      const missing = wrong(exampleOf(event), { currency: undefined });
      expect(new Set(missing)).toEqual(new Set(['/properties the key "currency" is missing']));
    },
  );

  it('a rating is text, and a trial lasts from a day to a day', () => {
    expect(wrong(exampleOf('Product Reviewed'), { rating: 5 })).toEqual([
      '/properties/rating expected text; found a number',
    ]);
    expect(wrong(exampleOf('Trial Started'), { trial_end_date: '2.4.2026' })).toEqual([
      '/properties/trial_end_date expected a date, such as 1990-04-12, or a date and time with its zone, such as 2026-03-02T10:15:30Z; found text',
    ]);
  });
});
