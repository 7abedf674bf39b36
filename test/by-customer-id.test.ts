import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { mapBody, snapshotOf } from '../src/cli/run-cases.ts';
import { buildCatalog } from '../src/mapping/build-catalog.ts';
import type { CatalogSources } from '../src/mapping/catalog.ts';
import { type CaseFiles, ownRoot, readCases } from '../src/node/case-files.ts';
import { readProjectFiles } from '../src/node/project-files.ts';

const folder = new URL('by-customer-id/', import.meta.url);
const own = await readProjectFiles();
const { catalog, issues } = buildCatalog(withOneLineChanged(own));
const { cases } = await readCases(ownRoot);
const outcomes = await Promise.all(
  cases.map(async (one) => ({
    ...one,
    before: JSON.parse(one.calls?.text ?? 'null') as unknown,
    after: await outcomeOf(one),
  })),
);

/** The mappings whose messages name a person by the customer id alone: what they then send is written down. */
const written = readdirSync(folder);
const differing = outcomes.filter(
  ({ mapping, before, after }) => written.includes(mapping) && !isDeepStrictEqual(before, after),
);

function withOneLineChanged(sources: CatalogSources): CatalogSources {
  const files = sources.shared?.files.map(({ path, text }) => ({
    path,
    text: text.replace(/^ {2}userId: .*$/m, '  userId: $present($customerId)'),
  }));
  return { ...sources, ...(sources.shared && files && { shared: { ...sources.shared, files } }) };
}

async function outcomeOf({ mapping, delivery }: CaseFiles) {
  const mappings = catalog.mappings.filter(({ name }) => name === mapping);
  return snapshotOf(await mapBody(JSON.parse(delivery?.text ?? ''), { ...catalog, mappings }));
}

describe('with the customer id as the user id, by one line of mappings/shared/identity.yaml', () => {
  it('every mapping compiles', () => {
    expect(issues).toEqual([]);
    expect(catalog.mappings).toHaveLength(own.mappings.length);
  });

  it('no sample fails that does not fail by e-mail address', () => {
    const failing = outcomes.filter(({ after }) => JSON.stringify(after).startsWith('{"failed"'));
    expect(failing.filter(({ before, after }) => !isDeepStrictEqual(before, after))).toEqual([]);
  });

  it.each(differing)(
    '$mapping, $name: the calls are those written down',
    async ({ mapping, name, after }) => {
      const file = fileURLToPath(new URL(`${mapping}/${name}.calls.json`, folder));
      await expect(`${JSON.stringify(after, null, 2)}\n`).toMatchFileSnapshot(file);
    },
  );

  it('nothing else is written down', () => {
    const files = written.flatMap((mapping) =>
      readdirSync(new URL(`${mapping}/`, folder)).map((file) => `${mapping}/${file}`),
    );
    const known = differing.map(({ mapping, name }) => `${mapping}/${name}.calls.json`);
    expect(files.filter((file) => !known.includes(file))).toEqual([]);
  });
});
