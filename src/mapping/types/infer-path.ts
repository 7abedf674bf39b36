import { minorUnits } from '../functions/exact-money.ts';
import type { Ast } from '../language/ast.ts';
import {
  asList,
  type Inferred,
  isList,
  isOpaque,
  isSurelyList,
  itemOf,
  mayHoldNothing,
  ofShape,
  ofType,
  oneByOne,
  unknown,
} from './inferred.ts';
import { fieldOf, isInList, isTextMap, pathTo } from './shape.ts';
import { oneLanguage, wholeObject } from './slips.ts';
import { type Scope, type Walk, within } from './walk.ts';

/** What a path gives: each step is looked at for each item of the step before. */
export function pathOf(node: Ast, context: Inferred, scope: Scope, walk: Walk): Inferred {
  const inside = within(scope);
  const steps = node.steps ?? [];
  let at = context;
  const isJoined = steps.some(({ tuple }) => tuple === true);
  for (const [index, step] of steps.entries())
    at = stepOf(step, at, index, { scope: inside, walk, isJoined });
  const keepsList =
    steps.some(({ keepArray }) => keepArray === true) || 'keepSingletonArray' in node || node.keepArray;
  if (keepsList === true) return { ...asList(at), isKept: at.many !== undefined || isJoined };
  // Where something goes along with the items, they come out one by one, whatever list they were in.
  return isJoined && isList(at) ? { ...spread(itemOf(at), at), mayBeAbsent: mayHoldNothing(at) } : at;
}

/** Names that count items: of a step, and of what is done to it. */
function namesOf({ index, stages = [] }: Ast): readonly string[] {
  const names = [index, ...stages.map(({ type, value }) => type === 'index' && value)];
  return names.filter((name) => typeof name === 'string');
}

function stepOf(
  step: Ast,
  before: Inferred,
  index: number,
  { scope, walk, isJoined = false }: Surroundings,
): Inferred {
  if (step.type === 'sort') {
    for (const { expression } of step.terms ?? []) walk.visit(expression, itemOf(before), scope);
    // Sorting gives the items one by one again.
    return filtered(step.stages, spread(itemOf(before), before), { scope, walk });
  }
  const begins = index === 0 && step.type !== 'name';
  const isMade = step.type === 'unary' && step.value === '[';
  const looked = foundBy(step, before, begins, { scope, walk });
  // What a list is made of comes out item by item where names are carried along.
  const found = !isMade ? looked : isJoined ? oneByOne(itemOf(looked), 'perhaps') : asList(looked);
  const inherited = !isMade && !begins && (isList(before) || isOpaque(before));
  // A join, @ or #, gives the item or its number a name; after @, the next step is taken from where this one was.
  const joined = step.focus !== undefined;
  if (step.focus !== undefined) scope.set(step.focus, itemOf(found));
  for (const name of namesOf(step)) scope.set(name, ofType('number'));
  const context = joined ? itemOf(before) : undefined;
  const result = filtered(step.stages, found, { scope, walk, inherited, context });
  if (!joined) return result;
  const isFiltered = step.stages?.some(({ expr }) => expr !== undefined) === true;
  return { ...oneByOne(itemOf(before), isFiltered ? 'perhaps' : 'surely'), mayBeAbsent: result.mayBeAbsent };
}

function foundBy(step: Ast, before: Inferred, begins: boolean, { scope, walk }: Surroundings): Inferred {
  if (step.type === 'name') return fieldOfPath(step, before, scope, walk);
  const result = walk.visit(step, begins ? before : itemOf(before), scope);
  if (begins) return result;
  // What "[]" said of a list in the step is lost where the path takes it apart.
  return spread(result.isKept === true ? oneByOne(itemOf(result), 'surely') : result, before);
}

/** The field of that name, of each item where the context is a list. Tells whether it is there. */
export function fieldOfPath(node: Ast, context: Inferred, scope: Scope, { inference }: Walk): Inferred {
  const name = String(node.value);
  const { shape, made } = context;
  if (made !== undefined) {
    const field = made.fields.get(name);
    const isMissing = field === undefined && made.complete;
    inference.onField(
      node,
      isMissing ? { name, parent: undefined, known: [...made.fields.keys()] } : undefined,
    );
    return spread(field?.value ?? unknown, context);
  }
  const amount = minorUnits.includes(name) ? 'minor' : undefined;
  const found = shape === undefined ? undefined : fieldOf(shape, name);
  if (shape === undefined || found === undefined || found.status === 'open') {
    inference.onField(node, undefined, shape === undefined ? undefined : pathTo(shape, name));
    return spread({ amount }, context);
  }
  if (found.status === 'missing') {
    inference.onField(node, { name, parent: shape, known: found.known });
    return { mayBeAbsent: true };
  }
  inference.onField(node, undefined, found.shape.path);
  if (isTextMap(shape) && /^[a-z]{2,3}([-_].+)?$/.test(name))
    inference.onSlip(node, oneLanguage(shape, name));
  const { mayBeAbsent } = found;
  // What a list has somewhere need not be in each of its items.
  if (scope.isPresent(found.shape.path) && !isList(context) && !isInList(shape))
    return { ...ofShape(found.shape), amount };
  return spread({ ...ofShape(found.shape), mayBeAbsent, amount }, context);
}

/** What is looked up in each item of a list comes out as one sequence, lists in it flattened. */
function spread(value: Inferred, context: Inferred): Inferred {
  const mayBeAbsent = value.mayBeAbsent === true || mayHoldNothing(context);
  if (!isList(context) && !isOpaque(context)) return { ...value, mayBeAbsent };
  const many = isSurelyList(context) ? 'surely' : 'perhaps';
  return { ...oneByOne(itemOf(value), many), mayBeAbsent };
}

interface Surroundings {
  readonly scope: Scope;
  readonly walk: Walk;
  /** Whether the path carries names from item to item. */
  readonly isJoined?: boolean;
  /** Whether the filter is applied for each item of a list, not to one value. */
  readonly inherited?: boolean;
  /** What names in a filter are looked up in, where it is not the item. */
  readonly context?: Inferred | undefined;
}

/** What filters leave of a value: a number takes one item, anything else keeps the items for which it holds. */
export function filtered(
  stages: readonly Ast[] | undefined,
  value: Inferred,
  surroundings: Surroundings,
): Inferred {
  const filters = (stages ?? []).flatMap(({ expr }) => expr ?? []);
  return filters.reduce((at, filter) => leftBy(filter, at, surroundings), value);
}

function leftBy(
  filter: Ast,
  value: Inferred,
  { scope, walk, inherited = false, context }: Surroundings,
): Inferred {
  const item = itemOf(value);
  const { types } = walk.visit(filter, context ?? item, scope);
  if (types?.size === 1 && types.has('number')) {
    const left = inherited ? oneByOne(item, value.many ?? 'perhaps') : item;
    return { ...left, mayBeAbsent: mayHoldNothing(value) };
  }
  const keepsAll =
    types !== undefined && types.size > 0 && !['number', 'boolean', 'array'].some((type) => types.has(type));
  // Of a list it keeps those that have something there, which may be meant; a text is always something.
  if (keepsAll && (!isList(value) || filter.type === 'string'))
    walk.inference.onSlip(filter, wholeObject(filter));
  const left = isList(value) || isOpaque(value) ? oneByOne(item, 'perhaps') : value;
  return { ...left, mayBeAbsent: true };
}
