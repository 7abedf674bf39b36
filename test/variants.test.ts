import { expect, test } from 'vitest';
import { ownRoot, readCases } from '../src/node/case-files.ts';
import { readVariants } from '../src/node/variant-files.ts';
import { mapper } from './cli/workspace.ts';

interface Told {
  readonly cases: readonly {
    readonly mapping: string;
    readonly name: string;
    readonly variant?: string;
    readonly status: string;
  }[];
  readonly issues: readonly object[];
}

test('the variants of this project hold', async () => {
  const { stdout } = await mapper(['test', '--json']);
  const { cases, issues } = JSON.parse(stdout) as Told;
  expect(issues).toEqual([]);
  expect(cases.filter(({ status }) => status !== 'passed')).toEqual([]);
  const variants = new Set(cases.flatMap(({ variant }) => variant ?? []));
  expect([...variants].toSorted()).toEqual(['by-customer-id', 'switched-on']);
}, 120_000);

interface Call {
  readonly type: string;
  readonly userId?: string;
}

test('by customer id, a customer has one user id from every mapping', async () => {
  const { cases } = await readCases(ownRoot);
  const [byId] = (await readVariants(ownRoot)).filter(({ name }) => name === 'by-customer-id');
  const ids = cases.flatMap(({ mapping, name, delivery }) => {
    const calls = JSON.parse(byId?.calls.get(`${mapping}/${name}`)?.text ?? '[]') as readonly Call[] | object;
    if (!mapping.startsWith('customer.') || !Array.isArray(calls)) return [];
    const { resource } = JSON.parse(delivery?.text ?? '{}') as { resource: { id: string } };
    return (calls as readonly Call[]).map(({ userId }) => ({ mapping, userId, customer: resource.id }));
  });
  expect(new Set(ids.map(({ mapping }) => mapping)).size).toBeGreaterThan(10);
  expect(ids.filter(({ userId, customer }) => userId !== customer)).toEqual([]);
});
