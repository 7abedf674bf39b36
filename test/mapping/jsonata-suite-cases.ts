import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** A case of the language's own suite: https://github.com/jsonata-js/jsonata/tree/master/test/test-suite */
export interface SuiteCase {
  readonly id: string;
  readonly expr: string;
  readonly dataset?: string | null;
  readonly data?: unknown;
  readonly bindings?: Readonly<Record<string, unknown>>;
  readonly result?: unknown;
  readonly undefinedResult?: boolean;
  readonly code?: string;
  readonly error?: { readonly code?: string };
}

const suite = new URL('../../../shared/data/jsonata-test-suite/', import.meta.url);
const readText = (path: string) => readFileSync(new URL(path, suite), 'utf8');

/** Whether the suite is beside the repository. */
export const hasSuite = existsSync(suite);

/** Its cases by their groups; none where it is not there. */
export const suiteGroups: ReadonlyMap<string, readonly SuiteCase[]> = new Map(
  (hasSuite ? readdirSync(new URL('groups/', suite)).sort() : []).map((group) => [group, casesOf(group)]),
);

function casesOf(group: string): readonly SuiteCase[] {
  const files = readdirSync(new URL(`groups/${group}/`, suite)).filter((file) => file.endsWith('.json'));
  return files.flatMap((file) => {
    const content: unknown = JSON.parse(readText(`groups/${group}/${file}`));
    const id = `${group}/${file.replace(/\.json$/, '')}`;
    const list = (Array.isArray(content) ? content : [content]) as Record<string, unknown>[];
    const several = list.length > 1;
    return list.map((raw, index) => {
      const expr = raw['expr'] ?? readText(`groups/${group}/${raw['expr-file']}`);
      return { ...raw, expr, id: several ? `${id}[${index}]` : id } as SuiteCase;
    });
  });
}

/** What a case is evaluated on. */
export function inputOf({ dataset, data }: SuiteCase): unknown {
  if (typeof dataset === 'string') return JSON.parse(readText(`datasets/${dataset}.json`));
  return dataset === null ? undefined : data;
}
