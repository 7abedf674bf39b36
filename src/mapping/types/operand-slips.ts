import type { Trouble } from '../expression/expression-trouble.ts';
import { joinOrConvert } from '../expression/syntax-words.ts';
import type { Ast } from '../language/ast.ts';
import { type Inferred, isList } from './inferred.ts';
import { typeWords } from './type-words.ts';
import { valueSlips } from './value-slips.ts';
import type { OnLook, OnSlip } from './walk.ts';

/** Tells of operators whose operands cannot go together, whatever a delivery holds. */
export function operandSlips(
  node: Ast,
  left: Inferred,
  right: Inferred,
  {
    onSlip,
    onLook,
    isAsked,
  }: {
    readonly onSlip: OnSlip;
    readonly onLook: OnLook;
    /** Whether the expression asks elsewhere if that is there. */
    readonly isAsked: (side: Ast) => boolean;
  },
): void {
  const operator = String(node.value);
  if (/^(?:[-+*/%]|\.\.)$/.test(operator))
    onLook(
      node,
      noNumber(`the left side of "${operator}"`, left) ??
        noNumber(`the right side of "${operator}"`, right) ??
        severalAtOnce(left) ??
        severalAtOnce(right),
    );
  else if (/^[<>]=?$/.test(operator))
    onLook(node, noOrder(operator, left, right) ?? severalAtOnce(left) ?? severalAtOnce(right));
  else if (/^!?=$/.test(operator))
    onLook(
      node,
      equalToNull(node, left, right) ??
        neverEqual(left, right) ??
        oneOfMany(left, right) ??
        unequalToNothing(node, left, right, isAsked),
    );
  valueSlips(node, left, right, onLook);
  if (operator !== 'and' && operator !== 'or') return;
  for (const side of [node.lhs, node.rhs] as Ast[])
    if (side.type === 'string' && side.value !== '') onSlip(side, alwaysTrue(String(side.value), operator));
}

/** What is wrong with a value that is calculated with, where it can be no number. */
export function noNumber(where: string, { types, amount }: Inferred): Trouble | undefined {
  if (types === undefined || types.size === 0 || types.has('number')) return undefined;
  const message = `${where} must be a number, but this is ${typeWords(types)}`;
  const hint = types.has('string')
    ? joinOrConvert
    : types.has('object')
      ? 'take one of its fields; with amounts of money $sumMoney, $subtractMoney and $multiplyMoney calculate'
      : types.has('array') && amount === undefined
        ? 'take one of its items, such as the first with […][0], or write $sum(…) or $count(…)'
        : 'make a number of it with $number(…)';
  return { code: 'expression-failed', message, hint };
}

/** Items of a list where one value belongs: several of them fail when a delivery comes. */
export function severalAtOnce({ many }: Inferred): Trouble | undefined {
  if (many !== 'surely') return undefined;
  return {
    code: 'one-or-many',
    severity: 'warning',
    message: 'a list stands where one value belongs: with several items, the whole delivery is refused',
    hint: 'to do it for each of them, write list.(…), and around it $sum(…) or $join(…); for one of them, (…)[0]',
  };
}

function noOrder(operator: string, left: Inferred, right: Inferred): Trouble | undefined {
  const comparable = ({ types }: Inferred) =>
    types === undefined || types.size === 0
      ? undefined
      : ['number', 'string'].filter((type) => types.has(type));
  const [one, other] = [comparable(left), comparable(right)];
  const wrong = one?.length === 0 ? left : other?.length === 0 ? right : undefined;
  const isMixed = one !== undefined && other !== undefined && !one.some((type) => other.includes(type));
  if (wrong === undefined && !isMixed) return undefined;
  const found = wrong === undefined ? 'not one of each' : `not ${typeWords(wrong.types ?? [])}`;
  const message = `"${operator}" can compare two numbers or two texts, ${found}`;
  const hint =
    wrong?.types?.has('array') === true
      ? 'write $count(…) for how many there are'
      : 'dates are texts in quotes, such as "2026-03-02"; make a number of a text with $number(…)';
  return { code: 'expression-failed', message, hint };
}

/**
 * A field is never null where an expression is evaluated; a value of the mapping's own may be. `!=` is true of what is there,
 * and false of what is not, as it is meant.
 */
function equalToNull({ value, lhs, rhs }: Ast, left: Inferred, right: Inferred): Trouble | undefined {
  if (left.types?.size === 0 && right.types?.size === 0) return undefined;
  const sides = [lhs, rhs] as readonly Ast[];
  const isField = (one: Ast) => (one.steps?.[0] ?? one).type === 'name';
  const isNull = (one: Ast) => one.type === 'value' && one.value === null;
  if (value !== '=' || !sides.some(isNull) || !sides.some(isField)) return undefined;
  return {
    code: 'constant-condition',
    severity: 'warning',
    message: 'a field that comes as null counts as absent: this is always false',
    hint: 'write $not($exists(…))',
  };
}

/** Of two types that have nothing in common, `=` is always false, and nobody is told when a delivery comes. */
function neverEqual(left: Inferred, right: Inferred): Trouble | undefined {
  const [one, other] = [[...(left.types ?? [])], [...(right.types ?? [])]];
  if (one.length === 0 || other.length === 0 || one.some((type) => other.includes(type))) return undefined;
  const has = (type: string) => [one, other].some((types) => types.includes(type));
  const hint = has('array')
    ? 'whether it is one of several is asked by a in ["x", "y"]'
    : has('object')
      ? 'compare one of its fields'
      : 'true, false and numbers are written without quotes; make text of something with $string(…)';
  const message = `${typeWords(one)} is never equal to ${typeWords(other)}`;
  return { code: 'constant-condition', severity: 'warning', message, hint };
}

/** Items of a list are equal to one value only as long as there is one of them. */
function oneOfMany(left: Inferred, right: Inferred): Trouble | undefined {
  if (![left, right].some(({ many }) => many === 'surely') || isList(left) === isList(right))
    return undefined;
  return {
    code: 'one-or-many',
    severity: 'warning',
    message: 'a list is compared with one value: it is equal to it only where it has one item',
    hint: 'whether it is among the items is asked by "x" in …; for one of them, write (…)[0]',
  };
}

/**
 * `isMember != true` is false of whom it is not said, where all who are no members may be meant, and nobody is told. Not of `!= ""`,
 * which asks for a text, nor where the expression asks whether it is there.
 */
function unequalToNothing(
  { value, lhs, rhs }: Ast,
  left: Inferred,
  right: Inferred,
  isAsked: (side: Ast) => boolean,
): Trouble | undefined {
  if (value !== '!=') return undefined;
  const sides = [
    { side: lhs as Ast, inferred: left, other: rhs as Ast },
    { side: rhs as Ast, inferred: right, other: lhs as Ast },
  ];
  const found = sides.find(({ inferred, other }) => inferred.mayBeAbsent === true && isWritten(other));
  if (found === undefined || isAsked(found.side)) return undefined;
  const written = JSON.stringify(found.other.value);
  return {
    code: 'may-be-nothing',
    severity: 'warning',
    message: 'there may be nothing to compare here: then "!=" is false, as "=" is',
    hint: `to have it true then, write $not(… = ${written}); to have it false, $default(…, ${written}) != ${written}`,
  };
}

function isWritten({ type, value }: Ast): boolean {
  return (type === 'string' && value !== '') || type === 'number' || typeof value === 'boolean';
}

function alwaysTrue(text: string, operator: string): Trouble {
  const message = `"${text}" alone counts as true here, whatever the delivery holds`;
  const hint = `compare it, too: a = "x" ${operator} a = "y", or a in ["x", "y"]; for a text that stands in, write $default(a, "y")`;
  return { code: 'constant-condition', severity: 'warning', message, hint };
}
