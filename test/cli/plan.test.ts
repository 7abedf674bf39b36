import { expect, test } from 'vitest';
import { buildCatalog } from '../../src/mapping/build-catalog.ts';
import { ownRoot, readCases } from '../../src/node/case-files.ts';
import { readProjectFiles } from '../../src/node/project-files.ts';
import { compileSchema, type JsonSchema } from '../../src/schema.ts';
import { mapper, workspace } from './workspace.ts';

interface Rule {
  readonly type: string;
  readonly key?: string;
  readonly version: number;
  readonly jsonSchema: JsonSchema;
}

interface Call {
  readonly type: string;
  readonly event?: string;
  readonly traits?: object;
  readonly properties?: object;
}

const rulesOf = (stdout: string): readonly Rule[] => JSON.parse(stdout).rules;

/** An order that is told twice, a call of each other type, and expressions that Markdown could trip over. */
const order = `description: A customer account was created. Stands in for an order.
on: CustomerCreated
let:
  id: customer.id
track:
  - event: Order Refunded
    userId: $id
    properties:
      order_id: $id
      products:
        - sku: customer.key
          engraving?: customer.custom.fields.\`en-US\`
      gift: true
  - event: Points Granted
    userId: $id
    properties:
      points: 3
      reason?: |
        $exists(customer.companyName)
          ? "company | shop" : customer.locale
      revenue?: $lookup(customer, "revenue")
group:
  groupId: customer.customerGroup.id
  userId: $id
  traits:
    name: null
    level: null
alias:
  userId: $id
  previousId: customer.email
`;

const correction = `description: Another event by the same name, and a trait that may be cleared.
on: CustomerCreated
track:
  event: Order Refunded
  userId: customer.id
  properties:
    order_id: customer.id
    gift?: customer.locale
group:
  groupId: customer.customerGroup.id
  userId: customer.id
  traits:
    level?: $string(customer.version)
`;

async function shop() {
  const made = await workspace();
  await made.write('mappings/order.placed.yaml', order);
  await made.write('mappings/order.corrected.yaml', correction);
  // What is switched off sends nothing: it is no part of a plan.
  const off = correction.replace('Order Refunded', 'Points Kept').replace('track:', 'when: false\ntrack:');
  await made.write('mappings/order.kept.yaml', off);
  return made;
}

test('lists what the mappings send, with its type, need, expression and place', async () => {
  const { mapper } = await shop();
  const told = await mapper('plan');
  expect(told).toMatchObject({ code: 0, stderr: '' });
  await expect(told.stdout).toMatchFileSnapshot('plan.md');
});

test('writes the rules of a tracking plan', async () => {
  const { mapper } = await shop();
  const told = await mapper('plan', '--json');
  expect(told).toMatchObject({ code: 0, stderr: '' });
  await expect(told.stdout).toMatchFileSnapshot('plan-json.txt');
});

test('a track mapping gives a row and a rule of its event', async () => {
  const { mapper, write } = await workspace();
  expect((await mapper('plan')).stdout).not.toContain('Signed Up');
  const lines = [
    'description: Counts.',
    'on: CustomerCreated',
    'track:',
    '  event: Signed Up',
    '  userId: customer.id',
  ];
  await write(
    'mappings/customer.counted.yaml',
    [...lines, '  properties:', '    email: customer.email', ''].join('\n'),
  );
  expect((await mapper('plan')).stdout).toContain(
    '| track Signed Up | `properties.email` | string | required | `customer.email` | mappings/customer.counted.yaml:7 |\n',
  );
  const rules = rulesOf((await mapper('plan', '--json')).stdout);
  expect(rules).toContainEqual(expect.objectContaining({ type: 'TRACK', key: 'Signed Up', version: 1 }));
});

/** A trait that one call clears, where another one sets what is inside of it; and a name for what may be null. */
const cleared = `description: A customer account was created.
on: CustomerCreated
let:
  vatId: $default(customer.vatId, null)
  title: '$exists(customer.title) ? $vatId : customer.locale'
identify:
  - userId: customer.id
    traits:
      club: null
      vatId: $vatId
      name: $title
  - userId: customer.id
    traits:
      club:
        tier: customer.locale
      vatId: $default(customer.vatId, "none")
      locale: 'customer.locale = null ? "none" : customer.title'
`;

test('what may be null is told so, also through a name, and where another call sets what is inside', async () => {
  const { mapper, write } = await workspace(['CustomerCreated']);
  await write('mappings/customer.cleared.yaml', cleared);
  const { stdout } = await mapper('plan');
  expect(stdout).toContain('`traits.club` | null | required |');
  expect(stdout).toContain('`traits.vatId` | string or null | required | `$vatId`');
  expect(stdout).toContain('`traits.vatId` | string | required | `$default(customer.vatId, "none")`');
  expect(stdout).toContain('`traits.name` | string or null | required |');
  expect(stdout).toContain('`traits.locale` | string | required |');
  const [rule] = rulesOf((await mapper('plan', '--json')).stdout);
  const check = compileSchema(rule?.jsonSchema ?? { not: {} });
  for (const traits of [
    { club: null, vatId: null, name: null },
    { club: { tier: 'de' }, vatId: 'none', locale: 'none' },
  ])
    expect(check({ traits })).toEqual([]);
  expect(check({ traits: { club: { tier: 3 } } })).toHaveLength(1);
});

test('--all adds every event that has a schema', async () => {
  const { mapper } = await shop();
  const sources = await readProjectFiles();
  const sent = rulesOf((await mapper('plan', '--json')).stdout).map(({ key }) => key);
  const all = rulesOf((await mapper('plan', '--json', '--all')).stdout).map(({ key }) => key);
  expect(all).toHaveLength(sent.length + sources.events.size - 1);
  expect(new Set(all)).toEqual(new Set([...sent, ...all]));
  const { stdout } = await mapper('plan', '--all');
  expect(stdout).toContain(
    '| track Order Completed | `properties.products[].sku` | string | optional | *not sent* | schemas/segment/events/order-completed.schema.json |\n',
  );
  expect(stdout).not.toContain('schemas/segment/events/order-refunded');
});

test('a mapping with an error has no plan', async () => {
  const { edit, mapper } = await shop();
  await edit('mappings/order.placed.yaml', 'customer.email', 'customer.emial');
  for (const args of [['plan'], ['plan', '--json']]) {
    const told = await mapper(...args);
    expect(told).toMatchObject({ code: 1, stdout: '' });
    expect(told.stderr).toContain('did you mean customer.email?');
  }
});

test('the plan of this project knows every field of every call in its cases', async () => {
  const { code, stdout } = await mapper(['plan', '--json']);
  expect(code).toBe(0);
  const rules = rulesOf(stdout);
  const { cases } = await readCases(ownRoot);
  const snapshots = cases.flatMap(({ calls }): readonly unknown[] =>
    calls === undefined ? [] : [JSON.parse(calls.text)],
  );
  const calls = snapshots.flatMap((snapshot): readonly Call[] => (Array.isArray(snapshot) ? snapshot : []));
  expect(calls.length).toBeGreaterThan(10);
  for (const call of calls.filter(({ type }) => type !== 'alias' && type !== 'regulation')) {
    const rule = rules.find(({ type, key }) => type === call.type.toUpperCase() && key === call.event);
    expect(compileSchema(rule?.jsonSchema ?? { not: {} })(call)).toEqual([]);
    const planned = rule?.jsonSchema as { properties: Record<string, { properties?: object }> } | undefined;
    for (const part of ['traits', 'properties'] as const)
      expect(Object.keys(planned?.properties[part]?.properties ?? {})).toEqual(
        expect.arrayContaining(Object.keys(call[part] ?? {})),
      );
  }
});

test('the plan of this project has a row for each field that its mappings write', async () => {
  const { stdout } = await mapper(['plan']);
  const sources = await readProjectFiles();
  const isOn = ({ text }: { readonly text: string }) => !/^when: false$/m.test(text);
  const { catalog } = buildCatalog({ ...sources, mappings: sources.mappings.filter(isOn) });
  const rows = stdout
    .split('\n')
    .filter((line) => /^\| (identify|track|group|page|screen|alias|regulation)/.test(line));
  const fields = catalog.mappings.flatMap((mapping) => mapping.fields);
  expect(rows).toHaveLength(fields.length);
  for (const { place } of fields)
    expect(rows.filter((row) => row.endsWith(`| ${place.file}:${place.line} |`))).not.toEqual([]);
});
