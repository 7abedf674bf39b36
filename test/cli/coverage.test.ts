import { expect, test } from 'vitest';
import { type Workspace, workspace } from './workspace.ts';

/** Another case of the sample project: its delivery with another customer. */
async function addCase(
  { read, write, mapper }: Workspace,
  name: string,
  customer: Readonly<Record<string, unknown>>,
): Promise<void> {
  const rich = JSON.parse(await read('test/mappings/customer.created/rich.delivery.json')) as {
    customer: object;
  };
  const delivery = { ...rich, customer: { ...rich.customer, ...customer } };
  await write(`test/mappings/customer.created/${name}.delivery.json`, JSON.stringify(delivery));
  await mapper('test', '--update');
}

const mapping = 'mappings/customer.created.yaml';

/** Has a condition, a filter, a stand-in and a function, each in a line of its own. */
const branching = `description: A customer account was created.
on: CustomerCreated
let:
  home: customer.addresses[city = "Bonn"]
identify:
  userId: customer.id
  traits:
    email: $lowercase(customer.email)
    kind: 'customer.firstName = "Marlene" ? "known" : "new"'
    locale: $default(customer.locale, "en")
    street?: $home.streetName
`;

test('a field that a mapping neither uses nor ignores is named, until it does', async () => {
  const { mapper, edit } = await workspace();
  const first = await mapper('coverage');
  expect(first).toMatchObject({ code: 0, stderr: '' });
  expect(first.stdout).toContain(`  ${mapping}\n      customer.version, in 2 samples\n`);
  expect(first.stdout).toContain('      customer.addresses.streetName, in no sample\n');
  expect(first.stdout).not.toContain('customer.email');
  await edit(mapping, 'identify:', 'ignores: [customer.addresses.*, customer.stores]\nidentify:');
  const second = await mapper('coverage');
  expect(second.stdout).toContain('      customer.version, in 2 samples\n');
  expect(second.stdout).not.toMatch(/customer\.(addresses|stores)/);
  await edit(mapping, 'firstName?:', 'version: customer.version\n    firstName?:');
  await mapper('test', '--update');
  expect((await mapper('coverage')).stdout).not.toContain('customer.version,');
});

test('what is never used below a field counts as one', async () => {
  const { mapper, edit } = await workspace();
  await edit(mapping, '    address?:\n      city?: customer.addresses[0].city\n', '');
  expect((await mapper('coverage')).stdout).toContain('      customer.addresses, in 2 samples\n');
});

test('fields that a shared file ignores are forgotten by no mapping', async () => {
  const { mapper, write } = await workspace();
  const forgotten = async (): Promise<readonly string[]> =>
    (await mapper('coverage')).stdout.match(/customer\.\w+, in/g) ?? [];
  const before = await forgotten();
  await write('mappings/shared/ignored.yaml', "description: x\nignores: ['*.version', '*.stores']\n");
  const after = await forgotten();
  expect(before.filter((one) => !after.includes(one))).toEqual([
    'customer.version, in',
    'customer.stores, in',
  ]);
});

test('a branch that no sample takes is named with its place, until one does', async () => {
  const project = await workspace();
  await project.write(mapping, branching);
  await project.mapper('test', '--update');
  const { stdout } = await project.mapper('coverage');
  await expect(`${stdout.split('What no sample has')[1]}`).toMatchFileSnapshot('coverage-branches.txt');
  await addCase(project, 'stranger', { firstName: 'Ida', locale: 'de' });
  await addCase(project, 'at-home', { addresses: [{ city: 'Bonn', country: 'DE', streetName: 'Am Bach' }] });
  await addCase(project, 'elsewhere', { addresses: [{ city: 'Unkel', country: 'DE' }] });
  expect((await project.mapper('coverage')).stdout).not.toContain('no sample in which');
});

test('a condition and a need are branches, too', async () => {
  const project = await workspace();
  await project.edit(
    mapping,
    'identify:',
    'when: $exists(customer.locale)\nlet:\n  name: customer.firstName\nneeds:\n  name: nobody\nidentify:',
  );
  await project.mapper('test', '--update');
  const first = await project.mapper('coverage');
  expect(first.stdout).toContain(`${mapping}:3:7  no sample in which "when" is true\n`);
  expect(first.stdout).toContain(`${mapping}:7:3  no sample in which "name", which is needed, has a value\n`);
  await addCase(project, 'named', { locale: 'de' });
  await addCase(project, 'nameless', { locale: 'de', firstName: null });
  expect((await project.mapper('coverage')).stdout).not.toMatch(/"when" is|is needed/);
});

test('a change that no sample notices is named, until one does', async () => {
  const project = await workspace();
  await project.write(mapping, branching);
  await project.mapper('test', '--update');
  const { stdout } = await project.mapper('coverage', '--mutation');
  await expect(`${stdout.split('Changes that no sample notices')[1]}`).toMatchFileSnapshot(
    'coverage-mutants.txt',
  );
  const survivor = `${mapping}:8:12  no sample notices when $lowercase is left out\n      $lowercase(customer.email)  →  (customer.email)`;
  expect(stdout).toContain(survivor);
  await addCase(project, 'capital-letters', { email: 'Marlene@Example.org' });
  const after = await project.mapper('coverage', '--mutation');
  expect(after.stdout).not.toContain('$lowercase is left out');
});

test('a change of a shared file is tried on the mappings that use it', async () => {
  const project = await workspace();
  const shared = 'mappings/shared/names.yaml';
  await project.write(
    shared,
    'description: x\nfrom: [given]\nlet:\n  greeting: \'"Dear " & $trim($given)\'\n',
  );
  await project.edit(mapping, 'identify:', 'let:\n  given: customer.firstName\nidentify:');
  await project.edit(mapping, 'firstName?: customer.firstName', 'greeting: $greeting');
  await project.mapper('test', '--update');
  const { stdout } = await project.mapper('coverage', '--mutation');
  expect(stdout.match(/^ {2}mappings\/shared.*$/gm)).toEqual([
    `  ${shared}:4:24  no sample notices when $trim is left out`,
  ]);
  await addCase(project, 'blanks', { firstName: ' Marlene ' });
  expect((await project.mapper('coverage', '--mutation')).stdout).not.toContain('$trim');
});

test('the samples of a variant count for what it changes; what is off in all of them asks for none', async () => {
  const project = await workspace();
  await project.edit(mapping, 'identify:', 'when: false\nidentify:');
  await project.mapper('test', '--update');
  const off = await project.mapper('coverage', '--mutation');
  expect(off.stdout).toMatch(/^customer\.created .* 0 of 0 +100 % +0 of 0 +100 %$/m);
  await project.write(
    'test/variants/on/variant.yaml',
    `description: On.\nchanges:\n  - file: ${mapping}\n    replace: 'when: false'\n    by: 'when: true'\n`,
  );
  await project.mapper('test', '--update');
  const on = await project.mapper('coverage', '--mutation');
  expect(on.stdout).not.toContain('no sample notices when "email" is left out');
  expect(on.stdout).toContain('no sample in which "firstName" has no value');
});

test('a share below the threshold ends with 1 and is named; at it with 0', async () => {
  const { mapper, write } = await workspace();
  const { all } = JSON.parse((await mapper('coverage', '--format', 'json')).stdout) as {
    all: Record<string, { done: number; of: number; percent: number }>;
  };
  const { fields, branches } = all;
  expect(fields?.percent).toBeLessThan(branches?.percent ?? 0);
  const told = await mapper('coverage', '--threshold', String(branches?.percent));
  expect(told.code).toBe(1);
  expect(told.stderr).toBe(
    `coverage: fields: ${fields?.percent} %, below the ${branches?.percent} % that are asked for, most of it in customer.created; add samples for what is listed above, or ask for less with --threshold\n`,
  );
  expect(await mapper('coverage', '--threshold', String(fields?.percent))).toMatchObject({
    code: 0,
    stderr: '',
  });
  await write('mappings/shared/ignored.yaml', "description: x\nignores: ['customer.*']\n");
  expect(await mapper('coverage', '--threshold', String(branches?.percent))).toMatchObject({ code: 0 });
  expect(await mapper('coverage', '--threshold', '100')).toMatchObject({ code: 1 });
  expect(await mapper('coverage', '--threshold', 'fields=100,branches=0')).toMatchObject({ code: 0 });
});

test('it writes JSON with a place for each gap, and Markdown for a pull request', async () => {
  const { mapper, write } = await workspace();
  await write(mapping, branching);
  await mapper('test', '--update');
  const { stdout } = await mapper('coverage', '--mutation', '--format', 'json');
  const { files } = JSON.parse(stdout) as { files: { name: string; branches: object; mutants: object }[] };
  expect(files).toHaveLength(1);
  expect(files[0]).toMatchObject({
    name: 'customer.created',
    branches: {
      gaps: expect.arrayContaining([
        expect.objectContaining({ place: { file: mapping, line: 10, column: 13 } }),
      ]),
    },
    mutants: {
      gaps: expect.arrayContaining([
        expect.objectContaining({ shown: { from: '$lowercase(customer.email)', to: '(customer.email)' } }),
      ]),
    },
  });
  const told = await mapper('coverage', 'customer.created', '--mutation', '--format', 'markdown');
  await expect(told.stdout).toMatchFileSnapshot('coverage.md');
});

test.each([
  [
    ['--threshold', 'high'],
    'coverage: --threshold must be from 0 to 100, such as 90, or branches=90,mutants=95',
  ],
  [
    ['--threshold', 'lines=90'],
    'coverage: --threshold must be from 0 to 100, such as 90, or branches=90,mutants=95',
  ],
  [
    ['--threshold', '101'],
    'coverage: --threshold must be from 0 to 100, such as 90, or branches=90,mutants=95',
  ],
  [['--format', 'xml'], 'coverage: --format must be text, json or markdown'],
  [['--format', 'constructor'], 'coverage: --format must be text, json or markdown'],
  [['customer.craeted'], 'there is no mapping customer.craeted; did you mean customer.created?'],
])('%j is a wrong use', async (args, says) => {
  const { mapper } = await workspace();
  expect(await mapper('coverage', ...args)).toEqual({ code: 2, stdout: '', stderr: `${says}\n` });
});

test('nothing is told of samples whose snapshots do not hold, nor of mappings with an error', async () => {
  const { mapper, edit } = await workspace();
  await edit(mapping, 'email: customer.email', 'email: customer.id');
  const stale = await mapper('coverage');
  expect(stale).toMatchObject({ code: 1, stdout: '' });
  expect(stale.stderr).toContain('customer.created/rich; mapper test tells more\n');
  await edit(mapping, 'email: customer.id', 'email: customer.emial');
  expect(await mapper('coverage')).toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringContaining('did you mean customer.email?'),
  });
});
