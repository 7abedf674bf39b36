import { expect, test } from 'vitest';
import { commands } from '../../src/cli/main.ts';
import { mapper, workspace } from './workspace.ts';

test('alone, it says what there is', async () => {
  const told = await mapper([]);
  expect(told).toMatchObject({ code: 0, stderr: '' });
  await expect(told.stdout).toMatchFileSnapshot('help.txt');
  expect(await mapper(['--help'])).toEqual(told);
});

test.each(commands)('$name --help tells its use, its options and an example', async ({ name }) => {
  const told = await mapper([name, '--help']);
  expect(told).toMatchObject({ code: 0, stderr: '' });
  await expect(told.stdout).toMatchFileSnapshot(`help-${name}.txt`);
});

test.each([
  { args: ['chekc'], says: 'there is no command chekc; did you mean check?' },
  {
    args: ['publish'],
    says: 'there is no command publish; there are check, test, run, new, types, plan, playground, demo, start',
  },
  { args: ['test', '--udpate'], says: 'test: there is no option --udpate; did you mean --update?' },
  { args: ['check', '--verbose'], says: 'check: there is no option --verbose; see mapper check --help' },
  { args: ['check', 'all'], says: 'check: takes no names; it checks all files' },
  {
    args: ['run', 'customer.created'],
    says: 'run: takes a mapping and the file of a delivery ("-" reads it from stdin)',
  },
  { args: ['demo', '--port', 'web'], says: 'demo: --port must be a whole number from 0 to 65535' },
])('$args is a wrong use', async ({ args, says }) => {
  expect(await mapper(args)).toEqual({ code: 2, stdout: '', stderr: `${says}\n` });
});

test.each([
  {
    args: ['test', 'customer.craeted'],
    says: 'there is no mapping customer.craeted; did you mean customer.created?',
  },
  { args: ['test', 'order'], says: 'there is no mapping order; there are: customer.created' },
  { args: ['run', 'customer.created', 'none.json'], says: 'run: none.json cannot be read' },
])('$args names what is not there', async ({ args, says }) => {
  const { mapper } = await workspace();
  expect(await mapper(...args)).toEqual({ code: 2, stdout: '', stderr: `${says}\n` });
});

test('start names every setting that is wrong', async () => {
  const told = await mapper(['start'], { env: { PORT: 'web', SEGMENT_TIMEOUT_MS: 'soon' } });
  expect(told).toMatchObject({ code: 2, stdout: '' });
  expect(told.stderr).toMatch(/^start: PORT must be .*; SEGMENT_TIMEOUT_MS must be /);
});
