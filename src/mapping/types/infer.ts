import { type Ast, allNodes, nodesIn } from '../language/ast.ts';
import { askedIn, isAskedIn } from './guards.ts';
import { callOf } from './infer-call.ts';
import { fieldOfPath, filtered, pathOf } from './infer-path.ts';
import {
  type Inferred,
  itemOf,
  type Made,
  mayHoldNothing,
  ofShape,
  ofType,
  oneOf,
  unknown,
} from './inferred.ts';
import { calculated } from './money-slips.ts';
import { noNumber, operandSlips } from './operand-slips.ts';
import { dashInName, sameKey, strangeText } from './slips.ts';
import { type Inference, type Scope, type Walk, whereTrue, within } from './walk.ts';

/** Nodes looked at for one expression: functions that call each other could be followed for ever. */
const mostVisits = 20_000;

const neverAbsent = ['=', '!=', 'and', 'or', 'in', '&', '..'];
const comparisons = ['=', '!=', '<', '<=', '>', '>=', 'and', 'or', 'in'];

/**
 * Walks an expression as it will be evaluated, follows each path through the schema of the data, and reports the
 * names that are not there. Where it cannot know, it says nothing.
 */
export function infer(root: Ast, names: ReadonlyMap<string, Inferred>, inference: Inference): Inferred {
  let visits = 0;
  let asks: ReadonlySet<string> | undefined;
  const isAsked = (side: Ast) => {
    asks ??= askedIn(root);
    return isAskedIn(asks, side);
  };
  const idle = new Map<Ast, () => void>();
  const running = new Set<Ast>();
  const calls = new Map<Ast, Ast>();

  const visit: Walk['visit'] = (node, context, scope) => {
    if (node === undefined || ++visits > mostVisits) return unknown;
    const result = filtered(node.predicate, visitKind(node, context, scope), { scope, walk });
    if (node.group !== undefined) {
      for (const part of nodesIn((node.group as { lhs?: unknown }).lhs)) visit(part, itemOf(result), scope);
      return ofType('object');
    }
    if (node.keepArray !== true) return result;
    // Behind anything but a path, "[]" keeps a list that is there, and makes none of a single value.
    return { ...result, types: result.types && new Set([...result.types, 'array']), many: undefined };
  };
  const walk: Walk = { inference, visit };

  function visitKind(node: Ast, context: Inferred, scope: Scope): Inferred {
    const visitAll = (value: unknown) => nodesIn(value).map((part) => visit(part, context, scope));
    switch (node.type) {
      case 'path':
        return pathOf(node, context, scope, walk);
      case 'name':
        return fieldOfPath(node, context, scope, walk);
      case 'string': {
        const slip = strangeText(String(node.value));
        if (slip !== undefined) inference.onSlip(node, slip);
        return ofType('string');
      }
      case 'number':
        return ofType('number');
      case 'value':
        return typeof node.value === 'boolean' ? ofType('boolean') : { types: new Set() };
      case 'variable':
        return variable(node, context, scope);
      case 'condition':
        return condition(node, context, scope);
      case 'block': {
        const inside = within(scope);
        return (node.expressions ?? []).map((part) => visit(part, context, inside)).at(-1) ?? unknown;
      }
      case 'bind': {
        const value = visit(node.rhs as Ast, context, scope);
        scope.set(String((node.lhs as Ast).value), value);
        return value;
      }
      case 'binary':
        return binary(node, context, scope);
      case 'unary':
        if (node.value === '{') return constructed(node, context, scope);
        if (node.value === '[') return listOf(visitAll(node.expressions));
        return negative(node, visit(node.expression, context, scope));
      case 'function':
      case 'partial':
        return callOf(node, [], { context, scope, walk });
      case 'lambda':
        return node.thunk === true
          ? visit(node.body, context, scope)
          : { run: closure(node, context, scope) };
      case 'apply': {
        const first = visit(node.lhs as Ast, context, scope);
        const target = behindPipe(node.rhs as Ast);
        // One function behind another makes a third.
        if (first.run !== undefined) return { run: () => unknown };
        if (target.type !== 'function') return visit(target, context, scope).run?.([first]) ?? unknown;
        const result = callOf(target, [first], { context, scope, walk });
        return filtered(target.predicate, result, { scope, walk });
      }
      default:
        return unknown;
    }
  }

  function variable(node: Ast, context: Inferred, scope: Scope): Inferred {
    const name = String(node.value);
    if (name === '') return context;
    if (name === '$') return inference.source === undefined ? unknown : ofShape(inference.source);
    const known = scope.get(name);
    if (known !== undefined && scope.isPresent(`$${name}`)) return { ...known, mayBeAbsent: false };
    if (known !== undefined || inference.functionOf(name) === undefined) return known ?? unknown;
    const call = callBy(node);
    return { run: (given) => callOf(call, given, { context: unknown, scope, walk }) };
  }

  /** What is known of a call is known by its node: each name that stands for one has one. */
  function callBy(name: Ast, own?: Pick<Ast, 'arguments'>): Ast {
    const { position } = name;
    const call = calls.get(name) ?? {
      type: 'function',
      procedure: name,
      ...own,
      ...(position === undefined ? {} : { position }),
    };
    calls.set(name, call);
    return call;
  }

  /** Behind ~> a function may do without brackets. */
  function behindPipe(target: Ast): Ast {
    const isNamed = target.type === 'variable' && target.value !== '' && target.predicate === undefined;
    return isNamed ? callBy(target, { arguments: [] }) : target;
  }

  function condition(node: Ast, context: Inferred, scope: Scope): Inferred {
    visit(node.condition, context, scope);
    const isStandIn = isDefault(node);
    const guarded = isStandIn ? scope : whereTrue(node.condition, scope);
    const chosen = visit(node.then, context, guarded);
    if (node.else === undefined) return { ...chosen, mayBeAbsent: true };
    const other = visit(node.else, context, scope);
    // Whether any other condition guards its branch is not known.
    const mayBeAbsent = isStandIn && chosen.mayBeAbsent === true && other.mayBeAbsent === true;
    return { ...oneOf([chosen, other]), mayBeAbsent };
  }

  function binary(node: Ast, context: Inferred, scope: Scope): Inferred {
    const operator = String(node.value);
    const [lhs, rhs] = [node.lhs as Ast, node.rhs as Ast];
    const left = visit(lhs, context, scope);
    const right = visit(rhs, context, operator === 'and' ? whereTrue(lhs, scope) : scope);
    operandSlips(node, left, right, { ...inference, isAsked });
    const dashed = operator === '-' && isAnyName(left) ? inference.dashedAt(node) : undefined;
    if (dashed !== undefined && right.types?.has('number')) inference.onSlip(node, dashInName(dashed));
    const mayBeAbsent =
      !neverAbsent.includes(operator) && (left.mayBeAbsent === true || right.mayBeAbsent === true);
    if (comparisons.includes(operator)) return { ...ofType('boolean'), mayBeAbsent };
    if (operator === '&') return ofType('string');
    if (operator === '..') return ofType('array');
    const amount = calculated(node, left, right, inference.onSlip);
    return { ...ofType('number'), mayBeAbsent, amount };
  }

  function negative(node: Ast, value: Inferred): Inferred {
    inference.onLook(node, noNumber('what follows "-"', value));
    return { ...ofType('number'), mayBeAbsent: value.mayBeAbsent };
  }

  function constructed(node: Ast, context: Inferred, scope: Scope): Inferred {
    const pairs = (node.lhs as readonly (readonly [Ast, Ast])[]).map(([key, value]) => {
      visit(key, context, scope);
      return { key, value: visit(value, context, scope) };
    });
    const fields = new Map(
      pairs.flatMap((pair) => (pair.key.type === 'string' ? [[String(pair.key.value), pair] as const] : [])),
    );
    const twice = pairs.find(
      ({ key }) => key.type === 'string' && fields.get(String(key.value))?.key !== key,
    );
    if (twice !== undefined) inference.onLook(twice.key, sameKey(String(twice.key.value)));
    const made: Made = { fields, complete: fields.size === pairs.length };
    return { made, types: new Set(['object']) };
  }

  /** A function of the expression's own: its body is looked at for what it is given, and at the end if nobody calls it. */
  function closure(node: Ast, context: Inferred, scope: Scope): (given: readonly Inferred[]) => Inferred {
    const run = (given: readonly Inferred[]): Inferred => {
      if (running.has(node)) return unknown;
      idle.delete(node);
      running.add(node);
      const inside = within(scope);
      for (const [index, parameter] of (node.arguments ?? []).entries())
        inside.set(String(parameter.value), given[index] ?? unknown);
      const result = visit(node.body, context, inside);
      running.delete(node);
      return result;
    };
    idle.set(node, () => run([]));
    return run;
  }

  const { source, present } = inference;
  const scope = within({ get: (name) => names.get(name), isPresent: (path) => present.has(path) });
  const result = visit(root, source === undefined ? unknown : ofShape(source), scope);
  for (const look of [...idle.values()]) look();
  return result;
}

function listOf(items: readonly Inferred[]): Inferred {
  if (items.length === 0) return { types: new Set(['array']), isEmptyList: true };
  const { shape, made, amount } = oneOf(items.map(itemOf));
  const mayBeEmpty = items.every((item) => mayHoldNothing(item) === true);
  return { shape, made, amount, mayBeEmpty, types: new Set(['array']) };
}

/** A field where any name is right, such as a custom one. */
function isAnyName({ types, shape, made }: Inferred): boolean {
  return types === undefined && shape === undefined && made === undefined;
}

/** `a ?? b` and `a ?: b` are read as conditions, which guard their branch, and whose condition is made of a copy of `a`. */
function isDefault({ condition, then }: Ast): boolean {
  const written = (node: Ast | undefined) =>
    allNodes(node)
      .map(({ type, position }) => `${type} ${position}`)
      .join();
  const tested = condition?.type === 'function' ? (condition.arguments ?? [])[0] : condition;
  return [written(condition), written(tested)].includes(written(then));
}
