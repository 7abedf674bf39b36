import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { comparingEngine } from '../src/cli/cases/comparing-engine.ts';
import type { Issue, IssueCode } from '../src/report/issue.ts';
import { issueCodes } from '../src/report/issue.ts';
import { issueRecords } from '../src/report/issue-codes.ts';
import { type Workspace, workspace } from './cli/workspace.ts';

const mapping = 'mappings/customer.created.yaml';
const cases = 'test/mappings/customer.created';

const fetching = `description: Of an account as it is now.
on: CustomerCreated
fetch:
  account: { kind: customer, id: resource.id }
identify:
  userId: $account.email
`;

/** Codes of which test/issues has no mapping: how a project comes to have each of them, and who says so. */
const elsewhere: Partial<Record<IssueCode, (project: Workspace) => Promise<readonly Issue[]>>> = {
  'file-name': async ({ mapper, write, read }) => {
    await write('mappings/customer.counted.yml', await read(mapping));
    return issuesIn(await mapper('check', '--json'));
  },
  'schema-invalid': async ({ mapper, write }) => {
    await write('schemas/segment/events/torn.schema.json', '{');
    return issuesIn(await mapper('check', '--json'));
  },
  'input-invalid': async ({ mapper, path }) =>
    issuesIn(await mapper('run', 'customer.created', path(`${cases}/no-email.delivery.json`), '--json')),
  'no-test-case': async ({ mapper, read, write }) => {
    await write('mappings/customer.counted.yaml', await read(mapping));
    return issuesIn(await mapper('check', '--json'));
  },
  'case-unreadable': async ({ mapper, write }) => {
    await write(`${cases}/torn.delivery.json`, '{');
    return issuesIn(await mapper('check', '--json'));
  },
  'fetched-missing': async ({ mapper, write }) => {
    await write(mapping, fetching);
    await write(`${cases}/rich.fetched.json`, '{}');
    return issuesIn(await mapper('test', '--json'));
  },
  // No expression is known of which this is true.
  'engines-differ': async () => {
    const { engine, issues } = comparingEngine();
    engine.onDifference?.({ place: { file: mapping, line: 1, column: 1 }, kind: 'other-value' });
    return issues();
  },
  'snapshot-missing': async ({ mapper, read, write }) => {
    await write(`${cases}/another.delivery.json`, await read(`${cases}/rich.delivery.json`));
    return issuesIn(await mapper('test', '--json'));
  },
  'snapshot-orphan': async ({ mapper, write }) => {
    await write(`${cases}/lonely.calls.json`, '[]');
    return issuesIn(await mapper('check', '--json'));
  },
  'variant-invalid': async ({ mapper, write }) => {
    await write('test/variants/odd/variant.yaml', 'description: Says nothing.\n');
    return issuesIn(await mapper('test', '--json'));
  },
};

function issuesIn({ stdout }: { readonly stdout: string }): readonly Issue[] {
  const { issues = [], cases: tested = [] } = JSON.parse(stdout);
  return [...issues, ...tested.flatMap((one: { readonly issues: readonly Issue[] }) => one.issues)];
}

describe('each issue code', () => {
  test('has one record, in the order of the list', () => {
    expect(issueRecords.map(({ code }) => code)).toEqual(issueCodes);
  });

  test('has sentences for what it means and what to do', () => {
    const texts = issueRecords.flatMap(({ cause, mend }) => [cause, mend]);
    expect(texts.filter((text) => !/^[A-Z`].*[.`)]$/.test(text))).toEqual([]);
  });

  test('is raised by a mapping in test/issues, or by a case here', () => {
    const without = issueCodes.filter((code) => !existsSync(`test/issues/${code}`) && !(code in elsewhere));
    expect(without).toEqual([]);
  });

  test.each(Object.entries(elsewhere))('%s is raised', async (code, raise) => {
    const raised = (await raise(await workspace())).filter((issue) => issue.code === code);
    expect(raised).not.toEqual([]);
    const record = issueRecords.find((one) => one.code === code);
    for (const { severity } of raised) expect(severity).toBe(record?.severity);
  });
});
