import type { Ast } from './ast.ts';
import { joinOrConvert, type Trouble } from './expression-trouble.ts';
import type { Inferred } from './inferred.ts';
import type { OnSlip } from './walk.ts';

/** JSON's types in an author's words. */
export const inWords: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  boolean: 'true or false',
  object: 'a map of fields',
  array: 'a list',
};

/** Tells of operators whose operands cannot go together, whatever a delivery holds. */
export function operandSlips(node: Ast, left: Inferred, right: Inferred, onSlip: OnSlip): void {
  const operator = String(node.value);
  const trouble = /^[-+*/%]$/.test(operator)
    ? noNumber(operator, left, right)
    : /^[<>]=?$/.test(operator)
      ? noOrder(operator, left, right)
      : /^!?=$/.test(operator)
        ? (equalToNull(node) ?? neverEqual(left, right))
        : undefined;
  if (trouble !== undefined) onSlip(node, trouble);
  if (operator !== 'and' && operator !== 'or') return;
  for (const side of [node.lhs, node.rhs] as Ast[])
    if (side.type === 'string' && side.value !== '') onSlip(side, alwaysTrue(String(side.value), operator));
}

function noNumber(operator: string, left: Inferred, right: Inferred): Trouble | undefined {
  const side = isOnly(left, 'string') ? 'left' : isOnly(right, 'string') ? 'right' : undefined;
  const message = `the ${side} side of "${operator}" must be a number, but this is text`;
  return side && { code: 'expression-failed', message, hint: joinOrConvert };
}

function noOrder(operator: string, left: Inferred, right: Inferred): Trouble | undefined {
  const isMixed = ['string', 'number'].every((type) => isOnly(left, type) || isOnly(right, type));
  const other = ['boolean', 'object'].find((type) => isOnly(left, type) || isOnly(right, type));
  if (!isMixed && other === undefined) return undefined;
  const found = other === undefined ? 'not one of each' : `not ${inWords[other]}`;
  const message = `"${operator}" can compare two numbers or two texts, ${found}`;
  const hint = 'dates are texts in quotes, such as "2026-03-02"; make a number of a text with $number(…)';
  return { code: 'expression-failed', message, hint };
}

/**
 * A field is never null where an expression is evaluated; a value of the mapping's own may be. `!=` is true of what is there,
 * and false of what is not, as it is meant.
 */
function equalToNull({ value, lhs, rhs }: Ast): Trouble | undefined {
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
  const words = (types: readonly string[]) => types.map((type) => inWords[type] ?? type).join(' or ');
  const isMap = [one, other].some((types) => types.includes('object'));
  const hint = isMap
    ? 'compare one of its fields'
    : 'true, false and numbers are written without quotes; make text of something with $string(…)';
  const message = `${words(one)} is never equal to ${words(other)}`;
  return { code: 'constant-condition', severity: 'warning', message, hint };
}

function alwaysTrue(text: string, operator: string): Trouble {
  const message = `"${text}" alone counts as true here, whatever the delivery holds`;
  const hint = `compare it, too: a = "x" ${operator} a = "y", or a in ["x", "y"]; for a text that stands in, write $default(a, "y")`;
  return { code: 'constant-condition', severity: 'warning', message, hint };
}

function isOnly({ types }: Inferred, type: string): boolean {
  return types?.size === 1 && types.has(type);
}
