import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { mapper as run, workspace } from './workspace.ts';

const mapping = `description: A customer account was created.
on: CustomerCreated
let:
  email: customer.email
  loud: $uppercase($email)
  home: customer.addresses[id = "home"]
identify:
  userId: customer.id
  traits:
    email: $loud
    firstName?: $present(customer.firstName)
    lastName?: $present(customer.lastName)
    name: $default(customer.companyName, customer.firstName)
    title?: $exists(customer.title) ? customer.title
    kind: '$exists(customer.companyName) ? "company" : "person"'
    address?:
      city?: $home.city
    source: '"shop"'
    cities: '[customer.addresses.city]'
`;

const cities = '"addresses":[{"city":"Bonn","country":"DE"},{"city":"Kiel","country":"DE"}]';

async function project() {
  const made = await workspace();
  const delivery = 'test/mappings/customer.created/rich.delivery.json';
  await made.write('mappings/customer.created.yaml', mapping);
  await made.edit(delivery, '"addresses": []', cities);
  return { ...made, delivery };
}

describe('explain', () => {
  test('tells each field, where its value comes from, and why one is left out', async () => {
    const { mapper } = await project();
    const told = await mapper('explain', 'customer.created', 'rich');
    expect(told).toMatchObject({ code: 0, stderr: '' });
    await expect(told.stdout).toMatchFileSnapshot('explain.txt');
  });

  test('tells one field with every step', async () => {
    const { mapper } = await project();
    const told = await mapper('explain', 'customer.created', 'rich', '--field', 'traits.address.city');
    expect(told).toMatchObject({ code: 0, stderr: '' });
    await expect(told.stdout).toMatchFileSnapshot('explain-field.txt');
  });

  test('without a case, tells the first and names the others; with a field, tells it in all of them', async () => {
    const { mapper, read, write, delivery } = await project();
    const folder = 'test/mappings/customer.created';
    await write(`${folder}/another.delivery.json`, (await read(delivery)).replace('Marlene', 'Ida'));
    const first = await mapper('explain', 'customer.created');
    expect(first.stdout).toMatch(
      /^customer\.created with test\/mappings\/customer\.created\/another\.delivery/,
    );
    expect(first.stdout).toMatch(/\nother cases: no-email, rich\n$/);
    await mapper('test', '--update');
    const field = await mapper('explain', 'customer.created', '--field', 'traits.firstName');
    expect(field.stdout.match(/traits\.firstName = .*/g)).toEqual([
      'traits.firstName = "Ida"',
      'traits.firstName = "Marlene"',
    ]);
    // One of the cases does not get as far as to its fields.
    expect(field).toMatchObject({ code: 1 });
    expect(field.stderr).toContain('input-invalid: the delivery does not fit the schema of CustomerCreated');
  });

  test('takes a delivery from a file or from stdin', async () => {
    const { mapper, mapperWith, path, read, delivery } = await project();
    const byFile = await mapper(
      'explain',
      'customer.created',
      path(delivery),
      '--field',
      'traits.firstName?',
    );
    expect(byFile.stdout).toContain('traits.firstName = "Marlene"');
    const stdin = (await read(delivery)).replace('"firstName": "Marlene"', '"firstName": " "');
    const piped = await mapperWith(stdin, 'explain', 'customer.created', '-', '--field', 'traits.firstName');
    expect(piped.stdout).toContain(
      'traits.firstName is left out: customer.firstName is blank text, which counts as nothing',
    );
    // What would steer a terminal, and is no control character for JSON.
    const steering = stdin.replace('"firstName": " "', '"firstName": "\u009b31mMarlene"');
    const shown = await mapperWith(
      steering,
      'explain',
      'customer.created',
      '-',
      '--field',
      'traits.firstName',
    );
    expect(shown.stdout).toContain('traits.firstName = "\ufffd31mMarlene"');
  });

  test('says why a delivery is none that the mapping could be run on', async () => {
    const { mapperWith, read, delivery } = await project();
    const other = (await read(delivery)).replace('"CustomerCreated"', '"CustomerDeleted"');
    for (const [stdin, stdout, stderr] of [
      ['{\n  "a" 1', '', '-:2:7  error  case-unreadable'],
      ['{ "a": 1 }', '', 'not-a-delivery: the body is not a commercetools delivery\n'],
      [other, 'skipped: no mapping listens to CustomerDeleted\n', ''],
    ] as const)
      expect(await mapperWith(stdin, 'explain', 'customer.created', '-')).toEqual({
        code: 1,
        stdout: `customer.created with -\n${stdout}`,
        stderr: stderr === '' ? '' : expect.stringContaining(stderr),
      });
  });

  test('gives the steps as JSON, each with what it was evaluated with', async () => {
    const { mapper } = await project();
    const told = await mapper('explain', 'customer.created', 'rich', '--field', 'traits.email', '--json');
    const [sample] = JSON.parse(told.stdout).samples;
    expect(sample.calls[0].fields).toMatchObject([
      {
        path: ['traits', 'email'],
        value: 'MARLENE.OSTER@EXAMPLE.ORG',
        step: { text: '$loud', refers: 'loud', names: { loud: 'MARLENE.OSTER@EXAMPLE.ORG' } },
      },
    ]);
    expect(Object.keys(sample.names).sort()).toEqual(['email', 'loud']);
    expect(told.stdout).not.toContain('authenticationMode');
    const all = await mapper('explain', 'customer.created', '--json');
    expect(JSON.parse(all.stdout).samples).toHaveLength(2);
  });

  test('tells what keeps a call from being made', async () => {
    const { edit, mapper } = await project();
    await edit(
      'mappings/customer.created.yaml',
      'identify:',
      'when: customer.isEmailVerified\nneeds:\n  home: no home\nidentify:',
    );
    const off = await mapper('explain', 'customer.created', 'rich');
    expect(off.stdout).toContain(
      'skipped: filtered: "when" is false\nwhen: customer.isEmailVerified = false\n',
    );
    const wouldBe = await mapper('explain', 'customer.created', 'rich', '--field', 'traits');
    for (const told of ['skipped: filtered', 'traits.firstName = "Marlene"', 'traits.address.city'])
      expect(wouldBe.stdout).toContain(told);
    await edit('mappings/customer.created.yaml', 'when: customer.isEmailVerified\n', '');
    const unmet = await mapper('explain', 'customer.created', 'rich');
    expect(unmet.stdout).toContain(
      'skipped: no home\nneeds home: $home: nothing, none of the 2 items of customer.addresses meets [id = "home"]\nno call is made; with --field it tells what a field would be\n',
    );
  });

  test('tells which step failed, and on what', async () => {
    const { edit, mapper } = await project();
    await edit(
      'mappings/customer.created.yaml',
      'email: $loud',
      'email: "$string($number(customer.firstName) + 1)"',
    );
    const told = await mapper('explain', 'customer.created', 'rich', '--field', 'traits.email');
    expect(told.code).toBe(0);
    expect(told.stdout).toContain(
      [
        '  traits.email failed: this text cannot be read as a number',
        '    ← $string($number(customer.firstName) + 1)  mappings/customer.created.yaml:10:13',
        '      $number(customer.firstName) + 1: failed, this text cannot be read as a number',
        '        $number(customer.firstName): failed, this text cannot be read as a number',
        '          customer.firstName = "Marlene"',
      ].join('\n'),
    );
    expect(told.stderr).toContain('mappings/customer.created.yaml:10:21  error  expression-failed');
  });

  test('shows what is wrong in a mapping that does not compile', async () => {
    const { edit, mapper } = await project();
    await edit('mappings/customer.created.yaml', 'customer.lastName', 'customer.lastNmae');
    const told = await mapper('explain', 'customer.created', 'rich');
    expect(told).toMatchObject({ code: 1, stdout: '' });
    expect(told.stderr).toContain('did you mean customer.lastName?');
  });

  test('what is not there is named, with what was meant', async () => {
    const { mapper, read, write } = await project();
    await write('mappings/customer.told.yaml', await read('mappings/customer.created.yaml'));
    const wrong = [
      ['customer.craeted'],
      ['customer.told'],
      ['customer.created', 'rihc'],
      ['customer.created', 'poor'],
      ['customer.created', 'x.json'],
      ['customer.created', 'rich', '--field', 'traits.adress.city'],
      ['customer.created', 'rich', '--field', 'city'],
      ['customer.created', 'rich', '--field', 'frstName'],
    ];
    const said: string[] = [];
    for (const args of wrong) {
      const told = await mapper('explain', ...args);
      expect(told).toMatchObject({ code: 2, stdout: '' });
      said.push(told.stderr);
    }
    expect(said.join('')).toMatchInlineSnapshot(`
      "there is no mapping customer.craeted; did you mean customer.created?
      customer.told has no cases; give the file of a delivery
      customer.created has no case rihc; did you mean rich?
      customer.created has no case poor; there are: no-email, rich
      explain: x.json cannot be read
      no call has a field traits.adress.city; did you mean traits.address.city?
      no call has a field city; did you mean traits.address.city?
      no call has a field frstName; did you mean traits.firstName?
      "
    `);
  });

  test('colour changes nothing but the colour', async () => {
    const { path } = await project();
    const args = ['explain', 'customer.created', 'rich', '--root', path('')];
    const [plain, coloured] = [await run(args), await run(args, { colour: true })];
    expect(coloured.stdout).not.toBe(plain.stdout);
    expect(stripVTControlCharacters(coloured.stdout)).toBe(plain.stdout);
  });
});
