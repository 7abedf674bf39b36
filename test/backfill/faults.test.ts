import { mkdtemp, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { exitCodes } from '../../src/cli/exit-codes.ts';
import type { FaultRule, Fault as Refusal } from '../../src/demo/receiver-fault.ts';
import { mapper } from '../cli/workspace.ts';
import type { Fault } from '../commercetools/lookup/stand-in.ts';
import { allIds, inAll, long, openCustomers } from './open-customers.ts';
import { environmentFor, linesIn } from './real-shop.ts';
import { customerAt, idOf, many } from './shop.ts';

const timeout = 120_000;
const { api, receiver, root, customersRun, listCustomers, receivedIds } = await openCustomers();

describe('what passes is waited for', () => {
  test.each<[string, readonly Fault[]]>([
    ['429 with Retry-After', [{ status: 429, retryAfter: '1' }]],
    ['500, three times', [{ status: 500 }, { status: 503 }, { status: 500 }]],
    ['half a body', ['half-body']],
    ['something else than JSON', [{ status: 200, body: '<html>Good day</html>' }]],
    ['a connection that is cut', ['cut', 'cut', 'cut']],
    ['an answer that never comes', ['hang', 'hang']],
  ])(
    'commercetools: %s',
    async (_, faults) => {
      listCustomers();
      // The first two answer the question for the total, whose faults do not matter.
      api.fail('api', { status: 500 }, { status: 500 }, ...faults);
      const ran = await customersRun().run(faults.includes('hang') ? 6 : 60);
      expect([ran.reason, ran.tally.sent, receivedIds()]).toEqual(['done', inAll, allIds]);
    },
    timeout,
  );

  test.each<[string, FaultRule]>([
    ['429 with Retry-After', { status: 429, headers: { 'retry-after': '1' }, times: 2 }],
    ['500', { status: 500, times: 2 }],
    ['a connection that is cut', { mode: 'reset', times: 3 }],
    ['half a body', { mode: 'hang-body', times: 1 }],
    ['an answer that never comes', { mode: 'hang', times: 1 }],
  ])(
    'Segment: %s',
    async (_, fault) => {
      listCustomers();
      receiver.setFault(fault);
      const ran = await customersRun().run('mode' in fault && fault.mode !== 'reset' ? 6 : 60);
      expect([ran.reason, ran.tally.sent, receivedIds()]).toEqual(['done', inAll, allIds]);
    },
    timeout,
  );
});

test.each(['0', 'Thu, 01 Jan 2026 00:00:00 GMT'])(
  'Retry-After: %s is no leave to ask without a pause',
  async (retryAfter) => {
    listCustomers();
    api.fail('api', ...Array.from({ length: 10_000 }, () => ({ status: 429, retryAfter })));
    expect((await customersRun().run(3)).reason).toBe('unavailable');
    // Each attempt may be two requests; without pauses there are hundreds.
    expect(api.requests().length).toBeLessThan(50);
  },
  timeout,
);

describe('what stays ends the run by its kind, and the next one goes on', () => {
  test.each<[string, 'token' | 'api', readonly Fault[], string]>([
    ['no such client', 'token', long({ status: 401, body: '{"error":"invalid_client"}' }), 'refused'],
    ['401', 'api', long({ status: 401 }), 'refused'],
    ['403', 'api', long({ status: 403 }), 'refused'],
    ['404', 'api', long({ status: 404 }), 'refused'],
    ['400', 'api', long({ status: 400 }), 'refused'],
    ['500', 'api', long({ status: 500 }), 'unavailable'],
    ['429 for longer than anybody waits', 'api', long({ status: 429, retryAfter: '900' }), 'unavailable'],
    ['never an answer', 'api', long('hang'), 'unavailable'],
    ['never JSON', 'api', long({ status: 200, body: '<html>' }), 'unavailable'],
  ])(
    'commercetools: %s',
    async (_, about, faults, reason) => {
      listCustomers();
      const customers = customersRun();
      api.fail(about, ...faults);
      const first = await customers.run(1);
      expect([first.reason, first.tally.sent]).toEqual([reason, 0]);
      expect(first.stop?.detail).toMatchSnapshot();
      api.reset();
      listCustomers();
      const second = await customers.run(60);
      expect([second.reason, second.tally.sent, receivedIds()]).toEqual(['done', inAll, allIds]);
    },
    timeout,
  );

  test.each<[string, FaultRule, string]>([
    ['401', { status: 401 }, 'refused'],
    ['404', { status: 404 }, 'refused'],
    [
      '400 for everything',
      { status: 400, body: '{"message":"An invalid write key was provided"}' },
      'refused',
    ],
    ['503', { status: 503 }, 'unavailable'],
    ['429 for longer than anybody waits', { status: 429, headers: { 'retry-after': '900' } }, 'unavailable'],
    ['never an answer', { mode: 'hang' }, 'unavailable'],
  ])(
    'Segment, after the first request: %s',
    async (_, fault, reason) => {
      listCustomers();
      const customers = customersRun();
      receiver.setFault(({ number }) => (number === 1 ? undefined : (fault as object)));
      const first = await customers.run(3);
      expect(first.reason).toBe(reason);
      // What came before is confirmed, and of that no more than what arrived.
      const known = new Set(receivedIds());
      expect(first.tally.sent).toBeLessThanOrEqual(known.size);
      expect(allIds.filter((id) => id <= (customers.after() ?? '') && !known.has(id))).toEqual([]);
      receiver.setFault(undefined);
      const second = await customers.run(60);
      expect([second.reason, receivedIds()]).toEqual(['done', allIds]);
      expect(first.tally.sent + second.tally.sent).toBe(inAll);
      expect(customers.letters).toEqual([]);
    },
    timeout,
  );
});

test(
  'of a batch that Segment refuses, only those that it refuses alone are dead letters',
  async () => {
    listCustomers();
    const poison = new Map<string, Refusal>();
    const refusals = [
      [2, { status: 400, body: 'Exceed payload limit' }],
      [570, { status: 413 }],
      [inAll - 1, { status: 200, body: '{"success":false}' }],
    ] as const;
    // The ids of the first round are learned, those of the third and the last are refused in the second.
    const learning = customersRun();
    await learning.run(60);
    const calls = receiver.calls();
    for (const [at, refusal] of refusals) {
      const refused = calls.find(({ call }) => call['userId'] === `shopper-${at}@example.com`);
      poison.set(refused?.messageId ?? '', refusal);
    }
    receiver.reset();
    receiver.setFault(({ messageIds }) => messageIds.flatMap((id) => poison.get(id) ?? [])[0]);
    const customers = customersRun();
    const ran = await customers.run(60);
    expect([ran.reason, ran.tally.sent, ran.tally.failed, ran.tally.codes]).toEqual([
      'done',
      inAll - 3,
      3,
      { 'segment-refused': 3 },
    ]);
    expect(customers.letters.map(({ notification }) => notification?.['id'])).toEqual([
      idOf(2),
      idOf(570),
      idOf(inAll - 1),
    ]);
    expect(receivedIds()).toEqual(allIds.filter((_, index) => ![2, 570, inAll - 1].includes(index)));
  },
  timeout,
);

test(
  'dead letters that cannot be kept end the run, and nothing counts as done',
  async () => {
    api.list(
      '/customers',
      many(3, (index) => ({ ...customerAt(index), email: 7 })),
    );
    const env = environmentFor(api, receiver.url);
    // It seems to be one that can be made.
    const letters = join(await mkdtemp(join(tmpdir(), 'backfill-')), 'dead.jsonl');
    await symlink('/no/such/folder/dead.jsonl', letters);
    const args = ['backfill', 'customers', '--root', root, '--dead-letters', letters];
    const { code, stdout, stderr } = await mapper(args, { env });
    expect([code, linesIn(stdout)[0]]).toMatchObject([exitCodes.broken, { ending: 'broken', read: 0 }]);
    expect(stderr).toMatchSnapshot();
  },
  timeout,
);

test(
  'the kinds of ends have exit codes of their own',
  async () => {
    api.list('/customers', many(3, customerAt));
    const ending = async (...args: readonly string[]) => {
      const env = environmentFor(api, receiver.url);
      return (await mapper(['backfill', 'customers', '--root', root, '--patience', '1', ...args], { env }))
        .code;
    };
    expect(await ending()).toBe(exitCodes.fine);
    api.fail('api', ...long({ status: 403 }));
    expect(await ending()).toBe(exitCodes.refused);
    api.reset();
    api.fail('api', ...long({ status: 500 }));
    expect(await ending()).toBe(exitCodes.unavailable);
    expect(await ending('--rate', '0')).toBe(exitCodes.usage);
  },
  timeout,
);

test(
  'where nobody is at an address, the variable that names it is to be looked at, and no page of a status',
  async () => {
    api.list('/customers', many(3, customerAt));
    // Port 1 is one that fetch does not even try.
    const nobody = 'http://127.0.0.1:2';
    const said = async (variable: string) => {
      const env = { ...environmentFor(api, receiver.url), [variable]: nobody };
      const args = ['backfill', 'customers', '--root', root, '--patience', '1'];
      const { code, stderr } = await mapper(args, { env });
      expect(code).toBe(exitCodes.unavailable);
      return stderr;
    };
    expect(await said('SEGMENT_HOST')).toMatchInlineSnapshot(`
      "backfill: Segment gave no answer (ECONNREFUSED): nothing there answers as it should; look at SEGMENT_HOST, and at proxies and firewalls on the way; then go on with the same command
      "
    `);
    expect(await said('CTP_API_URL')).toMatchInlineSnapshot(`
      "backfill: commercetools did not give the next page (ECONNREFUSED): nothing there answers as it should; look at CTP_API_URL and CTP_AUTH_URL, and at proxies and firewalls on the way; then go on with the same command
      "
    `);
  },
  timeout,
);
