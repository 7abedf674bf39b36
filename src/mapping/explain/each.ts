import type { Ast } from '../language/ast.ts';
import type { Boundary } from './boundaries.ts';
import type { Explain } from './explainer.ts';
import type { Step, StepResult } from './explanation.ts';
import type { Claim, Scope } from './scope.ts';
import { itemsOf, sameResult, valueIn } from './values.ts';

/** More items than a person reads are not told one by one. */
const mostItems = 100;

/** How far a path was read, and what that gave. */
export interface Reached {
  readonly boundary: Boundary;
  readonly claimed: Claim;
}

/** What a part of a path is explained with: what was there before it, and what is behind it. */
export interface Around extends Reached {
  readonly scope: Scope;
  readonly after: Claim;
}

/** A step of a path that is no field, for each item that it is evaluated on; none where that cannot be told. */
export async function explainEach(node: Ast, around: Around, explain: Explain): Promise<readonly Step[]> {
  const steps = await onEach(around, mostItems, (scope) => explain(node, scope, { role: 'each' }));
  return sameResult(together(steps), around.after.result) ? steps : [];
}

/** Explains a part for each item of what was there before it; all of them, or none. */
export async function onEach(
  { scope, claimed, boundary }: Around,
  most: number,
  explain: (scope: Scope) => Promise<Step | undefined>,
): Promise<readonly Step[]> {
  const items = itemsOf(valueIn(claimed.result));
  if (boundary.bindsMore || items.length > most || items.some((item) => Array.isArray(item))) return [];
  const steps: Step[] = [];
  for (const [index, input] of items.entries()) {
    const item = { index, of: items.length };
    const step = await explain({
      ...scope,
      input,
      item,
      nested: true,
      locals: localsAt(boundary, scope, index),
    });
    if (step === undefined) return [];
    steps.push(step);
  }
  return steps;
}

function localsAt({ counts }: Boundary, { locals }: Scope, index: number): Scope['locals'] {
  return counts === undefined ? locals : new Map([...locals, [counts, index] as const]);
}

/** What the results of all items come to: lists among them are taken for their items. */
function together(steps: readonly Step[]): StepResult {
  const failed = steps.find(({ result }) => result.status === 'failed');
  if (failed !== undefined) return failed.result;
  const value = steps.flatMap(({ result }) => itemsOf(valueIn(result)));
  return value.length === 0 ? { status: 'nothing' } : { status: 'value', value };
}
