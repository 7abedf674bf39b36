import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { caseIssues } from '../src/cli/cases/check-cases.ts';
import { runCase } from '../src/cli/cases/run-cases.ts';
import { ownRoot, readCases } from '../src/node/case-files.ts';
import { readProjectFiles } from '../src/node/project-files.ts';
import { builtProject } from './built-project.ts';

const sources = await readProjectFiles();
const { catalog, issues } = await builtProject();
const all = await readCases(ownRoot);

test('every mapping compiles, every mapping has a case, and every file belongs to one', () => {
  expect(issues.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(caseIssues(catalog.mappings, all)).toEqual([]);
  expect(all.cases.filter(({ calls }) => calls === undefined)).toEqual([]);
});

// No call may depend on where the function happens to run.
const zones = [
  { zone: 'Pacific/Kiritimati', minutes: -840 },
  { zone: 'America/St_Johns', minutes: 210 },
];

describe.each(zones)('in $zone', ({ zone, minutes }) => {
  const before = process.env['TZ'];
  beforeAll(() => {
    process.env['TZ'] = zone;
  });
  afterAll(() => {
    if (before === undefined) delete process.env['TZ'];
    else process.env['TZ'] = before;
  });

  test('the clock is there', () => {
    expect(new Date('2026-01-15T12:00:00Z').getTimezoneOffset()).toBe(minutes);
  });

  test.each(all.cases)('$mapping: $name', async (one) => {
    const tested = catalog.mappings.find(({ name }) => name === one.mapping);
    const file = sources.mappings.find(({ path }) => path === tested?.file);
    if (tested === undefined || file === undefined) throw new Error(`${one.mapping} does not compile`);
    const result = await runCase(one, { tested, file, catalog });
    expect(result).toMatchObject({ passed: true, differences: [], issues: [] });
  });
});
