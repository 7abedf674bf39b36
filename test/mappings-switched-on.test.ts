import { describe, expect, test } from 'vitest';
import { ownRoot, readCases } from '../src/node/case-files.ts';
import { readProjectFiles } from '../src/node/project-files.ts';
import { changedCatalog, offeredLine, outcomeOf, switchedOn } from './changed-mappings.ts';

/** Mappings of customers that are off, each of which says in a comment how to switch it on. */
const off = ['customer.deleted', 'customer.email-aliased', 'customer.signed-up'];

const sources = await readProjectFiles();
const { cases } = await readCases(ownRoot);
const built = changedCatalog(sources, { mapping: switchedOn });

test('the mappings that offer a line in place of "when: false"', () => {
  const offering = sources.mappings.filter((file) => offeredLine(file) !== undefined);
  expect(offering.map(({ path }) => path)).toEqual(
    expect.arrayContaining(off.map((name) => `mappings/${name}.yaml`)),
  );
  expect(built.issues).toEqual([]);
});

describe('switched on', () => {
  test.each(cases.filter(({ mapping }) => off.includes(mapping)))('$mapping: $name', async (one) => {
    const outcome = await outcomeOf(one, built);
    await expect(`${JSON.stringify(outcome, null, 2)}\n`).toMatchFileSnapshot(
      `switched-on/${one.mapping}/${one.name}.calls.json`,
    );
  });
});
