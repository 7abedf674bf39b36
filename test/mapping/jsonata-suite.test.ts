import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import { compileExpression } from '../../src/mapping/expression.ts';
import { type Difference, differenceOf } from './jsonata-suite-differences.ts';

/** A case of the language's own suite: https://github.com/jsonata-js/jsonata/tree/master/test/test-suite */
interface SuiteCase {
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

const tooLong = 'it takes too long';

type Outcome = { readonly value: unknown } | { readonly issue: string };

const suite = new URL('../../../shared/data/jsonata-test-suite/', import.meta.url);
const present = existsSync(suite);
const readText = (path: string) => readFileSync(new URL(path, suite), 'utf8');

function casesOf(group: string): SuiteCase[] {
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

function inputOf({ dataset, data }: SuiteCase): unknown {
  if (typeof dataset === 'string') return JSON.parse(readText(`datasets/${dataset}.json`));
  return dataset === null ? undefined : data;
}

async function run(one: SuiteCase): Promise<Outcome> {
  const compiled = compileExpression({ text: one.expr, placeAt: () => ({ file: 'f', line: 1, column: 1 }) });
  if (!compiled.ok) return { issue: compiled.issue.code };
  const evaluate = () => compiled.expression.evaluate(inputOf(one), one.bindings);
  let result = await evaluate();
  // The limit counts real time: on a machine that is busy elsewhere a case may need another try.
  for (let again = 0; again < 8 && !result.ok && result.issue.message === tooLong; again++) {
    await new Promise((done) => setTimeout(done, 200 * again));
    result = await evaluate();
  }
  return result.ok ? { value: result.value } : { issue: result.issue.code };
}

function asExpected(one: SuiteCase, outcome: Outcome): boolean {
  if ('value' in outcome) {
    const wanted = 'result' in one || one.undefinedResult === true;
    return wanted && isDeepStrictEqual(outcome.value, one.result);
  }
  const code = one.code ?? one.error?.code;
  if (code === undefined) return one.error !== undefined;
  return code.startsWith('S') ? outcome.issue === 'expression-syntax' : outcome.issue !== 'expression-syntax';
}

function asListed({ issue, timed }: Difference, one: SuiteCase, outcome: Outcome): boolean {
  if (asExpected(one, outcome)) return timed === true;
  return 'issue' in outcome ? outcome.issue === issue : issue === undefined;
}

const groups = present ? readdirSync(new URL('groups/', suite)).sort() : [];
const cases = new Map(groups.map((group) => [group, casesOf(group)]));
const all = [...cases.values()].flat();

describe.skipIf(!present)(
  present
    ? `the suite of JSONata: ${all.length} cases, of which ${differenceOf.size} differ on purpose`
    : 'the suite of JSONata, which is not beside the repository',
  () => {
    test.each(groups)('%s', async (group) => {
      const unlike: object[] = [];
      for (const one of cases.get(group) ?? []) {
        const outcome = await run(one);
        const difference = differenceOf.get(one.id);
        const fine = difference ? asListed(difference, one, outcome) : asExpected(one, outcome);
        if (!fine) unlike.push({ id: one.id, expr: one.expr, outcome, difference: difference?.reason });
      }
      expect(unlike).toEqual([]);
    });

    test('has all its cases, and each difference on the list is one of them', () => {
      const ids = new Set(all.map(({ id }) => id));
      expect([...differenceOf.keys()].filter((id) => !ids.has(id))).toEqual([]);
      expect(all).toHaveLength(1_686);
      expect(all.filter((one) => 'result' in one)).toHaveLength(1_289);
      expect(all.filter((one) => one.undefinedResult)).toHaveLength(109);
    });
  },
);
