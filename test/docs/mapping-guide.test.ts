import { describe, expect, it } from 'vitest';
import { withFunctions } from '../../src/cli/docs/functions-section.ts';
import { isOff } from '../../src/cli/is-off.ts';
import { functions } from '../../src/mapping/functions.ts';
import { evaluationLimits, longestText, mappingLimit } from '../../src/mapping/language/limits.ts';
import { issueRecords } from '../../src/report/issue-codes.ts';
import { builtProject } from '../built-project.ts';
import { rowsBelow, textOf } from './pages.ts';

describe('mappings/README.md', () => {
  it('leaves it to their own page what issue codes mean', () => {
    const [, section = ''] = textOf('mappings/README.md').split('\n## Issue codes\n');
    expect(section).toContain('](docs/issue-codes.md)');
    const told = issueRecords.filter(({ cause, mend }) => section.includes(cause) || section.includes(mend));
    expect(told).toEqual([]);
  });

  it('describes the functions as their records do (npm run docs)', () => {
    const page = withFunctions(textOf('mappings/README.md'), functions);
    expect(page).toBe(textOf('mappings/README.md'));
  });

  it('names the messages that each mapping of customers listens to, and those that are off', async () => {
    const rows = rowsBelow('mappings/README.md', 'What is sent for customers');
    const told = rows.map(([, messages = '', mapping = '', note = '']) => {
      const types = [...messages.matchAll(/`(\w+)`/g)].map(([, type]) => type);
      return `${/^\[([^\]]+)\]/.exec(mapping)?.[1]}: ${types.join(', ')}${note.startsWith('off;') ? ', off' : ''}`;
    });
    const { catalog } = await builtProject();
    const real = catalog.mappings.map(
      ({ name, on, file }) => `${name}: ${on.join(', ')}${isOff(textOf(file)) ? ', off' : ''}`,
    );
    expect(told.length).toBeGreaterThan(10);
    const wrong = told.filter((one) => !real.includes(one));
    expect(
      wrong,
      'no mapping is so: change the row in mappings/README.md, below "What is sent for customers"',
    ).toEqual([]);
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
