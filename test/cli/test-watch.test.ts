import { expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { workspace } from './workspace.ts';

const mapping = 'mappings/customer.created.yaml';

test('--watch tests what changes, says nothing of what passes, and ends with 0', async () => {
  const { edit, path, read, write } = await workspace(['CustomerCreated']);
  const stop = new AbortController();
  let said = '';
  let heard: () => void = () => {};
  const hear = (text: string) => {
    said += text;
    heard();
  };
  const until = async (words: string) => {
    while (!said.includes(words))
      await new Promise<void>((resolve) => {
        heard = resolve;
      });
    const all = said;
    said = '';
    return all;
  };
  const io = {
    stdout: hear,
    stderr: hear,
    env: {},
    colour: false,
    readStdin: async () => '',
    stop: stop.signal,
  };
  const code = main(['test', '--watch', '--root', path('')], io);
  expect(await until('watching mappings/')).toBe(
    '2 cases: 2 passed\n\nwatching mappings/ and test/ (Ctrl-C ends it)\n',
  );

  await edit(mapping, 'firstName?: customer.firstName', 'firstName?: $uppercase(customer.firstName)');
  expect(await until('1 failed\n')).toBe(
    [
      '',
      'customer.created',
      'fail  customer.created/rich  1 field differs',
      `      identify  traits.firstName  "Marlene" → "MARLENE"  ${mapping}:7:17`,
      '2 cases: 1 passed, 1 failed',
      '',
    ].join('\n'),
  );

  // Writing the same, or what is no file of ours, is no change.
  await write(mapping, await read(mapping));
  await write('mappings/.customer.created.yaml.swp', 'x');
  await write('mappings/customer.broken.yaml', 'on: [\n');
  expect(await until('2 errors')).toMatch(
    /^\ncustomer\.broken\n\nmappings\/customer\.broken\.yaml:1:5 {2}error {2}yaml-syntax\n/,
  );

  stop.abort();
  expect(await code).toBe(0);
});
