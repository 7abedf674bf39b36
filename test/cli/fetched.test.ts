import { expect, test } from 'vitest';
import { cameBack as delivery } from '../came-back.ts';
import { workspace } from './workspace.ts';

const mapping = `description: Items of an order come back.
on: ReturnInfoAdded
fetch:
  order: resource.id
needs:
  order: nothing is known of the order
track:
  event: Order Returned
  userId: $default($order.customerId, "nobody")
  properties:
    order_id: resource.id
`;
const folder = 'test/mappings/order.came-back';

async function project(fetched?: string) {
  const made = await workspace();
  await made.write('mappings/order.came-back.yaml', mapping);
  await made.write(`${folder}/one.delivery.json`, JSON.stringify(delivery));
  if (fetched !== undefined) await made.write(`${folder}/one.fetched.json`, fetched);
  return {
    ...made,
    run: () => made.mapper('run', 'order.came-back', made.path(`${folder}/one.delivery.json`)),
  };
}

const there = '{ "order/o-1": { "id": "o-1", "version": 4, "customerId": "c-1" } }';

test('what stands beside the delivery is what is fetched', async () => {
  const { mapper, read, run } = await project(there);
  expect(await run()).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('"userId": "c-1"'),
    stderr: '',
  });
  expect((await mapper('test', 'order.came-back', '--update')).code).toBe(0);
  expect(await read(`${folder}/one.calls.json`)).toContain('"userId": "c-1"');
  expect((await mapper('check')).code).toBe(0);
});

test('check names what could not be fetched at all', async () => {
  const { mapper, run } = await project(
    '{ "order/o-1": null, "ordr/o-1": null, "order/key=o": null, "o-1": null, "order/": null, "order/payment=p": null }',
  );
  const { code, stdout } = await mapper('check');
  expect(code).toBe(1);
  expect(stdout.match(/"\S*" is nothing that could be fetched/g)).toEqual(
    ['ordr/o-1', 'order/key=o', 'o-1', 'order/'].map((name) => `"${name}" is nothing that could be fetched`),
  );
  expect((await run()).stderr).toContain('"ordr/o-1" is nothing that could be fetched');
});

test('null is what commercetools does not have', async () => {
  const { run } = await project('{ "order/o-1": null }');
  expect(await run()).toMatchObject({
    code: 0,
    stdout: 'skipped: commercetools has no such order, or no longer\n',
    stderr: '',
  });
});

test('without the file it is as without credentials, and it is said where the file would be', async () => {
  const { run } = await project();
  expect(await run()).toMatchSnapshot();
});

test('what the file does not say has to be added, and is no snapshot', async () => {
  const { mapper, path, run } = await project('{ "order/o-2": null }');
  const { stderr } = await run();
  expect(stderr.replaceAll(path(''), '')).toMatchSnapshot();
  const told = await mapper('test', 'order.came-back', '--update');
  expect(told.code).toBe(1);
  expect(told.stdout).toContain('the mapping fetches order/o-1, which the file does not hold');
});

test.each(['[]', 'null', '7', '{ "order/o-1": 7 }', '{ "order/o-1": [] }', '{ "order/o-1": '])(
  '%s is refused',
  async (text) => {
    const { mapper, run } = await project(text);
    const refused = { code: 1, stderr: expect.stringContaining('case-unreadable') };
    expect(await run()).toMatchObject(refused);
    expect(await mapper('explain', 'order.came-back', 'one')).toMatchObject(refused);
    expect((await mapper('check')).stdout).toContain('case-unreadable');
  },
);

test('an older version than the delivery is about is no answer', async () => {
  const { run } = await project(there.replace('4', '3'));
  expect(await run()).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('commercetools-unavailable'),
  });
});

test('a file of another name can be given, and must be there', async () => {
  const { mapper, path, write } = await project('{ "order/o-1": null }');
  await write('other.json', there);
  const run = (file: string) =>
    mapper('run', 'order.came-back', path(`${folder}/one.delivery.json`), '--fetched', path(file));
  expect(await run('other.json')).toMatchObject({ code: 0, stdout: expect.stringContaining('c-1') });
  expect((await run('none.json')).code).toBe(2);
  for (const named of ['one', path(`${folder}/one.delivery.json`)]) {
    const told = await mapper('explain', 'order.came-back', named, '--fetched', path('other.json'));
    expect(told).toMatchObject({ code: 0, stdout: expect.stringContaining('userId = "c-1"') });
  }
});
