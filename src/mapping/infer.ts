import type { Ast } from './ast.ts';
import { nodesIn } from './ast.ts';
import { fieldOf, itemShape, type Shape, typesOf } from './shape.ts';
import { arityOf } from './signature.ts';

/** What is known of the result of an expression before any delivery comes. */
export interface Inferred {
  readonly shape?: Shape | undefined;
  readonly types?: ReadonlySet<string> | undefined;
}

export interface Inference {
  /** Shapes of the data: one for each delivery type that the mapping listens to. */
  readonly source: Shape | undefined;
  readonly signatureOf: (name: string) => string | undefined;
  readonly resultLike: (name: string) => { readonly argument: number; readonly item: boolean } | undefined;
  readonly onUnknownField: (node: Ast, path: string, known: readonly string[]) => void;
}

type Names = Map<string, Inferred>;

const unknown: Inferred = {};
const comparisons = ['=', '!=', '<', '<=', '>', '>=', 'and', 'or', 'in'];
const overItems = ['map', 'filter', 'single', 'sort'];

/**
 * Walks an expression as it will be evaluated, follows each path through the schema of the data, and reports the
 * names that are not there. Where it cannot know, it says nothing.
 */
export function infer(root: Ast, names: ReadonlyMap<string, Inferred>, inference: Inference): Inferred {
  const { source } = inference;

  function visit(node: Ast | undefined, context: Inferred, scope: Names): Inferred {
    if (node === undefined) return unknown;
    const result = visitKind(node, context, scope);
    const filtered = filters(node.predicate, result, scope);
    for (const part of nodesIn((node.group as { lhs?: unknown } | undefined)?.lhs))
      visit(part, item(filtered), scope);
    return node.group === undefined ? filtered : unknown;
  }

  function visitKind(node: Ast, context: Inferred, scope: Names): Inferred {
    const visitAll = (value: unknown) => nodesIn(value).map((part) => visit(part, context, scope));
    switch (node.type) {
      case 'path':
        // A join (@, #) changes what the steps behind it look at: nothing is known of them here.
        if (node.steps?.some(({ focus, index }) => focus !== undefined || index !== undefined))
          return unknown;
        return (node.steps ?? []).reduce(
          (at, step, index) => visitStep(step, index === 0 ? context : item(at), at, index, scope),
          context,
        );
      case 'name':
        return visitStep(node, context, context, 0, scope);
      case 'string':
        return { types: new Set(['string']) };
      case 'number':
        return { types: new Set(['number']) };
      case 'value':
        return typeof node.value === 'boolean' ? { types: new Set(['boolean']) } : unknown;
      case 'variable':
        return variable(node, context, scope);
      case 'condition': {
        visit(node.condition, context, scope);
        return union(
          [visit(node.then, context, scope), visit(node.else, context, scope)],
          node.else !== undefined,
        );
      }
      case 'block': {
        const inside: Names = new Map(scope);
        return (node.expressions ?? []).map((part) => visit(part, context, inside)).at(-1) ?? unknown;
      }
      case 'bind': {
        const value = visit(node.rhs as Ast, context, scope);
        const name = String((node.lhs as Ast).value);
        scope.set(name, value);
        return value;
      }
      case 'binary': {
        visitAll([node.lhs, node.rhs]);
        const operator = String(node.value);
        const type = comparisons.includes(operator)
          ? 'boolean'
          : operator === '&'
            ? 'string'
            : operator === '..'
              ? 'array'
              : 'number';
        return { types: new Set([type]) };
      }
      case 'unary':
        visitAll([node.expression, node.expressions, node.lhs]);
        return { types: new Set([node.value === '[' ? 'array' : node.value === '{' ? 'object' : 'number']) };
      case 'function':
        return call(node, context, scope);
      case 'lambda': {
        const inside: Names = new Map(scope);
        for (const parameter of node.arguments ?? []) inside.set(String(parameter.value), unknown);
        visit(node.body, unknown, inside);
        return unknown;
      }
      case 'apply': {
        visitAll([node.lhs]);
        const target = node.rhs as Ast;
        if (target.type !== 'function') return unknown;
        call(target, context, scope);
        return filters(target.predicate, returnType(target), scope);
      }
      case 'partial':
        call(node, context, scope);
        return unknown;
      default:
        return unknown;
    }
  }

  function visitStep(step: Ast, context: Inferred, before: Inferred, index: number, scope: Names): Inferred {
    if (step.type === 'sort') {
      for (const { expression } of step.terms ?? []) visit(expression, context, scope);
      return filters(step.stages, before, scope);
    }
    if (step.type !== 'name')
      return filters(step.stages, visit(step, index === 0 ? context : item(context), scope), scope);
    if (context.shape === undefined) return filters(step.stages, unknown, scope);
    const found = fieldOf(context.shape, String(step.value));
    if (found.status === 'missing') {
      const path =
        context.shape.path === '' ? String(step.value) : `${context.shape.path}.${String(step.value)}`;
      inference.onUnknownField(step, path, found.known);
    }
    const many = before.shape?.many ?? false;
    const shape = found.status === 'known' ? { ...found.shape, many: found.shape.many || many } : undefined;
    return filters(step.stages, shape === undefined ? unknown : { shape, types: typesOf(shape) }, scope);
  }

  function filters(stages: readonly Ast[] | undefined, result: Inferred, scope: Names): Inferred {
    for (const stage of stages ?? []) if (stage.expr !== undefined) visit(stage.expr, item(result), scope);
    if (stages === undefined) return result;
    // What a filter leaves of a list may be one item of it.
    return result.shape === undefined ? unknown : { shape: result.shape };
  }

  function variable(node: Ast, context: Inferred, scope: Names): Inferred {
    if (node.value === '') return context;
    if (node.value === '$') return source === undefined ? unknown : { shape: source };
    return scope.get(String(node.value)) ?? unknown;
  }

  function call(node: Ast, context: Inferred, scope: Names): Inferred {
    const name = String(node.procedure?.value);
    const given: Inferred[] = [];
    for (const argument of node.arguments ?? []) {
      const first = given[0];
      if (argument.type === 'lambda' && overItems.includes(name) && first !== undefined) {
        const inside: Names = new Map(scope);
        const shared = name === 'sort' ? (argument.arguments ?? []) : (argument.arguments ?? []).slice(0, 1);
        for (const parameter of argument.arguments ?? [])
          inside.set(String(parameter.value), shared.includes(parameter) ? item(first) : unknown);
        visit(argument.body, unknown, inside);
        given.push(unknown);
      } else given.push(visit(argument, context, scope));
    }
    if (node.procedure?.type !== 'variable') visit(node.procedure, context, scope);
    const like = inference.resultLike(name);
    const model = like === undefined ? undefined : given[like.argument];
    if (model?.shape !== undefined && like?.item === true) return { shape: itemShape(model.shape) };
    if (name === 'default') return union(given, true);
    if (name === 'present') return given[0] ?? unknown;
    return returnType(node);
  }

  function returnType(node: Ast): Inferred {
    const signature =
      node.procedure?.type === 'variable' ? inference.signatureOf(String(node.procedure.value)) : undefined;
    const returns = signature === undefined ? undefined : arityOf(signature).returns;
    return returns === undefined ? unknown : { types: new Set([returns]) };
  }

  return visit(root, source === undefined ? unknown : { shape: source }, new Map(names));
}

function item(value: Inferred): Inferred {
  return value.shape === undefined ? unknown : { shape: value.shape };
}

/** One of several: known only where every one of them is. */
function union(values: readonly Inferred[], complete: boolean): Inferred {
  if (!complete) return unknown;
  const shapes = values.flatMap(({ shape }) => shape ?? []);
  const [first] = shapes;
  const shape = first !== undefined && shapes.length === values.length ? merge(first, shapes) : undefined;
  const known = values.every(({ types }) => types !== undefined);
  const types = known ? new Set(values.flatMap((value) => [...(value.types ?? [])])) : undefined;
  return { shape, types };
}

function merge(first: Shape, shapes: readonly Shape[]): Shape | undefined {
  if (shapes.some(({ root }) => root !== first.root)) return undefined;
  return {
    ...first,
    schemas: [...new Set(shapes.flatMap(({ schemas }) => schemas))],
    many: shapes.some(({ many }) => many),
  };
}
