import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Json } from '../src/mapping/catalog.ts';
import { ownRoot, readCases } from '../src/node/case-files.ts';
import { readProjectFiles } from '../src/node/project-files.ts';
import { changedCatalog, outcomeOf, switchedOn } from './changed-mappings.ts';

/** Marlene Oster, of whom each mapping of customers has a case. */
const marlene = '5a1296f7-3db7-41c4-90ce-6f2128019d13';
const snapshots = 'test/by-customer-id';

const sources = await readProjectFiles();
const names = sources.mappings
  .map(({ path }) => path.replace(/^mappings\/|\.yaml$/g, ''))
  .filter((name) => name.startsWith('customer.'));
const all = await readCases(ownRoot);
const cases = all.cases.filter(({ mapping }) => names.includes(mapping));

/** The one line that decides who a person is, as its comment in the file offers it. */
const byCustomerId = (text: string) => text.replace(/^ {2}userId: .*$/m, '  userId: $present($customerId)');
const built = changedCatalog(sources, { mapping: switchedOn, shared: byCustomerId });

/** An alias call joins two e-mail addresses, so where people go by customer id it has nothing to say. */
const silent = ['customer.email-aliased'];

test('one line of one file is changed, and nothing is wrong with it', () => {
  const changed = sources.shared?.files.filter(({ text }) => byCustomerId(text) !== text);
  expect(changed?.map(({ path }) => path)).toEqual(['mappings/shared/identity.yaml']);
  expect(changed?.[0]?.text).toContain('write "userId: $present($customerId)" here');
  expect(built.issues).toEqual([]);
});

describe('by customer id', () => {
  test.each(cases)('$mapping: $name', async (one) => {
    const outcome = await outcomeOf(one, built);
    await expect(`${JSON.stringify(outcome, null, 2)}\n`).toMatchFileSnapshot(
      `by-customer-id/${one.mapping}/${one.name}.calls.json`,
    );
  });

  test('every snapshot is of a case', () => {
    const files = readdirSync(snapshots, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    expect(files).toHaveLength(cases.length);
    for (const { mapping, name } of cases)
      expect(existsSync(`${snapshots}/${mapping}/${name}.calls.json`)).toBe(true);
  });
});

test('the same person has the same user id from every mapping', async () => {
  const hers = cases.filter(({ delivery }) => resourceId(delivery?.text) === marlene);
  const found = await Promise.all(
    hers.map(async (one) => ({ mapping: one.mapping, ids: userIds(await outcomeOf(one, built)) })),
  );
  const calling = found.filter(({ ids }) => ids.length > 0);
  expect([...new Set(calling.map(({ mapping }) => mapping))].toSorted()).toEqual(
    names.filter((name) => !silent.includes(name)).toSorted(),
  );
  expect([...new Set(calling.flatMap(({ ids }) => ids))]).toEqual([marlene]);
});

test('everybody has the id of their account, and none has two', async () => {
  for (const one of cases)
    for (const id of userIds(await outcomeOf(one, built))) expect(id).toBe(resourceId(one.delivery?.text));
});

function resourceId(text = '{}'): string | undefined {
  return (JSON.parse(text) as { resource?: { id?: string } }).resource?.id;
}

function userIds(outcome: Json): readonly Json[] {
  if (!Array.isArray(outcome)) return [];
  return outcome.map(({ userId }: { readonly userId: Json }) => userId);
}
