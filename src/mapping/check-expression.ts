import type { Issue } from '../report/issue.ts';
import { nearest } from '../report/nearest.ts';
import { type Ast, allNodes } from './ast.ts';
import { builtIns, forbiddenFunctions } from './built-ins.ts';
import { type Expression, issueAt } from './expression.ts';
import type { Trouble } from './expression-trouble.ts';
import { functionsByName } from './functions.ts';
import { type Inferred, infer } from './infer.ts';
import { patternTrouble } from './pattern.ts';
import { fieldOf, type Shape } from './shape.ts';
import { arityOf } from './signature.ts';
import { tokenIndex } from './token-index.ts';

/** The data an expression reads, for one delivery type. */
export interface Source {
  readonly type: string;
  readonly shape: Shape;
}

/** What is known of an expression's result for each source, and everything in it that cannot be right. */
export interface Checked {
  readonly inferred: readonly Inferred[];
  readonly issues: readonly Issue[];
}

/** Checks an expression before any delivery comes. `names` holds the `let` names it may use, for each source. */
export function checkExpression(
  expression: Expression,
  sources: readonly Source[],
  names: readonly ReadonlyMap<string, Inferred>[],
): Checked {
  const { source, ast } = expression;
  const at = (node: Ast, trouble: Trouble, token: unknown = node.value) =>
    issueAt(source, tokenIndex(source.text, node.position, token), trouble);
  const nodes = allNodes(ast);
  const known = new Set([...names.flatMap((map) => [...map.keys()]), ...bound(nodes)]);
  const called = new Set(nodes.map(({ procedure }) => procedure));
  const issues = nodes.flatMap((node) => {
    const trouble = checkName(node, known, called.has(node)) ?? checkPattern(node);
    return trouble === undefined
      ? []
      : [
          node.type === 'regex'
            ? issueAt(source, patternIndex(node, source.text), trouble)
            : at(node, trouble),
        ];
  });
  const arity = nodes.flatMap((node) =>
    arityTrouble(node, nodes).map((trouble) => at(node, trouble, node.procedure?.value)),
  );
  const missing: Map<Ast, { readonly path: string; readonly known: readonly string[] }>[] = [];
  const inferred = (sources.length > 0 ? sources : [undefined]).map((one, index) => {
    const found = new Map<Ast, { path: string; known: readonly string[] }>();
    missing.push(found);
    return infer(ast, names[index] ?? new Map(), {
      source: one?.shape,
      signatureOf: (name) => functionsByName.get(name)?.signature ?? builtIns.get(name),
      resultLike: (name) => functionsByName.get(name)?.resultLike,
      onUnknownField: (node, path, fields) => found.set(node, { path, known: fields }),
    });
  });
  // A mapping of several types may read what only some of them have.
  const fields = [...(missing[0] ?? [])].filter(([node]) => missing.every((found) => found.has(node)));
  const unknownFields = fields.map(([node, { path, known: near }]) =>
    at(node, fieldTrouble(path, near, sources)),
  );
  return { inferred, issues: [...issues, ...arity, ...unknownFields] };
}

/** Whether an expression would call a function by this name. */
export function isFunctionName(name: string): boolean {
  return functionsByName.has(name) || builtIns.has(name) || forbiddenFunctions.has(name);
}

function checkName(node: Ast, known: ReadonlySet<string>, called: boolean): Trouble | undefined {
  if (node.type !== 'variable' || typeof node.value !== 'string' || node.value === '' || node.value === '$')
    return undefined;
  const name = node.value;
  if (known.has(name)) return undefined;
  const instead = forbiddenFunctions.get(name);
  if (instead !== undefined)
    return { code: 'forbidden-function', message: `$${name} is not allowed in a mapping`, hint: instead };
  if (builtIns.has(name) || functionsByName.has(name)) return undefined;
  const available = [...functionsByName.keys(), ...builtIns.keys()];
  const near = nearest(name, called ? available : [...known, ...available]);
  const suggestion = near === undefined ? undefined : `did you mean $${near}?`;
  if (called) {
    const hint =
      suggestion ?? 'the functions are listed in mappings/README.md and at https://docs.jsonata.org';
    return { code: 'unknown-function', message: `there is no function $${name}`, hint };
  }
  const hint = suggestion ?? 'give it a value under "let:"';
  return { code: 'unknown-variable', message: `$${name} is not a name under "let:"`, hint };
}

function checkPattern(node: Ast): Trouble | undefined {
  if (node.type !== 'regex') return undefined;
  if (node.value instanceof RegExp) return patternAdvice(node.value);
  const hint = 'put the part with the pattern into "let:" and use its name here';
  return { code: 'unsafe-pattern', message: 'a pattern cannot stand left of ?: or ??', hint };
}

function patternAdvice(pattern: RegExp): Trouble | undefined {
  const hint = 'write it with characters, classes such as [a-z], groups, | and the repeats * + ? {n}';
  const refused = patternTrouble(pattern);
  if (refused !== undefined) return { code: 'unsafe-pattern', message: refused, hint };
  // Harmless here, where patterns run in linear time; elsewhere, such as in a destination, it may never end.
  if (!/\((?:[^()\\]|\\.)*[+*](?:[^()\\]|\\.)*\)[+*{]/.test(pattern.source)) return undefined;
  const message = 'the pattern repeats a group that itself repeats';
  return {
    code: 'unsafe-pattern',
    severity: 'warning',
    message,
    hint: 'one repeat says the same: (a+)+ is a+',
  };
}

function arityTrouble(node: Ast, nodes: readonly Ast[]): Trouble[] {
  if (node.type !== 'function' || node.procedure?.type !== 'variable') return [];
  const name = String(node.procedure.value);
  const signature = functionsByName.get(name)?.signature ?? builtIns.get(name);
  if (signature === undefined || bound(nodes).includes(name)) return [];
  const piped = nodes.some((other) => other.type === 'apply' && other.rhs === node) ? 1 : 0;
  const count = (node.arguments ?? []).length + piped;
  const { least, most } = arityOf(signature);
  if (count >= least && count <= most) return [];
  const wanted =
    least === most
      ? `${least}`
      : most === Number.POSITIVE_INFINITY
        ? `at least ${least}`
        : `${least} to ${most}`;
  return [
    {
      code: 'wrong-argument-count',
      message: `$${name} takes ${wanted} arguments; found ${count}`,
      hint: usage(name),
    },
  ];
}

function usage(name: string): string {
  const record = functionsByName.get(name);
  if (record === undefined) return `see https://docs.jsonata.org for $${name}`;
  return `write $${name}(${record.parameters.map((parameter) => parameter.name).join(', ')})`;
}

function fieldTrouble(path: string, known: readonly string[], sources: readonly Source[]): Trouble {
  const types = sources.map(({ type }) => type).join(' or ');
  const name = path.split('.').at(-1) ?? path;
  const near = nearest(name, known);
  const parent = path.slice(0, -name.length);
  const undocumented = `if deliveries really have it, write $lookup(${parent === '' ? '$$' : parent.slice(0, -1)}, "${name}")`;
  const below = parent === '' ? sources.flatMap(({ shape }) => fieldsBelow(shape, name, known)) : [];
  const ownText = `for a text of your own write '"${name}"', with both pairs of quotes; ${undocumented}`;
  const meant = below[0] ?? (near === undefined ? undefined : `${parent}${near}`);
  const hint = meant === undefined ? (parent === '' ? ownText : undocumented) : `did you mean ${meant}?`;
  return { code: 'unknown-field', message: `${path}: no such field in ${types}`, hint };
}

/** Where a field of that name is, one level down. */
function fieldsBelow(shape: Shape, name: string, known: readonly string[]): readonly string[] {
  return known
    .filter((parent) => {
      const found = fieldOf(shape, parent);
      return found.status === 'known' && fieldOf(found.shape, name).status === 'known';
    })
    .map((parent) => `${parent}.${name}`);
}

/** The variables that an expression binds itself, with := or as parameters. */
function bound(nodes: readonly Ast[]): readonly string[] {
  return nodes.flatMap((node) => {
    const own =
      node.type === 'bind'
        ? [(node.lhs as Ast).value]
        : node.type === 'lambda'
          ? (node.arguments ?? []).map(({ value }) => value)
          : [];
    const index = (node.index as { value?: unknown } | string | undefined) ?? [];
    return [...own, node.focus ?? [], typeof index === 'string' ? index : []].flat().map(String);
  });
}

/** Where a pattern begins: JSONata's position lies behind it. */
function patternIndex({ value, position = 0 }: Ast, text: string): number {
  const begins = value instanceof RegExp ? text.lastIndexOf(`/${value.source}/`, position) : -1;
  return begins >= 0 ? begins : Math.max(text.lastIndexOf('/', text.lastIndexOf('/', position) - 1), 0);
}
