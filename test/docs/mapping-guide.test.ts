import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { withFunctions } from '../../src/cli/docs/functions-section.ts';
import { buildCatalog } from '../../src/mapping/build-catalog.ts';
import { functions } from '../../src/mapping/functions.ts';
import { evaluationLimits, longestText, mappingLimit } from '../../src/mapping/limits.ts';
import { readProjectFiles } from '../../src/node/project-files.ts';
import { issueRecords } from '../../src/report/issue-codes.ts';
import { rowsBelow, textOf } from './pages.ts';

describe('mappings/README.md', () => {
  it('has one row for each issue code, in the order of the list, with the words of its record', () => {
    const rows = rowsBelow('mappings/README.md', 'Issue codes').map(([, code, means = '', mend]) => [
      code,
      means.replace(/ \[Example\]\(\S+\)$/, ''),
      mend,
    ]);
    const told = issueRecords.map(({ code, severity, cause, mend }) => {
      const within = cause.replace(/^[A-Z](?=[a-z]* )/, (letter) => letter.toLowerCase());
      return [`\`${code}\``, severity === 'warning' ? `Warning: ${within}` : cause, mend];
    });
    expect(rows).toEqual(told);
  });

  it('links to an example of each code that has one', () => {
    const unlinked = rowsBelow('mappings/README.md', 'Issue codes').filter(([, cell = '', means = '']) => {
      const code = cell.replaceAll('`', '');
      return existsSync(`test/issues/${code}`) && !means.includes(`(../test/issues/${code}/`);
    });
    expect(unlinked).toEqual([]);
  });

  it('describes the functions as their records do (npm run docs)', () => {
    const page = withFunctions(textOf('mappings/README.md'), functions);
    expect(page).toBe(textOf('mappings/README.md'));
  });

  it('names the messages that each mapping of customers listens to', async () => {
    const rows = rowsBelow('mappings/README.md', 'What is sent for customers');
    const told = rows.map(([, messages = '', mapping = '']) => [
      /^\[([^\]]+)\]/.exec(mapping)?.[1],
      [...messages.matchAll(/`(\w+)`/g)].map(([, type]) => type),
    ]);
    const { catalog } = buildCatalog(await readProjectFiles());
    expect(told.length).toBeGreaterThan(10);
    expect(catalog.mappings.map(({ name, on }) => [name, on])).toEqual(expect.arrayContaining(told));
  });

  it('says the limits that hold', () => {
    const limits = textOf('mappings/README.md').split('\n## Limits\n')[1] ?? '';
    const { timeout, sequence, stack } = evaluationLimits;
    for (const limit of [`${timeout} ms`, sequence.toLocaleString('en'), `| ${stack} |`])
      expect(limits).toContain(limit);
    expect(limits).toContain(`${longestText.toLocaleString('en')} characters`);
    expect(limits).toContain(`${mappingLimit.work} ms`);
  });
});
