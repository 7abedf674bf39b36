import { readdir, writeFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { pubsub } from '../../src/demo/wrapping.ts';
import { sampleFiles } from './sample-project.ts';
import { mapper as anyMapper, workspace } from './workspace.ts';

const rich = 'test/mappings/customer.created/rich.delivery.json';
const richText = sampleFiles[rich] ?? '';
const noEmail = 'test/mappings/customer.created/no-email.delivery.json';

/** Such as a queue delivers, with a person in it. */
const personal = /marlene|oster|5a1296f7|5a143010/i;

const byNumber = `description: People go by the customer number.
changes:
  - file: mappings/customer.created.yaml
    replace: 'userId: customer.id'
    by: 'userId: customer.customerNumber'
`;

describe('capture', () => {
  test('shows a case of nobody, and what the mapping makes of it', async () => {
    const { mapper, path } = await workspace();
    const told = await mapper('capture', path(rich));
    expect(told.code).toBe(0);
    expect(told.stdout).not.toMatch(personal);
    expect(JSON.parse(told.stdout)).toMatchObject({
      type: 'CustomerCreated',
      createdAt: '2026-05-02T09:12:44.326Z',
      customer: { email: expect.stringMatching(/^[a-z]{7}\.[a-z]{5}@example\.com$/), addresses: [] },
    });
    expect(told.stderr).toBe(
      '6 values replaced by look-alikes\ncustomer.created: 1 call: identify, as of the original\n',
    );
  });

  test('writes the case with its snapshot, which mapper test then accepts', async () => {
    const { mapperWith, mapper, read } = await workspace();
    const told = await mapperWith(richText, 'capture', '-', '--name', 'no-address', '--write');
    expect(told.stdout).toBe(
      'wrote test/mappings/customer.created/no-address.delivery.json\n' +
        'wrote test/mappings/customer.created/no-address.calls.json (1 call)\n',
    );
    expect(told.code).toBe(0);
    for (const part of ['delivery', 'calls'])
      expect(await read(`test/mappings/customer.created/no-address.${part}.json`)).not.toMatch(personal);
    expect((await mapper('test')).code).toBe(0);
  });

  test('finds a name by itself, and writes over nothing', async () => {
    const { mapper, path, read } = await workspace();
    const first = await mapper('capture', path(rich), '--write');
    const second = await mapper('capture', path(rich), '--write');
    expect(first.stdout).toContain('customer.created/captured.delivery.json');
    expect(second.stdout).toContain('customer.created/captured-2.delivery.json');
    expect(await mapper('capture', path(rich), '--write', '--name', 'rich')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'capture: customer.created has a case rich already, and it stays as it is\n',
    });
    expect(await read(rich)).toBe(richText);
  });

  test('of several at once each is a case of its own', async () => {
    const { mapper, path } = await workspace();
    const told = await Promise.all([1, 2, 3].map(() => mapper('capture', path(rich), '--write')));
    expect(told.map(({ code }) => code)).toEqual([0, 0, 0]);
    const names = told.map(({ stdout }) => /created\/(\S+)\.delivery/.exec(stdout)?.[1]).sort();
    expect(names).toEqual(['captured', 'captured-2', 'captured-3']);
    expect((await mapper('test')).code).toBe(0);
    const named = await Promise.all(
      [1, 2].map(() => mapper('capture', path(rich), '--write', '--name', 'mine')),
    );
    expect(named.map(({ code }) => code).sort()).toEqual([0, 2]);
  });

  test('leaves nothing of a case where the disk does not take all of it', async () => {
    const { mapper, path, write } = await workspace();
    await write('test/variants/same/variant.yaml', byNumber);
    const folder = path('test/variants/same/customer.created');
    await writeFile(folder, 'in the place of a folder');
    const told = await mapper('capture', path(rich), '--write');
    expect(told).toMatchObject({
      code: 3,
      stdout: '',
      stderr: expect.stringMatching(
        /\nnothing is written: test\/mappings\/customer\.created\/captured is not taken by the disk \(E\w+\)\n$/,
      ),
    });
    const left = await readdir(path('test/mappings/customer.created'));
    expect(left.filter((name) => name.includes('captured'))).toEqual([]);
  });

  test('is other people each time', async () => {
    const { mapper, path } = await workspace();
    const [one, other] = [await mapper('capture', path(rich)), await mapper('capture', path(rich))];
    expect(one.stdout).not.toBe(other.stdout);
  });

  test('keeps a failed delivery failing in the same way', async () => {
    const { mapper, path, read } = await workspace();
    const told = await mapper('capture', path(noEmail), '--write');
    expect(told).toMatchObject({
      code: 0,
      stderr: expect.stringContaining(
        'customer.created: failed: input-invalid, input-invalid, as of the original',
      ),
    });
    expect(await read('test/mappings/customer.created/captured.calls.json')).toBe(
      '{\n  "failed": "input-invalid"\n}\n',
    );
  });

  test('tells where the look-alikes make a difference', async () => {
    const { edit, mapper, path } = await workspace();
    await edit(
      'mappings/customer.created.yaml',
      'on: CustomerCreated',
      'on: CustomerCreated\nwhen: $contains(customer.email, "oster")',
    );
    const told = await mapper('capture', path(rich));
    expect(told.code).toBe(1);
    expect(told.stderr).toContain(
      'customer.created: skipped: filtered: "when" is false; of the original 1 call: identify\n' +
        'what makes the difference was replaced: put it in by hand, as an invented value\n',
    );
  });

  test('says where no mapping listens, and where several do', async () => {
    const { mapperWith, mapper, path, read, write } = await workspace();
    const other = richText.replace('"CustomerCreated"', '"CustomerDeleted"');
    const alone = await mapperWith(other, 'capture', '-');
    expect(alone).toMatchObject({ code: 0, stdout: expect.stringContaining('"CustomerDeleted"') });
    const none = 'no mapping listens to CustomerDeleted; npm run mapper -- new CustomerDeleted writes one\n';
    expect(alone.stderr).toContain(none);
    expect(await mapperWith(other, 'capture', '-', '--write')).toEqual({ code: 1, stdout: '', stderr: none });
    expect((await mapperWith(other, 'capture', '-', '--mapping', 'customer.created')).stderr).toBe(
      'capture: customer.created does not listen to CustomerDeleted\n',
    );
    await write('mappings/customer.counted.yaml', await read('mappings/customer.created.yaml'));
    expect(await mapper('capture', path(rich), '--write')).toEqual({
      code: 1,
      stdout: '',
      stderr: 'customer.counted, customer.created listen to CustomerCreated: choose one with --mapping\n',
    });
    const chosen = await mapper('capture', path(rich), '--write', '--mapping', 'customer.counted');
    expect(chosen.stdout).toContain('wrote test/mappings/customer.counted/captured.delivery.json\n');
  });

  test('takes a delivery out of what a queue has around it', async () => {
    const { mapperWith } = await workspace();
    const told = await mapperWith(pubsub(JSON.parse(richText)).body, 'capture', '-');
    expect(told).toMatchObject({ code: 0, stdout: expect.stringContaining('"type": "CustomerCreated"') });
    expect(told.stdout).not.toMatch(personal);
  });

  test('takes a file as an editor or a shell of Windows writes it', async () => {
    const { mapperWith } = await workspace();
    const told = await mapperWith(`\ufeff${richText.replaceAll('\n', '\r\n')}`, 'capture', '-');
    expect(told).toMatchObject({ code: 0, stdout: expect.stringContaining('"type": "CustomerCreated"') });
  });

  const refusals: readonly [string, string, readonly string[], string, number][] = [
    ['no JSON', 'Runa', [], '- holds no delivery: it is no JSON, nor are all its lines\n', 1],
    ['UTF-16', '{\0"\0', [], '- holds no delivery: it is not UTF-8: save it again with that encoding\n', 1],
    ['other JSON', '{"name":"Runa"}', [], '- holds no delivery: ', 1],
    [
      'a type that is not known',
      richText.replace('"CustomerCreated"', '"RunaCreated"'),
      [],
      'its type has no schema, so nobody can say what in it is personal\n',
      1,
    ],
    [
      'several deliveries',
      `[${richText},${richText}]`,
      [],
      'capture: it holds 2 deliveries: choose one with --part, 1 to 2\n',
      2,
    ],
    [
      'a part that is not there',
      `[${richText},${richText}]`,
      ['--part', '3'],
      'capture: it holds 2 deliveries: choose one with --part, 1 to 2\n',
      2,
    ],
    [
      'a part of one that is alone',
      richText,
      ['--part', '2'],
      'capture: it holds one delivery: leave out --part\n',
      2,
    ],
    [
      'a name that is no file',
      richText,
      ['--name', '../x'],
      'capture: a case is named in small letters, digits and dashes, such as no-company\n',
      2,
    ],
    [
      'a name that is a path',
      richText,
      ['--name', 'x/../../x'],
      'capture: a case is named in small letters, digits and dashes, such as no-company\n',
      2,
    ],
  ];

  test('refuses what is no delivery, or not one of several, and repeats nothing of it', async () => {
    const { mapperWith } = await workspace();
    for (const [what, stdin, options, says, code] of refusals) {
      const told = await mapperWith(stdin, 'capture', '-', ...options);
      expect([what, told]).toEqual([what, { code, stdout: '', stderr: expect.stringContaining(says) }]);
      expect(told.stderr).not.toMatch(/runa/i);
    }
  });

  test('writes nothing where something of the original is left, and says only where', async () => {
    const { path } = await workspace();
    const stdin = richText.replace('Marlene', 'Bab');
    // By this lot every word of three letters is "bab".
    const told = await anyMapper(['capture', '-', '--root', path(''), '--write'], {
      draw: () => 0,
      readStdin: async () => stdin,
    });
    expect(told).toEqual({
      code: 1,
      stdout: '',
      stderr: 'nothing is written: something of the original is left at /customer/firstName\n',
    });
  });
});
