import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Receiver, startReceiver } from '../../src/demo/receiver.ts';
import { mapper } from '../cli/workspace.ts';
import erased from '../own-mappings/customer.erased.delivery.json' with { type: 'json' };
import { madeAt, token } from '../segment/regulations.ts';
import { writeKey } from '../webhook/harness.ts';
import { linesIn } from './real-shop.ts';

let receiver: Receiver;
let root: string;

/** A project of which people go by the customer id, and whose only mapping passes erasures on. */
beforeAll(async () => {
  receiver = await startReceiver();
  root = await mkdtemp(join(tmpdir(), 'erasures-'));
  const isWanted = (path: string) => !/commercetools.(?!ResourceDeleted|definitions)\w+\.schema/.test(path);
  await cp('schemas', join(root, 'schemas'), { recursive: true, filter: isWanted });
  for (const folder of ['mappings/shared', 'mappings/tables'])
    await cp(folder, join(root, folder), { recursive: true });
  await cp('test/own-mappings/customer.erased.yaml', join(root, 'mappings/customer.erased.yaml'));
  const identity = join(root, 'mappings/shared/identity.yaml');
  const text = await readFile(identity, 'utf8');
  await writeFile(identity, text.replace(/^ {2}userId:.*$/m, '  userId: $present($customerId)'));
});
afterEach(() => receiver.reset());
afterAll(async () => {
  await receiver.close();
  await rm(root, { recursive: true });
});

const people = Array.from(
  { length: 300 },
  (_, number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
);
const lines = people
  .map((id) => `${JSON.stringify({ ...erased, resource: { typeId: 'customer', id } })}\n`)
  .join('');

async function replay(env: Readonly<Record<string, string>>, ...args: readonly string[]) {
  const variables = { SEGMENT_WRITE_KEY: writeKey, SEGMENT_HOST: receiver.url, ...env };
  const deadLetters = join(root, 'dead.jsonl');
  const told = await mapper(['replay', '-', '--dead-letters', deadLetters, ...args, '--root', root], {
    env: variables,
    readStdin: async () => lines,
  });
  return { ...told, summary: linesIn(told.stdout)[0] ?? {} };
}

const withToken = { SEGMENT_PUBLIC_API_TOKEN: token };

test('three hundred erasures are one regulation', async () => {
  const { code, summary } = await replay(withToken);
  expect([code, summary]).toMatchObject([0, { read: 300, sent: 300, skipped: 0, failed: 0 }]);
  expect(madeAt(receiver)).toMatchObject([{ regulationType: 'DELETE_ONLY', subjectIds: people }]);
});

test('a dry run counts them and deletes nobody', async () => {
  expect((await replay(withToken, '--dry-run')).summary).toMatchObject({ read: 300, sent: 300 });
  expect(receiver.requests()).toEqual([]);
});

test('without a token they are skipped, with the reason', async () => {
  const { code, summary } = await replay({});
  expect([code, summary]).toMatchObject([0, { read: 300, sent: 0, skipped: 300 }]);
  expect(JSON.stringify(summary)).toContain('SEGMENT_PUBLIC_API_TOKEN');
  expect(receiver.requests()).toEqual([]);
});

test('a token that may not ends the run, and says which it is', async () => {
  receiver.setFault({ status: 403 });
  const { code, summary, stderr } = await replay(withToken);
  expect(summary).toMatchObject({ ending: 'refused', sent: 0 });
  expect(code).not.toBe(0);
  expect(stderr).toContain('check SEGMENT_PUBLIC_API_TOKEN and SEGMENT_HOST');
  for (const secret of [token, people[0] ?? ''])
    expect(stderr + JSON.stringify(summary)).not.toContain(secret);
});

test('without a token, what else a delivery gives is sent, and how many erasures were not is told', async () => {
  const mapping = join(root, 'mappings/account.ended.yaml');
  const text = 'on: ResourceDeleted\ntrack:\n  event: Account Ended\n  anonymousId: resource.id\n';
  await writeFile(mapping, `description: Counts accounts that end.\n${text}`);
  const { code, summary } = await replay({}).finally(() => rm(mapping));
  expect([code, summary]).toMatchObject([0, { read: 300, sent: 300, calls: 300, skipped: 0, reasons: {} }]);
  expect(summary['inPart']).toEqual({
    'needs SEGMENT_PUBLIC_API_TOKEN: nobody is deleted or suppressed in Segment where it is not set': 300,
  });
  expect(new Set(receiver.requests().map(({ path }) => path))).toEqual(new Set(['/v1/batch']));
});
