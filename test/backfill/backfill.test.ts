import { expect, test } from 'vitest';
import { mapper } from '../cli/workspace.ts';
import { openShop } from './open-shop.ts';
import { environmentFor, linesIn, runFiles } from './real-shop.ts';
import { customerAt, idOf, many, orderAt } from './shop.ts';

const timeout = 120_000;

const { api, receiver, root } = await openShop();

async function backfill(...args: readonly string[]) {
  const env = environmentFor(api, receiver.url);
  const told = await mapper(['backfill', ...args, '--root', root], { env });
  return { ...told, summary: linesIn(told.stdout)[0] ?? {} };
}

test(
  'what is selected is what is asked for, page by page, and --limit ends in between',
  async () => {
    api.list('/orders', many(20, orderAt));
    const selected = ['--since', '2025-01-01', '--until', '2025-02-01T00:00:00+01:00', '--store', 'berlin'];
    const files = await runFiles();
    const args = ['orders', ...selected, '--where', 'origin = "Customer"', '--limit', '5', ...files.options];
    const first = await backfill(...args);
    expect([first.code, first.summary]).toMatchObject([0, { ending: 'limit', read: 5 }]);
    const where = [
      'createdAt >= "2025-01-01T00:00:00.000Z"',
      'createdAt < "2025-01-31T23:00:00.000Z"',
      'store(key = "berlin")',
      '(origin = "Customer")',
    ].join(' and ');
    expect(api.requests().slice(1).map(parametersInOrder)).toEqual(
      [
        `GET /orders?limit=1&withTotal=true&where=${where}`,
        `GET /orders?limit=5&sort=id asc&where=${where}&withTotal=false`,
      ].map(parametersInOrder),
    );
    const second = await backfill(...args);
    expect(second.summary).toMatchObject({ ending: 'limit', read: 5 });
    expect(receiver.calls().map(({ call }) => call['userId'])).toEqual(
      Array.from({ length: 10 }, (_, index) => `shopper-${index}@example.com`),
    );
    expect(await files.reached()).toMatchObject({ after: { id: idOf(9) }, isComplete: false });
  },
  timeout,
);

test(
  'a dry run sends and writes nothing, needs no write key, and says what would be',
  async () => {
    api.list(
      '/orders',
      many(30, (index) => mixed(index)),
    );
    const files = await runFiles();
    const env = { ...environmentFor(api, receiver.url), SEGMENT_WRITE_KEY: '' };
    const args = ['backfill', 'orders', '--dry-run', ...files.options, '--root', root];
    const { code, stdout } = await mapper(args, { env, terminal: true });
    expect(code).toBe(1);
    expect(stdout).toMatchInlineSnapshot(`
      "30 read = 10 would be sent + 10 skipped + 10 would fail
      calls: 10, in requests to Segment: 1. Segment bills by the users that calls name in a month, and by calls beyond what the plan has for each user
        skipped 10: nothing in the order makes a user id (shared/identity.yaml), and it has no anonymous id
        failed  10: input-invalid
          10: the delivery does not fit the schema of OrderCreated: /order/customerEmail: expected text; found a number
      "
    `);
    expect(receiver.requests()).toEqual([]);
    expect([await files.letters(), await files.text(files.checkpoint)]).toEqual([[], '']);
  },
  timeout,
);

/** Of three orders one names nobody, and one is not what its schema says. */
function mixed(index: number): Readonly<Record<string, unknown>> {
  const { customerEmail, ...order } = orderAt(index);
  if (index % 3 === 1) return { ...order, customerId: undefined, anonymousId: undefined };
  return index % 3 === 2 ? { ...order, customerEmail: 7 } : { ...order, customerEmail };
}

test(
  'what fails is a dead letter, which is replayed once it is mended, with the same message ids',
  async () => {
    api.list('/orders', many(30, mixed));
    const { checkpoint, text } = await runFiles();
    const { code, summary } = await backfill('orders', '--checkpoint', checkpoint);
    expect([code, summary]).toMatchObject([
      1,
      {
        ...{ read: 30, sent: 10, skipped: 10, failed: 10, codes: { 'input-invalid': 10 } },
        causes: {
          'input-invalid': {
            'the delivery does not fit the schema of OrderCreated: /order/customerEmail: expected text; found a number': 10,
          },
        },
      },
    ]);
    const letters = linesIn(await text(`${checkpoint}.dead-letters.jsonl`));
    expect(letters.map(({ failure }) => (failure as { code: string }).code)).toEqual(
      Array<string>(10).fill('input-invalid'),
    );
    const mended = letters.map((letter) =>
      JSON.stringify(letter).replaceAll('"customerEmail":7', '"customerEmail":"mara@example.com"'),
    );
    const env = environmentFor(api, receiver.url);
    const replayed = await mapper(['replay', '-', '--root', root], {
      env,
      readStdin: async () => mended.join('\n'),
    });
    expect([replayed.code, linesIn(replayed.stdout)[0]]).toMatchObject([0, { read: 10, sent: 10 }]);
    api.list('/orders', many(30, orderAt));
    await backfill('orders');
    expect(receiver.calls()).toHaveLength(30);
    expect(receiver.calls().filter(({ duplicates }) => duplicates === 1)).toHaveLength(20);
  },
  timeout,
);

test(
  'a checkpoint of another run is refused in words, one that is done is told',
  async () => {
    api.list('/customers', many(3, customerAt));
    const files = await runFiles();
    expect((await backfill('customers', ...files.options)).code).toBe(0);
    const again = await backfill('customers', ...files.options);
    expect([again.code, again.stderr.replace(files.checkpoint, 'FILE')]).toEqual([
      0,
      'FILE says that all is done already; delete it to begin anew\n',
    ]);
    const other = await backfill('customers', '--since', '2025-01-01', ...files.options);
    expect([other.code, other.stderr.replace(files.checkpoint, 'FILE')]).toEqual([
      2,
      'backfill: FILE is of another run (since: none there, "2025-01-01T00:00:00.000Z" here): name another file, or delete it to begin anew\n',
    ]);
    expect(receiver.calls().filter(({ duplicates }) => duplicates > 0)).toEqual([]);
  },
  timeout,
);

test(
  'a checkpoint in a folder that is not there names the folder, and nothing is sent',
  async () => {
    api.list('/customers', many(3, customerAt));
    const { folder } = await runFiles();
    const told = await backfill('customers', '--checkpoint', `${folder}/none/run.json`);
    expect([told.code, told.stderr.replace(folder, 'FOLDER')]).toEqual([
      2,
      'backfill: nothing can be written into FOLDER/none, the folder of --checkpoint (ENOENT); make it, or name a file in another\n',
    ]);
    expect(receiver.calls()).toEqual([]);
  },
  timeout,
);

test.each(['2026-02-30', '2026-04-31', '2025-02-29T12:00:00Z'])(
  'the day %s, which no calendar has, is refused rather than taken for a later one',
  async (day) => {
    for (const option of ['--since', '--until']) {
      const { code, stderr } = await backfill('customers', option, day);
      expect([code, stderr]).toMatchObject([
        2,
        expect.stringContaining(`${option} must be a day or a time with its zone`),
      ]);
    }
    expect(api.requests()).toEqual([]);
  },
);

test('the store of a customer is one of a list; what is no key of a store is refused', async () => {
  api.list('/customers', many(1, customerAt));
  expect((await backfill('customers', '--dry-run', '--store', 'berlin')).code).toBe(0);
  expect(api.requests().at(-1)).toContain('?where=stores(key = "berlin") and ');
  for (const store of ['a" or key = "b', 'b', 'berlin '])
    expect(await backfill('customers', '--dry-run', '--store', store)).toMatchObject({
      code: 2,
      stderr: 'backfill: --store must be the key of a store\n',
    });
});

test('--since that is not before --until is refused rather than found to be empty', async () => {
  for (const until of ['2026-01-31', '2026-01-01T00:30:00+01:00']) {
    const { code, stderr } = await backfill('customers', '--since', '2026-01-31', '--until', until);
    expect([code, stderr]).toMatchObject([2, expect.stringContaining('--since must be before --until')]);
  }
  expect(api.requests()).toEqual([]);
});

function parametersInOrder(request: string): string {
  const [path = '', query = ''] = request.split(/\?(.*)/s);
  return `${path}?${query.split('&').toSorted().join('&')}`;
}
