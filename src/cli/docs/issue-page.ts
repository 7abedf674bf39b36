import type { SourceFile } from '../../mapping/catalog.ts';
import { issueRecords } from '../../report/issue-codes.ts';
import type { IssueRecord } from '../../report/issue-record.ts';
import { docsFolder, fenced, type Page, pageOf } from './page.ts';

/** A wrong file and the words that its author sees. */
export interface IssueExample {
  readonly code: string;
  readonly mapping: SourceFile;
  readonly words: string;
}

const stages: Readonly<Record<IssueRecord['met'][number], string>> = {
  files: 'by `npm run mapper -- check`, and before a deployment serves',
  delivery: 'when a delivery is mapped',
  cases: 'by `npm run mapper -- check` and `npm run mapper -- test`',
};

/** The page of all issue codes: what each means, what to do, and the words that are seen. */
export function issuePage(examples: readonly IssueExample[]): Page {
  return pageOf(`${docsFolder}issue-codes.md`, [
    '# Issue codes',
    'What can be wrong with mappings, schemas, deliveries and test cases, and what to do about it. [All mappings](README.md) · [The guide](../README.md)',
    issueRecords.map(({ code }) => `[${code}](#${code})`).join(' · '),
    ...issueRecords.flatMap((record) =>
      section(
        record,
        examples.find(({ code }) => code === record.code),
      ),
    ),
  ]);
}

function section(
  { code, met, severity, cause, mend }: IssueRecord,
  example: IssueExample | undefined,
): readonly string[] {
  const found = met.map((stage) => stages[stage]).join('; ');
  const warning = severity === 'warning' ? ' It is a warning, and stops nothing.' : '';
  return [
    `## ${code}`,
    `${cause}${warning}`,
    `- **What to do:** ${mend}\n- **Found:** ${found}.`,
    ...(example === undefined ? [] : [fenced('yaml', example.mapping.text), fenced('text', example.words)]),
  ];
}
