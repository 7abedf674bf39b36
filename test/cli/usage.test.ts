import { spawnSync } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { allCommands } from '../../src/cli/commands.ts';
import { mapper, workspace } from './workspace.ts';

const commands = await allCommands();

test('alone, it says what there is', async () => {
  const told = await mapper([]);
  expect(told).toMatchObject({ code: 0, stderr: '' });
  await expect(told.stdout).toMatchFileSnapshot('help.txt');
  for (const name of ['--help', '-h', 'help']) expect(await mapper([name])).toEqual(told);
});

test.each(commands)(
  '$name --help tells what it does, its use, its options, its exit codes and examples',
  async ({ name }) => {
    const told = await mapper([name, '--help']);
    expect(told).toMatchObject({ code: 0, stderr: '' });
    await expect(told.stdout).toMatchFileSnapshot(`help-${name}.txt`);
    for (const args of [
      ['help', name],
      [name, '-h'],
    ])
      expect(await mapper(args)).toEqual(told);
  },
);

test.each([
  { args: ['chekc'], says: 'there is no command chekc; did you mean check?' },
  {
    args: ['publish'],
    says: `there is no command publish; there are ${commands.map(({ name }) => name).join(', ')}`,
  },
  { args: ['help', 'tset'], says: 'there is no command tset; did you mean test?' },
  { args: ['test', '--udpate'], says: 'test: there is no option --udpate; did you mean --update?' },
  { args: ['check', '--verbose'], says: 'check: there is no option --verbose; see mapper check --help' },
  {
    args: ['replay', 'letters.jsonl', '--checkpoint', ''],
    says: 'replay: --checkpoint is empty: give it a value, or leave it out; a variable of the shell may not be set',
  },
  {
    args: ['backfill', 'customers', '--where', 'a = 1', '--where', 'b = 2'],
    says: 'backfill: --where stands there twice; give it once',
  },
  { args: ['check', 'all'], says: 'check: takes no names; it checks all files' },
  {
    args: ['run', 'customer.created'],
    says: 'run: takes a mapping and the file of a delivery ("-" reads it from stdin)',
  },
  {
    args: ['explain'],
    says: 'explain: takes a mapping, and one of its cases or the file of a delivery',
  },
  {
    args: ['explain', 'customer.created', 'rich', 'poor'],
    says: 'explain: takes a mapping, and one of its cases or the file of a delivery',
  },
  {
    args: ['run', 'customer.created', 'one.json', 'two.json'],
    says: 'run: takes a mapping and the file of a delivery ("-" reads it from stdin)',
  },
  {
    args: ['capture', 'one.json', 'two.json'],
    says: 'capture: takes the file of a delivery ("-" reads it from stdin)',
  },
  {
    args: ['replay', 'one.jsonl', 'two.jsonl'],
    says: 'replay: takes one file of lines of JSON ("-" reads them from stdin)',
  },
  { args: ['backfill', 'customers', 'orders'], says: 'backfill: takes one of: customers, orders' },
  { args: ['consume', 'deliveries'], says: 'consume: takes no names; see .env.example for its settings' },
  { args: ['playground', 'rich'], says: 'playground: takes no names; choose the mapping in the page' },
  { args: ['plan', 'orders'], says: 'plan: takes no names; it lists all mappings' },
  { args: ['docs', 'orders'], says: 'docs: takes no names; it writes all pages' },
  {
    args: ['backfill', 'customers', '--dry-run'],
    says: 'backfill: set the CTP_… variables of .env.example: it reads from commercetools',
  },
  {
    args: ['replay', 'letters.jsonl', '--limit', '0'],
    says: 'replay: --limit must be a whole number from 1 to 999999999',
  },
  {
    args: ['replay', 'letters.jsonl', '--rate', '1001'],
    says: 'replay: --rate must be a whole number from 1 to 1000',
  },
  {
    args: ['backfill', 'orders', '--patience', '5m'],
    says: 'backfill: --patience must be a whole number from 1 to 86400',
  },
  {
    args: ['replay', 'package.json', '--dry-run', '--checkpoint', 'package.json'],
    says: 'replay: package.json holds what is sent again: name another file with --checkpoint, for how far it got',
  },
  {
    args: ['replay', 'letters.jsonl', '--dry-run', '--checkpoint', 'run.json', '--dead-letters', 'run.json'],
    says: 'replay: dead letters would overwrite the checkpoint, or what stands beside it for a time: name another file for one',
  },
  { args: ['demo', '--port', 'web'], says: 'demo: --port must be a whole number from 0 to 65535' },
])('$args is a wrong use', async ({ args, says }) => {
  expect(await mapper(args)).toEqual({ code: 2, stdout: '', stderr: `${says}\n` });
});

test.each([
  { args: ['backfill', 'customers'], kept: ['--dry-run', '--dead-letters'] },
  { args: ['replay', 'letters.jsonl'], kept: ['--dry-run', '--dead-letters'] },
  { args: ['subscription', 'apply'], kept: ['--renew'] },
])('$args is not begun without what npm has kept of it', async ({ args, kept }) => {
  const env = {
    npm_config_dry_run: 'true',
    npm_config_limit: '',
    npm_config_dead_letters: 'dead.jsonl',
    npm_config_renew: 'true',
  };
  expect(await mapper(args, { env })).toEqual({
    code: 2,
    stdout: '',
    stderr: `${args[0]}: npm has kept ${kept.join(', ')} for itself; write "--" before the command: npm run mapper -- ${args[0]} …\n`,
  });
});

test.each([['consume'], ['replay', '-']])('%s says which variable nobody reads', async (...args) => {
  const env = { SEGMENT_WRITEKEY: 'abc', KAFKA_BROKERS: 'localhost:9092', KAFKA_TOPIC: 'deliveries' };
  const { code, stderr } = await mapper(args, { env });
  expect([code, stderr.split('\n')]).toEqual([
    2,
    [
      'SEGMENT_WRITEKEY: nobody reads a variable of this name; did you mean SEGMENT_WRITE_KEY?',
      expect.stringMatching(/SEGMENT_WRITE_KEY is not set/),
      '',
    ],
  ]);
});

test.each([
  {
    args: ['test', 'customer.craeted'],
    says: 'there is no mapping customer.craeted; did you mean customer.created?',
  },
  { args: ['test', 'order'], says: 'there is no mapping order; there are: customer.created' },
  { args: ['run', 'customer.created', 'none.json'], says: 'run: none.json cannot be read' },
  {
    args: ['run', 'customer.created', 'rich'],
    says: 'run: rich cannot be read; the file of the case is test/mappings/customer.created/rich.delivery.json',
  },
])('$args names what is not there', async ({ args, says }) => {
  const { mapper } = await workspace();
  expect(await mapper(...args)).toEqual({ code: 2, stdout: '', stderr: `${says}\n` });
});

test('start names every setting that is wrong', async () => {
  const told = await mapper(['start'], { env: { PORT: 'web', SEGMENT_TIMEOUT_MS: 'soon' } });
  expect(told).toMatchObject({ code: 2, stdout: '' });
  expect(told.stderr).toMatch(/^start: PORT must be .*; SEGMENT_TIMEOUT_MS must be /);
});

test('what the machine refuses is told apart from what is wrong in the files', async () => {
  const { path } = await workspace();
  await mkdir(path('test/mappings/customer.created/folder.delivery.json'));
  const bin = ['--import', 'tsx', 'src/cli/mapper.ts', 'check', '--root', path('')];
  const { status, stderr } = spawnSync(process.execPath, bin, { encoding: 'utf8' });
  expect(status).toBe(3);
  expect(stderr).toMatch(/^Error: EISDIR/);
});
