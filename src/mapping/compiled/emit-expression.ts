import { type Ast, allNodes, canRepeat } from '../ast.ts';
import { emitEnd, emitNode } from './emit/dispatch.ts';
import { type At, type Body, helper, type Module } from './emit/module.ts';
import { carriesVariables, counterOf, isBare, isPlainName, Uncovered } from './emit/syntax.ts';
import { emptied, frame } from './emit/variable.ts';
import { functionNamed } from './library.ts';

/** JavaScript of an expression, or why it is left to the reference. */
export type Emitted =
  | {
      readonly ok: true;
      /**
       * The body of a function of `R`, the runtime, that gives the function of an input and of named values. It names
       * nothing else but what JavaScript itself has.
       */
      readonly source: string;
      /** The functions of the language that it calls; a value of the same name must not be given to it. */
      readonly functions: readonly string[];
      /** Whether it gives nothing but what it is given: a part of its input or of a named value, or a list of such parts. */
      readonly givesParts: boolean;
    }
  | { readonly ok: false; readonly reason: string };

/** Turns the syntax tree of an expression, as jsonata 2.2.2 gives it, into JavaScript. */
export function emitExpression(ast: Ast): Emitted {
  try {
    const nodes = allNodes(ast);
    const counted = new Set(nodes.map((node) => counterOf(node) !== undefined && node.steps?.[0]));
    if (nodes.some((node) => carriesVariables(node) && !counted.has(node)))
      return { ok: false, reason: '@, # or %' };
    const module: Module = {
      count: 0,
      depth: 0,
      hoisted: new Map(),
      helpers: new Set(),
      owners: new Map(),
      functions: new Set(),
      grows: nodes.some(canRepeat),
      emit: emitNode,
      emitEnd,
    };
    return {
      ok: true,
      source: sourceOf(module, ast),
      functions: [...module.functions],
      givesParts: givesParts(ast),
    };
  } catch (error) {
    if (error instanceof Uncovered) return { ok: false, reason: error.message };
    if (error instanceof RangeError) return { ok: false, reason: 'it is nested too deeply' };
    throw error;
  }
}

/** A name, or a path of plain names. */
function givesParts(ast: Ast): boolean {
  const [first, ...rest] = ast.steps ?? [];
  if (!isBare(ast)) return false;
  if (ast.type === 'variable') return functionNamed(String(ast.value)) === undefined;
  const begins =
    first !== undefined && (isPlainName(first) || (givesParts(first) && first.type === 'variable'));
  return ast.type === 'path' && begins && rest.every(isPlainName);
}

function sourceOf(module: Module, ast: Ast): string {
  const body: Body = { locals: [], captures: false };
  const outside: At = {
    module,
    body,
    scope: { variables: new Map() },
    input: 'input',
    isOutermost: true,
  };
  const inside = frame(outside, ast);
  const { js } = emitNode(inside, ast);
  const result = [...emptied(outside, inside), js].join(', ');
  const context = `${helper(outside, 'outermost')}(value)`;
  const locals = ['input', 'root', 'names', ...body.locals];
  return [
    '"use strict";',
    `const { ${[...module.helpers].sort().join(', ')} } = R;`,
    `let ${locals.join(', ')};`,
    ...[...module.hoisted].map(([text, name]) => `const ${name} = ${text};`),
    'return (value, given) => {',
    // What a delivery holds is not kept behind the end of its evaluation.
    `try { root = value; names = given; input = ${context}; return (${result}); }`,
    `finally { ${locals.join(' = ')} = undefined; }`,
    '};',
  ].join('\n');
}
