import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { formatIssue, formatIssues, summary } from '../../src/report/format.ts';
import { formatAnnotations } from '../../src/report/format-annotations.ts';
import type { Issue } from '../../src/report/issue.ts';

const issue: Issue = {
  code: 'unknown-field',
  severity: 'error',
  message: 'customer.adresses: no such field in CustomerCreated',
  place: { file: 'mappings/a.yaml', line: 2, column: 6 },
  hint: 'did you mean customer.addresses?',
};
const warning: Issue = { code: 'unusual-name', severity: 'warning', message: 'an unusual name' };

const caretOf = (text: string, column: number): string | undefined => {
  const place = { file: 'a', line: 1, column };
  return formatIssue({ ...issue, place }, { colour: false, textOf: () => text })
    .split('\n')
    .slice(2, 4)
    .join('\n');
};

test('place, severity, code; the sentence; the line with a caret; the hint', () => {
  const shown = formatIssues([issue, warning], { colour: false, textOf: () => 'on: X\r\n  a: customer\r\n' });
  expect(shown).toMatchInlineSnapshot(`
    "mappings/a.yaml:2:6  error  unknown-field
      customer.adresses: no such field in CustomerCreated
      2 |   a: customer
        |      ^
      hint: did you mean customer.addresses?

    warning  unusual-name
      an unusual name

    1 error, 1 warning"
  `);
});

test('colour changes nothing but the colour', () => {
  const textOf = () => 'on: X\n  a: customer\n';
  const coloured = formatIssues([issue, warning], { colour: true, textOf });
  expect(coloured).not.toBe(stripVTControlCharacters(coloured));
  expect(stripVTControlCharacters(coloured)).toBe(formatIssues([issue, warning], { colour: false, textOf }));
});

test('the caret stands below its letter behind tabs and wide letters, and in a long line', () => {
  expect(caretOf('\ta: b', 5)).toBe('  1 | \ta: b\n    | \t   ^');
  expect(caretOf('花子: b', 5)).toBe('  1 | 花子: b\n    |       ^');
  expect(caretOf(`${'a'.repeat(300)}!${'b'.repeat(300)}`, 301)).toBe(
    `  1 | ${'a'.repeat(50)}!${'b'.repeat(49)}\n    | ${' '.repeat(50)}^`,
  );
});

test('a file cannot steer the terminal', () => {
  expect(caretOf('a: \u001b[2Jb', 1)).toBe('  1 | a: \ufffd[2Jb\n    | ^');
});

test('a line that is not there is not quoted', () => {
  const place = { file: 'a', line: 9, column: 1 };
  expect(formatIssue({ ...warning, place }, { colour: false, textOf: () => 'on: X' })).toBe(
    'a:9:1  warning  unusual-name\n  an unusual name',
  );
});

test.each([
  { issues: [], says: 'no issues' },
  { issues: [issue], says: '1 error' },
  { issues: [issue, warning, issue], says: '2 errors, 1 warning' },
])('$says', ({ issues, says }) => {
  expect(summary(issues)).toBe(says);
});

test('annotations of GitHub, in which nothing ends a property or a line too early', () => {
  const place = { file: 'mappings/50%,a:b.yaml', line: 3, column: 7 };
  const wrong: Issue = { ...issue, message: 'two\r\nlines, 100%: ::error::', place, pointer: '/0/a,b:c' };
  expect(formatAnnotations([wrong, warning])).toBe(
    [
      '::error file=mappings/50%25%2Ca%3Ab.yaml,line=3,col=7,title=unknown-field::two%0D%0Alines, 100%25: ::error::%0Aat /0/a,b:c in the data%0Ahint: did you mean customer.addresses?',
      '::warning title=unusual-name::an unusual name',
    ].join('\n'),
  );
});
