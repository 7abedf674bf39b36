/** A node of JSONata's syntax tree, as `ast()` of jsonata 2.2.2 gives it; only what is read here is named. */
export interface Ast {
  readonly type: string;
  readonly value?: unknown;
  readonly position?: number;
  readonly steps?: readonly Ast[];
  readonly arguments?: readonly Ast[];
  readonly procedure?: Ast;
  readonly expressions?: readonly Ast[];
  readonly expression?: Ast;
  readonly body?: Ast;
  /** Put by the parser around a call at the end of a function's body, so that it does not deepen the stack. */
  readonly thunk?: boolean;
  readonly condition?: Ast;
  readonly then?: Ast;
  readonly else?: Ast;
  readonly lhs?: unknown;
  readonly rhs?: unknown;
  readonly expr?: Ast;
  readonly predicate?: readonly Ast[];
  readonly stages?: readonly Ast[];
  readonly terms?: readonly { readonly descending?: boolean; readonly expression: Ast }[];
  readonly group?: unknown;
  readonly focus?: string;
  readonly index?: unknown;
  /** Of a step that keeps something in a variable for those behind it: `@`, `#`, or what `%` means. */
  readonly tuple?: boolean;
  readonly keepArray?: boolean;
  readonly keepSingletonArray?: boolean;
}

export function isAst(value: unknown): value is Ast {
  return (
    typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string'
  );
}

/** Levels of a tree, lists among them: what is deeper could not be evaluated, and would fill the stack of a walk. */
const deepest = 1_000;

/** Each check of an expression looks at all of its nodes. */
const known = new WeakMap<object, readonly Ast[]>();

/** Every node of a tree, each before the nodes below it. Throws a RangeError on one that is nested too deeply. */
export function allNodes(root: unknown): readonly Ast[] {
  if (!isAst(root)) return nodesBelow(root);
  const nodes = known.get(root) ?? nodesBelow(root);
  known.set(root, nodes);
  return nodes;
}

function nodesBelow(root: unknown): readonly Ast[] {
  const seen = new Set<object>();
  const found: Ast[] = [];
  const visit = (value: unknown, depth: number): void => {
    if (typeof value !== 'object' || value === null || value instanceof RegExp || seen.has(value)) return;
    if (depth > deepest) throw new RangeError('nested too deeply');
    seen.add(value);
    if (isAst(value)) found.push(value);
    for (const [key, part] of Object.entries(value)) if (!bookkeeping.has(key)) visit(part, depth + 1);
  };
  visit(root, 0);
  return found;
}

/** What the parser notes for its `%` operator: no part of the expression. */
const bookkeeping = new Set(['ancestor', 'slot', 'seekingParent']);

/** The nodes directly inside a value of a node, such as the pairs of an object constructor. */
export function nodesIn(value: unknown): readonly Ast[] {
  if (isAst(value)) return [value];
  return Array.isArray(value) ? value.flatMap(nodesIn) : [];
}

/**
 * Whether a node can make more of its input than the input holds: by repeating itself, or by taking a whole value
 * once for each item of another. Whatever else an expression makes is bounded by its text and its input.
 */
export function canRepeat(node: Ast): boolean {
  if (node.type === 'binary') return node.value === '..';
  if (node.type !== 'path')
    return ['lambda', 'bind', 'transform', 'parent', 'descendant'].includes(node.type);
  const steps = node.steps ?? [];
  if (steps.some(({ focus }) => focus !== undefined)) return true;
  const later = steps.slice(1).flatMap((step) => allNodes(step));
  return later.some(({ type, value }) => type === 'variable' && value !== '');
}
