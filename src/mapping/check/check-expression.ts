import { distinctIssues, type Issue } from '../../report/issue.ts';
import type { FieldRead } from '../catalog.ts';
import { type Expression, issueAt } from '../expression/expression.ts';
import type { Trouble } from '../expression/expression-trouble.ts';
import { dashedAround, dashedName } from '../expression/habits.ts';
import { tokenIndex } from '../expression/token-index.ts';
import { functionsByName } from '../functions.ts';
import { type Ast, allNodes } from '../language/ast.ts';
import { builtIns } from '../language/built-ins.ts';
import { infer } from '../types/infer.ts';
import type { Inferred } from '../types/inferred.ts';
import { fieldNames } from '../types/shape.ts';
import type { KnownFunction, MissingField } from '../types/walk.ts';
import { type Names, nameTroubles } from './check-names.ts';
import { fieldTrouble, type Source } from './field-trouble.ts';

/** What is known of an expression's result for each source, and everything in it that cannot be right. */
export interface Checked {
  readonly inferred: readonly Inferred[];
  /** The fields of the data that it reads. */
  readonly reads: readonly FieldRead[];
  readonly issues: readonly Issue[];
  /** An issue at a node of the expression. */
  readonly at: (node: Ast, trouble: Trouble) => Issue;
}

/**
 * Checks an expression before any delivery comes. `names` holds the `let` names it may use, for
 * each source; `present` the paths that have a value whenever it is evaluated; `offered` names that may be
 * meant, `later` those that get their value further down.
 */
export function checkExpression(
  expression: Expression,
  sources: readonly Source[],
  names: readonly ReadonlyMap<string, Inferred>[],
  present: ReadonlySet<string> = new Set(),
  offered: Iterable<string> = [],
  later: ReadonlySet<string> = new Set(),
): Checked {
  const { source, ast } = expression;
  const nodes = allNodes(ast);
  const at = (node: Ast, trouble: Trouble) => {
    const index = indexOf(node, source.text);
    return issueAt(source, index, dashedName(source.text, index, trouble) ?? trouble);
  };
  const seen = new Set<Ast>();
  const missing = new Map<Ast, MissingField>();
  const slips: Issue[] = [];
  const looks = { itself: lookedAt(), argument: lookedAt() };
  const reads: FieldRead[] = [];
  const inferred = (sources.length > 0 ? sources : [undefined]).map((one, index) =>
    infer(ast, names[index] ?? new Map(), {
      source: one?.shape,
      present,
      functionOf,
      onField: (node, trouble, path) => {
        if (path !== undefined && one !== undefined)
          reads.push({ type: one.type, path, place: source.placeAt(indexOf(node, source.text)) });
        if (trouble === undefined) seen.add(node);
        else missing.set(node, withKnownOf(missing.get(node), trouble));
      },
      dashedAt: (node) => dashedAround(source.text, indexOf(node, source.text)),
      onLook: (node, trouble, as = 'itself') => {
        if (trouble === undefined) looks[as].fine.add(node);
        else looks[as].troubles.set(node, trouble);
      },
      onSlip: (node, slip, unlessIn) => {
        if (!isWithin(node, unlessIn, nodes)) slips.push(at(node, slip));
      },
    }),
  );
  const known: Names = {
    has: (name) => names.some((map) => map.has(name)),
    keys: () => new Set(names.flatMap((map) => [...map.keys()])),
  };
  const others = [...offered];
  const written = { has: (name: string) => known.has(name) || others.includes(name) };
  // A mapping of several types may read what only some of them have.
  const fields = [...missing].filter(([node]) => !seen.has(node));
  const unknownFields = fields.map(([node, one]) =>
    at(node, fieldTrouble(one, sources, written, standing(node, nodes))),
  );
  const failuresOf = ({ troubles, fine }: LookedAt) =>
    [...troubles].flatMap(([node, trouble]) =>
      !fine.has(node)
        ? { node, issue: at(node, trouble) }
        : trouble.severity === 'warning' || isOptional(node, nodes)
          ? []
          : { node, issue: at(node, atTimes(trouble)) },
    );
  const failing = failuresOf(looks.itself);
  // What fails by itself is given to no function.
  const given = failuresOf(looks.argument).filter(
    ({ node }) => !failing.some((one) => one.node === node && one.issue.severity === 'error'),
  );
  const failures = [...failing, ...given].map(({ issue }) => issue);
  const inputs = new Set(sources.flatMap(({ shape }) => fieldNames(shape)));
  const named = nameTroubles(nodes, known, { offered: others, later, fields: inputs }).map(
    ({ node, trouble }) => at(node, trouble),
  );
  return {
    inferred,
    reads,
    // The same part may be looked at for several types, and `a ?? b` holds `a` twice.
    issues: distinctIssues([...named, ...unknownFields, ...slips, ...failures]),
    at,
  };
}

interface LookedAt {
  readonly troubles: Map<Ast, Trouble>;
  /** Where it was right at least once. */
  readonly fine: Set<Ast>;
}

function lookedAt(): LookedAt {
  return { troubles: new Map(), fine: new Set() };
}

/** What can only fail for one delivery type of several, or for some of what a function is given. */
function atTimes({ code, message, hint }: Trouble): Trouble {
  return {
    code,
    severity: 'warning',
    message: `${message} in some cases`,
    hint: `keep these out by a condition${hint === undefined ? '' : `; else ${hint}`}`,
  };
}

/** Where a name stands in its expression. */
function standing(name: Ast, nodes: readonly Ast[]): Parameters<typeof fieldTrouble>[3] {
  const isAlone = ({ steps }: Ast) => steps?.length === 1 && steps[0] === name;
  return {
    isCalled: nodes.some(({ procedure }) => procedure !== undefined && isAlone(procedure)),
    isFirst: nodes.some(({ steps }) => steps?.[0] === name),
    isAlone: nodes[0] !== undefined && isAlone(nodes[0]),
    isKey: nodes.some(
      ({ type, value, lhs }) =>
        type === 'unary' &&
        value === '{' &&
        (lhs as readonly (readonly Ast[])[]).some(([key]) => key && isAlone(key)),
    ),
  };
}

/** Whether a condition decides if a node is evaluated. */
function isOptional(node: Ast, nodes: readonly Ast[]): boolean {
  return nodes.some(({ type, value, then, else: other, rhs }) => {
    const isSecond = type === 'binary' && (value === 'and' || value === 'or');
    const parts = type === 'condition' ? [then, other] : isSecond ? [rhs] : [];
    return parts.some((part) => allNodes(part).includes(node));
  });
}

/** What is missing in several sources may be near to a name that only some of them have. */
function withKnownOf(before: MissingField | undefined, found: MissingField): MissingField {
  return before === undefined ? found : { ...found, known: [...new Set([...before.known, ...found.known])] };
}

function functionOf(name: string): KnownFunction | undefined {
  const signature = builtIns.get(name);
  return functionsByName.get(name) ?? (signature === undefined ? undefined : { signature });
}

function isWithin(node: Ast, name: string | undefined, nodes: readonly Ast[]): boolean {
  if (name === undefined) return false;
  return nodes.some(
    (one) => one.type === 'function' && one.procedure?.value === name && allNodes(one).includes(node),
  );
}

/** Where a node of an expression begins in its text. */
export function indexOf(node: Ast, text: string): number {
  if (node.type === 'regex') return patternIndex(node, text);
  const token = node.type === 'function' ? node.procedure?.value : firstToken(node);
  return tokenIndex(text, (node.type === 'function' ? node : firstNode(node)).position, token);
}

/** A path has no place of its own: it begins where its first step does. */
function firstNode(node: Ast): Ast {
  const [step] = node.steps ?? [];
  return step === undefined ? node : firstNode(step);
}

function firstToken(node: Ast): unknown {
  return firstNode(node).value;
}

/** Where a pattern begins: JSONata's position lies behind it. */
function patternIndex({ value, position = 0 }: Ast, text: string): number {
  const begins = value instanceof RegExp ? text.lastIndexOf(`/${value.source}/`, position) : -1;
  return begins >= 0 ? begins : Math.max(text.lastIndexOf('/', text.lastIndexOf('/', position) - 1), 0);
}
