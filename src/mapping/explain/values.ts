import { isDeepStrictEqual } from 'node:util';
import type { Json } from '../catalog.ts';
import { compileExpression } from '../expression/expression.ts';
import type { StepResult } from './explanation.ts';

export function valueIn(result: StepResult | undefined): Json | undefined {
  return result?.status === 'value' ? result.value : undefined;
}

/** What JSONata takes a value for where it goes through it: none, one or several. */
export function itemsOf(value: Json | undefined): readonly Json[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

/** Whether two results are the same; a list of one is its item. */
export function sameResult(one: StepResult, other: StepResult): boolean {
  if (one.status !== other.status || one.status === 'failed') return one.status === other.status;
  return isDeepStrictEqual(itemsOf(valueIn(one)), itemsOf(valueIn(other)));
}

const truth = compileExpression({
  text: '$value ? true : false',
  placeAt: () => ({ file: '', line: 1, column: 1 }),
});

/** Whether a condition that gives this holds; the engine says. */
export async function isTrue(result: StepResult): Promise<boolean> {
  if (!truth.ok || result.status !== 'value') return false;
  const evaluation = await truth.expression.evaluate({}, { value: result.value });
  return evaluation.ok && evaluation.value === true;
}
