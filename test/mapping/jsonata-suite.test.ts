import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import { compileExpression } from '../../src/mapping/expression/expression.ts';
import { hasSuite, inputOf, type SuiteCase, suiteGroups } from './jsonata-suite-cases.ts';
import { type Difference, differenceOf } from './jsonata-suite-differences.ts';

const tooLong = 'it takes too long';

type Outcome = { readonly value: unknown } | { readonly issue: string };

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

const all = [...suiteGroups.values()].flat();

describe.skipIf(!hasSuite)(
  hasSuite
    ? `the suite of JSONata: ${all.length} cases, of which ${differenceOf.size} differ on purpose`
    : 'the suite of JSONata, which is not beside the repository',
  () => {
    test.each([...suiteGroups.keys()])('%s', async (group) => {
      const unlike: object[] = [];
      for (const one of suiteGroups.get(group) ?? []) {
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
