import { beforeAll, describe, expect, it } from 'vitest';
import { buildCatalog } from '../../src/mapping/build-catalog.ts';
import type { BuiltCatalog, CatalogSources } from '../../src/mapping/catalog.ts';
import { readable } from '../../src/mapping/language/readable.ts';
import { readProjectFiles } from '../../src/node/project-files.ts';
import { formatIssues } from '../../src/report/format.ts';
import { customerCreated } from '../webhook/deliveries.ts';

let project: CatalogSources;
beforeAll(async () => {
  project = await readProjectFiles();
});

const identity = `description: Who it is.
from: [email?, customerId?]
let:
  lower: $lowercase($email)
  userId: $default($lower, $customerId)
`;
const names = `description: What a shop calls things.
from: [order]
let:
  total: $order.totalPrice.centAmount
`;
const table = 'Open: being packed\nComplete: sent\n"No": false\n';

interface Files {
  readonly mapping: string;
  readonly shared?: Readonly<Record<string, string>>;
  readonly tables?: Readonly<Record<string, string>>;
}

function build({ mapping, shared = { identity }, tables = { 'order-states': table } }: Files): BuiltCatalog {
  const files = (folder: string, texts: Readonly<Record<string, string>>) =>
    Object.entries(texts).map(([name, text]) => ({ path: `mappings/${folder}/${name}.yaml`, text }));
  const { shared: kept, tables: keptTables } = project;
  if (kept === undefined || keptTables === undefined) throw new Error('the project has no shared files');
  return buildCatalog({
    ...project,
    mappings: [{ path: 'mappings/case.yaml', text: `description: A case.\n${mapping}` }],
    shared: { grammar: kept.grammar, files: files('shared', shared) },
    tables: { grammar: keptTables.grammar, files: files('tables', tables) },
  });
}

async function run(files: Files, delivery: unknown = customerCreated) {
  const built = build(files);
  expect(built.issues).toEqual([]);
  return built.catalog.mappings[0]?.run(readable(delivery), customerCreated.createdAt);
}

function told(files: Files): string {
  const texts = { 'mappings/case.yaml': `description: A case.\n${files.mapping}` };
  return formatIssues(build(files).issues, {
    colour: false,
    textOf: (path) => (texts as Readonly<Record<string, string>>)[path],
  });
}

const asInMapping = `a?: b\nc: '"d"'\ne: $uppercase("f")\ng: $5 off\n`;
const hardlyTables = { colons: 'a: b: c\n', commas: 'a,b\nc,d\n', keys: 'a:\n', mapping: asInMapping };
const identify = 'identify:\n  userId: $userId\n  traits:\n    plan: \'"free"\'\n';

describe('shared values', () => {
  it('are made of what the mapping gives', async () => {
    const mapping = `on: CustomerCreated\nlet:\n  email: customer.email\n${identify}`;
    expect(await run({ mapping })).toMatchObject({ calls: [{ userId: 'zoe.quill@example.org' }] });
  });

  it('may be made of less, where a name has a "?"', async () => {
    const mapping = `on: CustomerCreated\nlet:\n  customerId: customer.id\n${identify}`;
    expect(await run({ mapping })).toMatchObject({ calls: [{ userId: customerCreated.customer.id }] });
  });

  it('change all mappings in one place, and the hashes of those that use them', () => {
    const using = `on: CustomerCreated\nlet:\n  email: customer.email\n${identify}`;
    const without = 'on: CustomerCreated\nidentify:\n  userId: customer.id\n';
    const other = { identity: identity.replace('$lowercase($email)', '$uppercase($email)') };
    const hash = (files: Files) => build(files).catalog.mappings[0]?.hash;
    expect(hash({ mapping: using })).not.toBe(hash({ mapping: using, shared: other }));
    expect(hash({ mapping: without })).toBe(hash({ mapping: without, shared: other }));
  });

  const wrong: readonly (readonly [why: string, identity: string])[] = [
    ['a value that JSONata cannot read', identity.replace('$lowercase($email)', '$lowercase($email')],
    ['a key that is not known', identity.replace('let:', 'lets:')],
    ['no YAML', identity.replace('[email?, customerId?]', '[email?, customerId?')],
  ];
  it.each(wrong)('are wrong where they are written, not in each mapping that uses them: %s', (_, broken) => {
    const mapping = `on: CustomerCreated\nlet:\n  email: customer.email\nneeds:\n  userId: no id\n${identify}`;
    const { issues, catalog } = build({ mapping, shared: { identity: broken } });
    expect(issues.map(({ place }) => place?.file)).toEqual(['mappings/shared/identity.yaml']);
    expect(catalog.mappings).toEqual([]);
  });

  it('that are wrong are no excuse for a misspelt name, and in no way of who uses others', () => {
    const shared = { identity: identity.replace('$lowercase($email)', '$lowercase($email') };
    const misspelt = 'on: CustomerCreated\nidentify:\n  userId: $usreId\n';
    expect(build({ mapping: misspelt, shared }).issues).toMatchObject([{ place: { file: /shared/ } }, {}]);
    const without = 'on: CustomerCreated\nidentify:\n  userId: customer.id\n';
    expect(build({ mapping: without, shared }).catalog.mappings).toHaveLength(1);
  });

  it('are told with the names of a mapping that uses them', () => {
    const mapping = `on: CustomerCreated\nlet:\n  email: customer.email\n${identify}`;
    expect(
      build({ mapping }).catalog.mappings[0]?.names.map(({ name, place }) => [name, place.file]),
    ).toEqual([
      ['email', 'mappings/case.yaml'],
      ['lower', 'mappings/shared/identity.yaml'],
      ['userId', 'mappings/shared/identity.yaml'],
    ]);
  });

  it('that nobody uses cost no check against a delivery', () => {
    const shared = { identity, names };
    const mapping = `on: CustomerCreated\nlet:\n  email: customer.email\n${identify}`;
    expect(build({ mapping, shared }).issues).toEqual([]);
  });
});

describe('needs', () => {
  const needy = `on: CustomerCreated\nlet:\n  email: customer.externalId\nneeds:\n  userId: nobody is named\n${identify}`;

  it('nothing there: skipped with the reason', async () => {
    expect(await run({ mapping: needy })).toEqual({ status: 'filtered', reason: 'nobody is named' });
  });

  it('something there: mapped', async () => {
    const delivery = { ...customerCreated, customer: { ...customerCreated.customer, externalId: 'X-1' } };
    expect(await run({ mapping: needy }, delivery)).toMatchObject({ calls: [{ userId: 'x-1' }] });
  });

  it('false, 0 and "" are something', async () => {
    const mapping = `on: CustomerCreated\nlet:\n  verified: customer.isEmailVerified\nneeds:\n  verified: not known\nidentify:\n  userId: customer.id\n`;
    expect(await run({ mapping })).toMatchObject({ status: 'mapped' });
  });

  it('a value that fails is no skip', async () => {
    const mapping = `on: CustomerCreated\nlet:\n  email: $string($money($lookup($$, "customer")))\nneeds:\n  userId: nobody is named\n${identify}`;
    const built = build({ mapping });
    expect(await built.catalog.mappings[0]?.run(readable(customerCreated), '')).toMatchObject({
      status: 'failed',
      stage: 'mapping-failed',
    });
  });
});

describe('tables', () => {
  const track = (value: string) =>
    `on: CustomerCreated\ntrack:\n  event: Looked Up\n  userId: customer.id\n  properties:\n    found?: ${value}\n`;

  it.each([
    ['$lookup($orderStates, "Open")', { found: 'being packed' }],
    ['$lookup($orderStates, "No")', { found: false }],
    ['$lookup($orderStates, "Gone")', {}],
    ['$default($lookup($orderStates, "Gone"), "unknown")', { found: 'unknown' }],
  ])('%s', async (value, properties) => {
    const mapping = track(`'${value}'`);
    expect(await run({ mapping })).toMatchObject({
      calls: [{ event: 'Looked Up', ...(Object.keys(properties).length > 0 ? { properties } : {}) }],
    });
  });

  it.each(['01234', '12345678901234567890', '1.10', '0x1F', 'True'])(
    'have their keys as they are written: %s',
    async (key) => {
      const mapping = track(`'$lookup($orderStates, "${key}")'`);
      const tables = { 'order-states': `${key}: here\n` };
      expect(await run({ mapping, tables })).toMatchObject({ calls: [{ properties: { found: 'here' } }] });
    },
  );

  it.each(['Loyalty Tiers', '1st', '--', 'a+b', '__proto__'])(
    'have a name that expressions can use: %s',
    (name) => {
      const { issues } = build({ mapping: track('1'), tables: { [name]: 'a: b\n' } });
      expect(issues).toMatchObject([{ code: 'file-name', place: { file: `mappings/tables/${name}.yaml` } }]);
    },
  );

  it('may have the keys 01 and 1, but none twice', () => {
    const of = (text: string) => build({ mapping: track('1'), tables: { 'order-states': text } }).issues;
    expect(of('01: a\n1: b\n')).toEqual([]);
    expect(of('01: a\n"01": b\n')).toMatchObject([{ code: 'yaml-syntax', place: { line: 2 } }]);
  });

  it('that are wrong or empty are told where they are, and what they want', () => {
    const mapping = track('$lookup($orderStates, "Open")');
    const of = (text: string) => build({ mapping, tables: { 'order-states': text } }).issues;
    expect(of('Open: 01234\n')).toMatchObject([{ code: 'yaml-unsupported', place: { line: 1, column: 7 } }]);
    const hint = 'a table has at least one line, such as "gold: Gold member"';
    expect(of('# only a comment\n')).toMatchObject([{ message: 'the file is empty', hint }]);
  });
});

describe('what is wrong is told with its place and what to do', () => {
  const good = `on: CustomerCreated\nlet:\n  email: customer.email\n${identify}`;
  it.each<[string, Files]>([
    ['a shared value that is not there', { mapping: good.replace('$userId', '$usreId') }],
    [
      'a shared value within the let of a mapping',
      { mapping: good.replace('email: customer.email', 'email: customer.email\n  who: $userId') },
    ],
    [
      'what it is made of is not given',
      {
        mapping: 'on: CustomerCreated\nidentify:\n  userId: customer.id\n  traits:\n    total: $total\n',
        shared: { names },
      },
    ],
    [
      'a field that the type does not have',
      {
        mapping:
          'on: CustomerCreated\nlet:\n  order: customer\nidentify:\n  userId: customer.id\n  traits:\n    total: $total\n',
        shared: { names },
      },
    ],
    [
      'a name of its own that is shared already',
      {
        mapping: `on: CustomerCreated\nlet:\n  userId: customer.id\n  states: customer.id\n${identify}`,
        tables: { states: 'a: b\n' },
      },
    ],
    ['a need that is no name', { mapping: `on: CustomerCreated\nneeds:\n  nobody: x\n${identify}` }],
    ['a shared file without values', { mapping: good, shared: { identity, broken: 'description: x\n' } }],
    ['a shared file that is no YAML', { mapping: good, shared: { identity, broken: 'let: [\n' } }],
    [
      'a shared expression that cannot be read',
      { mapping: good, shared: { identity, broken: 'description: x\nlet:\n  a: "$b("\n' } },
    ],
    [
      'a shared expression of a name that nobody gives',
      { mapping: good, shared: { identity, broken: 'description: x\nlet:\n  a: $nobody\n' } },
    ],
    [
      'a shared value by the name of a function',
      { mapping: good, shared: { identity, broken: 'description: x\nlet:\n  sum: "1"\n' } },
    ],
    ['two shared values by one name', { mapping: good, shared: { identity, later: identity } }],
    ['a table of tables', { mapping: good, tables: { states: 'a:\n  b: c\n' } }],
    ['tables that are written as something else', { mapping: good, tables: hardlyTables }],
    ['a table that is a list', { mapping: good, tables: { states: '- a\n' } }],
  ])('%s', async (name, files) => {
    await expect(`${told(files)}\n`).toMatchFileSnapshot(`shared/${name.replaceAll(' ', '-')}.txt`);
  });
});
