import type { Ast } from '../language/ast.ts';
import { arityOf } from '../language/signature.ts';
import { argumentSlips } from './argument-slips.ts';
import {
  asList,
  type Inferred,
  isList,
  isOpaque,
  isSurelyList,
  itemOf,
  mayHoldNothing,
  ofType,
  oneByOne,
  oneOf,
  unknown,
} from './inferred.ts';
import { summed } from './money-slips.ts';
import { noFunction } from './slips.ts';
import { textSlips } from './text-slips.ts';
import type { KnownFunction, Scope, Walk } from './walk.ts';

interface Surroundings {
  readonly context: Inferred;
  readonly scope: Scope;
  readonly walk: Walk;
}

/** What a call gives; `piped` is what `~>`, or a function that calls it, hands over before its own arguments. */
export function callOf(
  node: Ast,
  piped: readonly Inferred[],
  { context, scope, walk }: Surroundings,
): Inferred {
  const own = (node.arguments ?? []).map((argument) =>
    argument.type === 'operator' ? unknown : walk.visit(argument, context, scope),
  );
  const given = [...piped, ...own];
  const { procedure } = node;
  if (procedure?.type !== 'variable') {
    const called = walk.visit(procedure, context, scope);
    if (
      procedure !== undefined &&
      called.run === undefined &&
      called.types !== undefined &&
      called.types.size > 0
    )
      walk.inference.onLook(procedure, noFunction());
    return node.type === 'partial' ? { run: () => unknown } : (called.run?.(given) ?? unknown);
  }
  if (node.type === 'partial') return { run: () => unknown };
  const name = String(procedure.value);
  const ofOwn = scope.get(name);
  if (ofOwn !== undefined) return ofOwn.run?.(given) ?? unknown;
  const record = walk.inference.functionOf(name);
  if (record !== undefined) argumentSlips({ node, record, given, context }, walk.inference.onLook);
  if (piped.length === 0) textSlips(name, node.arguments ?? [], walk.inference.onSlip);
  const special = Object.hasOwn(specials, name) ? specials[name] : undefined;
  if (special !== undefined) return special(given, { node, walk });
  return record === undefined ? unknown : general(record, given);
}

/** By what its record says: the result is like an argument, or has the type that the signature names. */
function general(
  { signature, resultLike, exactDecimal, leavesOutAbsent }: KnownFunction,
  given: readonly Inferred[],
): Inferred {
  // A function that is given to this one may be called with anything, whatever it is given elsewhere.
  for (const { run } of given) run?.([]);
  const [first = unknown] = given;
  if (resultLike !== undefined) {
    const model = given[resultLike.argument] ?? unknown;
    const standIn = resultLike.or === undefined ? undefined : (given[resultLike.or] ?? unknown);
    if (standIn !== undefined) {
      const mayBeAbsent = model.mayBeAbsent === true && standIn.mayBeAbsent === true;
      return { ...oneOf([model, standIn]), mayBeAbsent };
    }
    const mayBeAbsent = leavesOutAbsent === true ? mayHaveNone(model) : true;
    return resultLike.item ? { ...itemOf(model), mayBeAbsent } : model;
  }
  const { returns } = arityOf(signature);
  const amount = exactDecimal === true ? 'decimal' : undefined;
  const result: Inferred = returns === undefined ? unknown : ofType(returns);
  const mayBeAbsent = leavesOutAbsent === true ? mayHaveNone(first) : first.mayBeAbsent;
  return { ...result, amount, mayBeAbsent };
}

type Special = (given: readonly Inferred[], at: { readonly node: Ast; readonly walk: Walk }) => Inferred;

/** JSONata's functions whose result, or whose function argument, depends on what they are given. */
const specials: Readonly<Record<string, Special>> = {
  map: ([list = unknown, each]) => {
    const result = each?.run?.([itemOf(list), ofType('number'), list]) ?? unknown;
    return isList(list) || isOpaque(list)
      ? sequence(result, list)
      : { ...result, mayBeAbsent: list.mayBeAbsent };
  },
  filter: ([list = unknown, each]) => {
    each?.run?.([itemOf(list), ofType('number'), list]);
    return { ...oneByOne(itemOf(list), 'perhaps'), mayBeAbsent: true };
  },
  single: ([list = unknown, each]) => {
    each?.run?.([itemOf(list), ofType('number'), list]);
    return itemOf(list);
  },
  sort: ([list = unknown, each]) => {
    each?.run?.([itemOf(list), itemOf(list)]);
    return asList(list);
  },
  reduce: ([list = unknown, each, first]) => {
    const begun = first === undefined ? unknown : { types: first.types, amount: first.amount };
    const result = each?.run?.([begun, itemOf(list), ofType('number'), asList(list)]) ?? unknown;
    // Where nothing is there to be put together, it gives what it begins with, or the only item.
    const begins = first === undefined ? [itemOf(list)] : first.mayBeAbsent ? [first, itemOf(list)] : [first];
    const { types } = oneOf([...begins, result]);
    return { types, amount: result.amount };
  },
  each: ([, each]) => {
    each?.run?.([unknown, ofType('string'), unknown]);
    return unknown;
  },
  sift: ([, each]) => {
    each?.run?.([unknown, ofType('string'), unknown]);
    return ofType('object');
  },
  append: ([first = unknown, second = unknown]) => {
    const { shape, made, types } = oneOf([first, second].map(itemOf));
    return oneByOne({ shape, made, types }, 'perhaps');
  },
  // Where all are equal, the one that is left comes without what "[]" said of them.
  distinct: ([list = unknown], { node }) =>
    node.arguments?.[0]?.keepSingletonArray === true
      ? { ...oneByOne(itemOf(list), 'surely'), mayBeAbsent: list.mayBeAbsent }
      : list,
  reverse: ([list = unknown]) => asList(list),
  clone: ([value = unknown]) => value,
  // One key, or one match, comes as itself and not as a list of one.
  keys: ([value = unknown]) => ({ types: new Set(['array', 'string']), mayBeAbsent: value.mayBeAbsent }),
  match: () => ({ types: new Set(['array', 'object']), mayBeAbsent: true }),
  spread: () => unknown,
  lookup: () => unknown,
  zip: () => ofType('array'),
  merge: () => ofType('object'),
  count: () => ofType('number'),
  exists: () => ofType('boolean'),
  sum: ([list = unknown], { node, walk }) => summed(node, list, walk.inference.onSlip),
  average: ([list = unknown], { node, walk }) => ({
    ...summed(node, list, walk.inference.onSlip),
    mayBeAbsent: mayHaveNone(list),
  }),
  max: ([list = unknown]) => ({ ...number(list), mayBeAbsent: mayHaveNone(list) }),
  min: ([list = unknown]) => ({ ...number(list), mayBeAbsent: mayHaveNone(list) }),
  abs: ([value = unknown]) => number(value),
  number: ([value = unknown]) => number(value),
};

/** Whether there may be no list, or one in which nothing is. */
function mayHaveNone(list: Inferred): boolean | undefined {
  return list.mayBeEmpty === true || mayHoldNothing(list);
}

function number({ amount, mayBeAbsent }: Inferred): Inferred {
  return { ...ofType('number'), amount, mayBeAbsent };
}

function sequence(result: Inferred, list: Inferred): Inferred {
  const many = isSurelyList(list) ? 'surely' : 'perhaps';
  return { ...oneByOne(itemOf(result), many), mayBeAbsent: mayHoldNothing(list) };
}
