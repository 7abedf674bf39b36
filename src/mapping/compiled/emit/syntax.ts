import type { Ast } from '../../language/ast.ts';

export type Pair = readonly [Ast, Ast];

/** A predicate, or what counts items. */
export interface Stage {
  readonly type: string;
  readonly expr: Ast;
  /** The variable, where items are counted. */
  readonly value?: string;
}

/** What jsonata notes on a node beside what `Ast` names, as jsonata 2.2.2 does. */
interface Notes {
  /** What a step keeps of the item that it is looked up in, for `%`. */
  readonly ancestor?: { readonly label: string };
  /** What `%` means. */
  readonly slot?: { readonly label: string };
  readonly consarray?: boolean;
  readonly predicate?: readonly Stage[];
  readonly stages?: readonly Stage[];
  readonly group?: { readonly lhs: readonly Pair[] };
  readonly terms?: readonly { readonly expression: Ast; readonly descending?: boolean }[];
  readonly pattern?: Ast;
  readonly update?: Ast;
  readonly delete?: Ast;
  readonly signature?: { readonly definition: string; readonly validate?: unknown };
}

export function notesOf(node: Ast): Notes {
  return node as unknown as Notes;
}

/** Why an expression is left to the reference. */
export class Uncovered extends Error {}

export function uncovered(reason: string): never {
  throw new Uncovered(reason);
}

/** A node that the parser always gives. */
export function required(node: unknown): Ast {
  return node === undefined ? uncovered('an unusual syntax tree') : (node as Ast);
}

/** Whether a step of a path keeps something in a variable for those behind it. */
export function isTupleStep(step: Ast): boolean {
  return step.tuple === true;
}

/** Whether what a path comes to goes along with variables from item to item. */
export function isTuplePath({ type, steps = [] }: Ast): boolean {
  return type === 'path' && steps.some(isTupleStep);
}

/**
 * The nodes that keep something in a variable, or ask what is around an item, elsewhere than in a step of a path: what is in
 * brackets and goes on outside of them with its variables.
 */
export function keptElsewhere(nodes: readonly Ast[]): readonly Ast[] {
  const steps = new Set(nodes.flatMap((node) => (node.type === 'path' ? (node.steps ?? []) : [])));
  return nodes.filter((node) => {
    const { tuple, focus, index } = node;
    return (
      !steps.has(node) && [tuple, notesOf(node).ancestor, focus, index].some((mark) => mark !== undefined)
    );
  });
}

/** Whether nothing is done to what the node itself gives. */
export function isBare(node: Ast): boolean {
  const { predicate, stages, group } = notesOf(node);
  const { keepArray, keepSingletonArray } = node;
  return [predicate, stages, group].every((part) => part === undefined) && !keepArray && !keepSingletonArray;
}

export function isPlainName(step: Ast): boolean {
  return step.type === 'name' && isBare(step);
}

export function isLiteral({ type }: Ast): boolean {
  return type === 'string' || type === 'number' || type === 'value';
}

/** Whether what a function ends with is a call that is made after it has ended. */
export function endsInCall(node: Ast | undefined): boolean {
  if (node === undefined) return false;
  if (node.type === 'lambda') return node.thunk === true;
  if (node.type === 'condition') return endsInCall(node.then) || endsInCall(node.else);
  return node.type === 'block' && endsInCall(node.expressions?.at(-1));
}

/** The parts of a node in which a variable of the same frame may be bound; `isFree` where they are made one by one. */
function parts(node: Ast): readonly (readonly [part: unknown, inOrder: boolean])[] {
  const { group, predicate, stages, terms, pattern, update, delete: remove } = notesOf(node);
  const inOrder = !(node.type === 'unary' && (node.value === '[' || node.value === '{'));
  return [
    ...[node.steps, node.lhs, node.rhs, node.expression, node.expressions, node.arguments].map(
      (part) => [part, inOrder] as const,
    ),
    ...[node.procedure, node.condition, node.then, node.else, pattern, update, remove].map(
      (part) => [part, true] as const,
    ),
    [(terms ?? []).map(({ expression }) => expression), true],
    [[...(predicate ?? []), ...(stages ?? [])].map(({ expr }) => expr), true],
    [group?.lhs, false],
  ];
}

/**
 * The variables that are bound in the frame of a node. Refuses those that are bound inside `[…]` and `{…}`, whose parts the
 * reference makes side by side.
 */
export function boundIn(root: unknown): readonly string[] {
  const names: string[] = [];
  const visit = (value: unknown, inOrder: boolean): void => {
    if (Array.isArray(value)) for (const one of value) visit(one, inOrder);
    else if (typeof value === 'object' && value !== null && 'type' in value) visitNode(value as Ast, inOrder);
  };
  const visitNode = (node: Ast, inOrder: boolean): void => {
    if (node.type === 'lambda' && node.thunk === true) {
      visit(node.body, inOrder);
      return;
    }
    if (node.type === 'block' || node.type === 'lambda') {
      for (const [part, isOrdered] of parts({ ...node, expressions: [] })) visit(part, inOrder && isOrdered);
      return;
    }
    if (node.type === 'bind') {
      if (!inOrder) uncovered('a variable that is bound inside a list or an object');
      names.push(String((node.lhs as Ast).value));
      visit(node.rhs, inOrder);
      return;
    }
    for (const [part, isOrdered] of parts(node)) visit(part, inOrder && isOrdered);
  };
  visit(root, true);
  return [...new Set(names)];
}
