import type { Trouble } from '../expression/expression-trouble.ts';
import type { Ast } from '../language/ast.ts';
import { type Inferred, ofType } from './inferred.ts';
import type { OnSlip } from './walk.ts';

/** What an arithmetic operator makes of amounts of money; tells where the result is not exact. */
export function calculated(node: Ast, left: Inferred, right: Inferred, onSlip: OnSlip): Inferred['amount'] {
  const operator = String(node.value);
  if (operator === '/' && left.amount === 'minor') {
    if (isPowerOfTen(node.rhs as Ast)) onSlip(node, divided);
    return undefined;
  }
  if (operator === '*' && isFraction(node, left, right)) onSlip(node, divided);
  else if (left.amount === 'decimal' || right.amount === 'decimal') {
    if (operator !== '%') onSlip(node, inexact('calculating with decimal amounts'), 'round');
  } else if (operator !== '/' && operator !== '%') return left.amount ?? right.amount;
  return undefined;
}

/** What $sum and $average make of amounts. */
export function summed(node: Ast, list: Inferred, onSlip: OnSlip): Inferred {
  if (list.amount === 'decimal') onSlip(node, inexact('adding decimal amounts'), 'round');
  const amount = list.amount === 'minor' ? 'minor' : undefined;
  return { ...ofType('number'), amount, mayBeAbsent: list.mayBeAbsent };
}

/** 10, 100, 1000 or $power(10, …): a step from minor units to whole ones. */
function isPowerOfTen({ type, value, procedure, expressions }: Ast): boolean {
  if (type === 'block') return expressions?.length === 1 && expressions.every(isPowerOfTen);
  if (type === 'function') return procedure?.value === 'power';
  return type === 'number' && /^10+$/.test(String(value));
}

function isFraction(node: Ast, left: Inferred, right: Inferred): boolean {
  const [factor, amount] = left.amount === 'minor' ? [node.rhs as Ast, left] : [node.lhs as Ast, right];
  return amount.amount === 'minor' && factor.type === 'number' && !Number.isInteger(factor.value);
}

const divided: Trouble = {
  code: 'inexact-amount',
  severity: 'warning',
  message: 'this is not the amount: not every currency has two digits, and a precise amount has more',
  hint: 'write $money(…) around the whole money object, or around a sum of them: $money($sumMoney(…))',
};

function inexact(what: string): Trouble {
  const message = `${what} gives numbers such as 19.990000000000002`;
  const hint =
    'calculate with the money objects, by $sumMoney, $subtractMoney or $multiplyMoney, and write $money(…) around the result, or round it with $round(…, 2)';
  return { code: 'inexact-amount', severity: 'warning', message, hint };
}
