import { cp, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, test } from 'vitest';
import { runCase } from '../../src/cli/cases/run-cases.ts';
import { projectIssues } from '../../src/cli/check.ts';
import { openProject } from '../../src/cli/project.ts';
import { linkSchemas } from '../linked-schemas.ts';
import { mapper, workspace } from './workspace.ts';

const identity = `description: Who a person is.
from: [email?, customerId?, anonymousId?]
let:
  userId: $present($lowercase($trim($email)))
  guestId: $present($anonymousId)
  person: $default($userId, $guestId)
`;

/** A workspace with the shared values that scaffolds use, of the test's own. */
async function withShared() {
  const made = await workspace();
  await made.write('mappings/shared/identity.yaml', identity);
  return made;
}

const sample = (name: string, part: string) => `test/mappings/${name}/sample.${part}.json`;

test('all types: a scaffold has no issue, and what it says of its sample is its snapshot', async () => {
  const root = await mkdtemp(join(tmpdir(), 'mapper-new-'));
  onTestFinished(() => rm(root, { recursive: true }));
  await mkdir(join(root, 'mappings'));
  linkSchemas(root);
  await cp('mappings/shared/identity.yaml', join(root, 'mappings/shared/identity.yaml'));
  const types = (await readdir('schemas/commercetools'))
    .map((name) => name.replace('.schema.json', ''))
    .filter((name) => /^[A-Z]/.test(name));
  expect(types.length).toBeGreaterThan(290);

  const told = await mapper(['new', ...types, '--root', root]);
  expect(told).toMatchObject({ code: 0, stderr: '' });
  // What "mapper check" says, and what "mapper test" does, of one catalog: to compile it costs the most.
  const project = await openProject({ names: [], has: () => false, valueOf: () => root });
  expect(projectIssues(project)).toEqual([]);
  expect(project.cases).toHaveLength(types.length);
  const failed: unknown[] = [];
  for (const one of project.cases) {
    const tested = project.catalog.mappings.find(({ name }) => name === one.mapping);
    const file = project.sources.mappings.find(({ path }) => path === tested?.file);
    if (tested === undefined || file === undefined) throw new Error(`${one.mapping} is not compiled`);
    const result = await runCase(one, { tested, file, catalog: project.catalog });
    if (!result.passed || JSON.stringify(result.actual).startsWith('{"failed"')) failed.push(result);
  }
  expect(failed).toEqual([]);
}, 240_000);

describe('a scaffold', () => {
  it.each(['CustomerEmailChanged', 'OrderCreated', 'OrderStateChanged', 'CustomerTitleSet'])(
    'of %s reads well',
    async (type) => {
      const { mapper, read } = await withShared();
      const { code, stdout, stderr } = await mapper('new', type);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      const written = [...stdout.matchAll(/^wrote (\S+)/gm)].map(([, path = '']) => path);
      const [file = '', calls = ''] = [written[0], written.at(-1)];
      const shown = `${stdout}\n--- mapping\n${await read(file)}\n--- calls\n${await read(calls)}`;
      await expect(shown).toMatchFileSnapshot(`new-${type}.txt`);
    },
  );

  it('passes check and test at once, beside the mappings that are there', { timeout: 60_000 }, async () => {
    const { mapper } = await withShared();
    await mapper('new', 'ReviewCreated', 'ResourceUpdated');
    expect(await mapper('check')).toMatchObject({ code: 0 });
    expect(await mapper('test')).toMatchObject({ code: 0 });
  });

  it('has its snapshots in the variants too, where they differ', async () => {
    const { mapper, read, write } = await withShared();
    const change = [
      'file: mappings/shared/identity.yaml',
      "replace: '$lowercase($trim($email))'",
      "by: '$customerId'",
    ];
    const variant = `description: By customer id.\nchanges:\n  - ${change.join('\n    ')}\n`;
    await write('test/variants/by-id/variant.yaml', variant);
    await mapper('test', '--update');
    expect(await mapper('new', 'CustomerTitleSet')).toMatchObject({ code: 0 });
    const [call] = JSON.parse(await read('test/variants/by-id/customer.title-set/sample.calls.json'));
    expect(call).toMatchObject({ type: 'identify', traits: { honorific: 'Dr.' } });
    expect(await mapper('test')).toMatchObject({ code: 0 });
  });

  it('is the same each time', async () => {
    const texts = [0, 1].map(async () => {
      const { mapper, read } = await withShared();
      await mapper('new', 'PaymentCreated');
      return read(sample('payment.created', 'delivery'));
    });
    const [one, other] = await Promise.all(texts);
    expect(one).toBe(other);
  });

  it('names one thing by one id throughout', async () => {
    const { mapper, read } = await withShared();
    await mapper('new', 'OrderCreated', 'CustomerFirstNameSet');
    const { resource, order } = JSON.parse(await read(sample('order.created', 'delivery')));
    const customer = JSON.parse(await read(sample('customer.first-name-set', 'delivery'))).resource;
    expect(resource).toEqual({ typeId: 'order', id: order.id });
    expect(order.customerId).toBe(customer.id);
  });

  it('comes alive by one line of the identity, where the customer is named by id only', async () => {
    const { edit, mapper, read } = await withShared();
    await mapper('new', 'CustomerFirstNameSet');
    const line = 'userId: $present($lowercase($trim($email)))';
    await edit('mappings/shared/identity.yaml', line, 'userId: $present($customerId)');
    await mapper('test', 'customer.first-name-set', '--update');
    const [call] = JSON.parse(await read(sample('customer.first-name-set', 'calls')));
    expect(call).toMatchObject({ type: 'identify', traits: { firstName: 'Robin' } });
    expect(call.userId).toBe(call.traits.customerId);
  });

  it('comes alive by what its comment says, where it names nobody but who did it', async () => {
    const { edit, mapper, read, write } = await withShared();
    await mapper('new', 'ReviewRatingSet');
    const file = 'mappings/review.rating-set.yaml';
    await write(file, (await read(file)).replace(/^# (?=fetch:$|let:$| {2}\w+: )/gm, ''));
    await edit(file, 'let:\n', 'let:\n  anonymousId: createdBy.anonymousId\n');
    const delivery = JSON.parse(await read(sample('review.rating-set', 'delivery')));
    const people = { customer: { typeId: 'customer', id: 'c1' }, anonymousId: 'visit-1' };
    for (const [name, value] of Object.entries(people)) {
      const path = `test/mappings/review.rating-set/${name}`;
      await write(`${path}.delivery.json`, JSON.stringify({ ...delivery, createdBy: { [name]: value } }));
      await write(`${path}.fetched.json`, '{"customer/c1": {"id": "c1", "email": "Robin@example.com"}}');
    }
    await mapper('test', 'review.rating-set', '--update');
    const ids = Object.keys(people).map(async (name) => {
      const [{ userId, anonymousId }] = JSON.parse(
        await read(`test/mappings/review.rating-set/${name}.calls.json`),
      );
      return { userId, anonymousId };
    });
    expect(await Promise.all(ids)).toEqual([{ userId: 'robin@example.com' }, { anonymousId: 'visit-1' }]);
  });

  it('takes nobody from a list of people', async () => {
    const { mapper, read } = await withShared();
    await mapper('new', 'BusinessUnitAssociatesSet');
    expect(await read('mappings/business-unit.associates-set.yaml')).not.toMatch(/^ *customerId:/m);
  });

  it('is written with what is wrong, where the shared values do not say who a person is', async () => {
    const { mapper, path } = await workspace();
    const { code, stdout, stderr } = await mapper('new', 'OrderCreated');
    expect(code).toBe(1);
    expect(stdout).not.toContain('calls.json');
    expect(stderr).toMatch(/^mappings\/order\.created\.yaml:\d+:\d+ {2}error {2}unknown-variable\n/);
    expect(await readdir(path('mappings'))).toContain('order.created.yaml');
  });

  it('shows no secret', async () => {
    const { mapper, read } = await withShared();
    await mapper('new', 'CustomerPasswordTokenCreated');
    const delivery = await read(sample('customer-password-token.created', 'delivery'));
    expect(JSON.parse(delivery)).not.toHaveProperty('value');
  });
});

describe('it refuses', () => {
  it('to write over what is there', async () => {
    const { mapper, read } = await withShared();
    const before = await read('mappings/customer.created.yaml');
    expect(await mapper('new', 'CustomerCreated')).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'new: mappings/customer.created.yaml is there already, and stays as it is; give another name with --name, or remove it first\n',
    });
    expect(await read('mappings/customer.created.yaml')).toBe(before);
    expect(await mapper('new', 'CustomerCreated', '--name', 'customer.counted.yaml')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^wrote mappings\/customer\.counted\.yaml\n/),
    });
  });

  it('to leave half of a mapping, where the disk or what is there does not let it write all of it', async () => {
    const { mapper, path, write } = await withShared();
    const change =
      "  - file: mappings/shared/identity.yaml\n    replace: '$lowercase($trim($email))'\n    by: '$customerId'\n";
    await write('test/variants/by-id/variant.yaml', `description: By customer id.\nchanges:\n${change}`);
    const before = [await readdir(path('mappings')), await readdir(path('test/variants/by-id'))];
    const snapshot = 'test/variants/by-id/customer.title-set/sample.calls.json';
    await write(snapshot, '[]');
    expect(await mapper('new', 'CustomerTitleSet')).toEqual({
      code: 3,
      stdout: '',
      stderr: expect.stringMatching(
        /^new: nothing is written: one of these is there already; remove it first: .*by-id\/customer.title-set\/sample.calls.json\n$/,
      ),
    });
    // In the place of its folder, something that no file can take.
    await rm(path('test/variants/by-id/customer.title-set'), { recursive: true });
    await write('test/variants/by-id/customer.title-set', '');
    expect(await mapper('new', 'CustomerTitleSet')).toEqual({
      code: 3,
      stdout: '',
      stderr: expect.stringMatching(
        /^new: nothing is written: the disk refuses \S+customer\.title-set \(E[A-Z]+\); name another folder: /,
      ),
    });
    await rm(path('test/variants/by-id/customer.title-set'));
    expect([await readdir(path('mappings')), await readdir(path('test/variants/by-id'))]).toEqual(before);
    expect(await mapper('new', 'CustomerTitleSet')).toMatchObject({ code: 0 });
  });

  it.each([
    [['new'], 'new: takes a type, such as CustomerEmailChanged; mapper types lists them'],
    [['new', 'OrdrCreated'], 'new: there is no type OrdrCreated; did you mean OrderCreated?'],
    [['new', 'Payday'], 'new: there is no type Payday; npm run mapper -- types lists all of them'],
    [['new', 'OrderCreated', 'ReviewCreated', '--name', 'x'], 'new: --name is for one type'],
    ...['../x', 'x/../../y'].map((name): [string[], string] => [
      ['new', 'OrderCreated', '--name', name],
      'new: a name has small letters, digits, dots and dashes, such as order.state-changed',
    ]),
  ])('%s', async (args, says) => {
    expect(await mapper(args)).toEqual({ code: 2, stdout: '', stderr: `${says}\n` });
  });
});
