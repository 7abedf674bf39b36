import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { decodeDelivery } from '../src/commercetools/decode.ts';
import { buildCatalog } from '../src/mapping/build-catalog.ts';
import type { CatalogSources } from '../src/mapping/catalog.ts';
import { readProjectFiles } from '../src/node/project-files.ts';
import { mapDelivery } from '../src/pipeline.ts';
import { formatIssues } from '../src/report/format.ts';
import { type Issue, issueCodes } from '../src/report/issue.ts';
import { issueRecords } from '../src/report/issue-codes.ts';
import type { IssueStage } from '../src/report/issue-record.ts';

/** Wrong mappings, one folder for each code, and beside each the exact words that its author sees. */
const folder = new URL('issues/', import.meta.url);
const codes = readdirSync(folder);
const cases = codes.flatMap((code) =>
  readdirSync(new URL(`${code}/`, folder))
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => ({ code, name: name.replace('.yaml', '') })),
);

/** Codes whose trouble is not in a mapping; each has its own test. */
const elsewhere = ['file-name', 'schema-invalid', 'input-invalid', 'no-test-case', 'case-unreadable'];

const delivery = JSON.parse(
  readFileSync(new URL('mappings/customer.created/rich.delivery.json', import.meta.url), 'utf8'),
);

/** Values that no issue may show. */
const values: readonly string[] =
  JSON.stringify(delivery.customer.addresses).match(/(?<=:")[^"]{6,}(?=")/g) ?? [];

/** An issue of which its code's record says something else. */
const wrongly = (stage: IssueStage) => (issue: Issue) => {
  const record = issueRecords.find(({ code }) => code === issue.code);
  const isSo = record?.met.includes(stage) && ['either', issue.severity].includes(record.severity);
  return isSo ? [] : [{ stage, ...issue }];
};

describe('a wrong mapping', () => {
  let sources: CatalogSources;
  beforeAll(async () => {
    sources = await readProjectFiles();
  });

  /** What is said about a mapping when it is loaded and, if it loads, when the rich delivery is mapped. */
  async function issuesOf(text: string): Promise<Readonly<Record<'files' | 'delivery', readonly Issue[]>>> {
    const { catalog, issues } = buildCatalog({
      ...sources,
      mappings: [{ path: 'mappings/case.yaml', text }],
    });
    const decoded = decodeDelivery(delivery);
    if (!decoded.ok || issues.some(({ severity }) => severity === 'error'))
      return { files: issues, delivery: [] };
    const mapped = await mapDelivery(decoded.value, catalog);
    return { files: issues, delivery: mapped.status === 'failed' ? (mapped.failure.issues ?? []) : [] };
  }

  it.each(cases)('$code: $name', async ({ code, name }) => {
    const text = readFileSync(new URL(`${code}/${name}.yaml`, folder), 'utf8');
    const { files, delivery: mapped } = await issuesOf(text);
    const issues = [...files, ...mapped];
    expect([...files.flatMap(wrongly('files')), ...mapped.flatMap(wrongly('delivery'))]).toEqual([]);
    expect(issues.map((issue) => issue.code)).toContain(code);
    for (const issue of issues) {
      expect(issue.place?.file).toBe('mappings/case.yaml');
      expect(issue.hint).toBeTruthy();
    }
    expect(values.filter((value) => JSON.stringify(issues).includes(value))).toEqual([]);
    const shown = formatIssues(issues, { colour: false, textOf: () => text });
    await expect(`${shown}\n`).toMatchFileSnapshot(`issues/${code}/${name}.txt`);
  });

  it('is shown for every code that a mapping can have', () => {
    const testing = issueCodes.filter((code) => /^(snapshot|variant|fetched|engines)-/.test(code));
    expect([...codes, ...elsewhere, ...testing].sort()).toEqual([...issueCodes].sort());
  });

  it.each(['description: A.\ron: CustomerCreated\r', '# A note.\rdescription: A.\r'])(
    'with line ends of old Macs is told so: %j',
    async (text) => {
      const { files } = await issuesOf(text);
      expect(files).toMatchObject([
        { code: 'yaml-syntax', message: expect.stringContaining('old Macs'), place: { line: 1 } },
      ]);
    },
  );

  it('a schema that is no JSON, or no schema, is an issue of its file', () => {
    const broken = (text: string) =>
      buildCatalog({ ...sources, grammar: { path: 'schemas/x.json', text } }).issues[0];
    expect(broken('{')).toMatchObject({ code: 'schema-invalid', place: { file: 'schemas/x.json' } });
    expect(broken('{"type":"nonsense"}')).toMatchObject({ code: 'schema-invalid' });
  });
});
