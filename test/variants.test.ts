import { expect, test } from 'vitest';
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
