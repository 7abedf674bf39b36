import { expect, test } from 'vitest';
import { mapBody } from '../src/cli/cases/run-cases.ts';
import { buildCatalog } from '../src/mapping/build-catalog.ts';
import type { SourceFile } from '../src/mapping/catalog.ts';
import { ownRoot, readCases } from '../src/node/case-files.ts';
import { readProjectFiles } from '../src/node/project-files.ts';
import { readVariants } from '../src/node/variant-files.ts';
import { mapper } from './cli/workspace.ts';

interface Told {
  readonly cases: readonly {
    readonly mapping: string;
    readonly name: string;
    readonly variant?: string;
    readonly status: string;
  }[];
  readonly issues: readonly { readonly severity: string }[];
}

test('the variants of this project hold', async () => {
  const { stdout } = await mapper(['test', '--json']);
  const { cases, issues } = JSON.parse(stdout) as Told;
  expect(issues.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(cases.filter(({ status }) => status !== 'passed')).toEqual([]);
  const run = cases.flatMap(({ mapping, name, variant }) =>
    variant === undefined ? [] : `${variant}/${mapping}/${name}`,
  );
  const written = (await readVariants(ownRoot)).flatMap(({ name, calls }) =>
    [...calls.keys()].map((one) => `${name}/${one}`),
  );
  expect(run.toSorted()).toEqual(written.toSorted());
}, 120_000);

/** The identity with people going by the customer id, whatever they go by now. */
function byCustomerId({ path, text }: SourceFile): SourceFile {
  const changed = text.replace(/^ {2}userId:.*$/m, '  userId: $present($customerId)');
  expect(changed).toContain('\n  userId: $present($customerId)\n');
  return { path, text: changed };
}

test('by customer id, a customer has one user id from every mapping', async () => {
  const sources = await readProjectFiles();
  const { shared } = sources;
  const files = (shared?.files ?? []).map((file) =>
    file.path === 'mappings/shared/identity.yaml' ? byCustomerId(file) : file,
  );
  const { catalog, issues } = buildCatalog({ ...sources, ...(shared && { shared: { ...shared, files } }) });
  expect(issues.filter(({ severity }) => severity === 'error')).toEqual([]);
  const { cases } = await readCases(ownRoot);
  const own = cases.filter(({ mapping }) => mapping.startsWith('customer.'));
  const told: { readonly mapping: string; readonly userId: unknown; readonly customer: string }[] = [];
  for (const { mapping, delivery } of own) {
    const body = JSON.parse(delivery?.text ?? '{}') as { readonly resource: { readonly id: string } };
    const mappings = catalog.mappings.filter(({ name }) => name === mapping);
    const mapped = await mapBody(body, { ...catalog, mappings });
    for (const { call } of mapped.status === 'mapped' ? mapped.calls : [])
      told.push({ mapping, userId: call['userId'], customer: body.resource.id });
  }
  expect(told.length).toBeGreaterThan(0);
  expect(told.filter(({ userId, customer }) => userId !== customer)).toEqual([]);
});
