import { type Ast, allNodes, canRepeat } from '../language/ast.ts';
import { emitEnd, emitNode } from './emit/dispatch.ts';
import { type At, type Body, declared, helper, type Module } from './emit/module.ts';
import { emitPlain } from './emit/result.ts';
import { keptElsewhere, Uncovered } from './emit/syntax.ts';
import { emptied, frame } from './emit/variable.ts';
import type { Helper } from './runtime.ts';

/** JavaScript of an expression, or why it is left to the reference. */
export type Emitted =
  | {
      readonly ok: true;
      /**
       * The body of a function of `R`, the runtime, that gives the function of an input and of named values, which
       * gives plain JSON. It names
       * nothing else but what JavaScript itself has.
       */
      readonly source: string;
      /** The functions of the language that it calls; a value of the same name must not be given to it. */
      readonly functions: readonly string[];
    }
  | { readonly ok: false; readonly reason: string };

/** Turns the syntax tree of an expression, as jsonata 2.2.2 gives it, into JavaScript. */
export function emitExpression(ast: Ast): Emitted {
  try {
    const nodes = allNodes(ast);
    if (keptElsewhere(nodes).length > 0) return { ok: false, reason: '@, # or % in brackets' };
    const module: Module = {
      count: 0,
      depth: 0,
      hoisted: new Map(),
      helpers: new Set(),
      owners: new Map(),
      asked: new Set(),
      shared: new Set(),
      kept: new Map(),
      functions: new Set(),
      grows: nodes.some(canRepeat),
      emit: emitNode,
      emitEnd,
    };
    return {
      ok: true,
      source: sourceOf(module, ast),
      functions: [...module.functions],
    };
  } catch (error) {
    if (error instanceof Uncovered) return { ok: false, reason: error.message };
    if (error instanceof RangeError) return { ok: false, reason: 'it is nested too deeply' };
    throw error;
  }
}

/** What makes lists and objects of the result, which are counted. */
const makers: readonly Helper[] = ['fresh', 'bare', 'plainList', 'plainListOfOne'];

function sourceOf(module: Module, ast: Ast): string {
  const body: Body = { locals: [], plain: new Map(), captures: false };
  const outside: At = {
    module,
    body,
    scope: { variables: new Map() },
    input: 'input',
    isOutermost: true,
  };
  module.owners.set('input', body);
  module.owners.set('root', body);
  const inside = frame(outside, ast);
  const { js } = emitPlain(inside, ast);
  const isMade = makers.some((name) => module.helpers.has(name));
  const whole = isMade ? [`${helper(outside, 'begun')}()`, `${helper(outside, 'whole')}(${js})`] : [js];
  const result = [...emptied(outside, inside), ...whole].join(', ');
  return ['"use strict";', ...evaluating(outside, result)].join('\n');
}

/**
 * The function of an input and of named values. Variables that functions in it use, too, are kept outside of it; what a
 * delivery holds is not kept in them behind the end of its evaluation.
 */
function evaluating(outside: At, result: string): readonly string[] {
  const { asked, hoisted, helpers, shared } = outside.module;
  const { locals } = outside.body;
  const own = locals.filter((name) => !shared.has(name));
  const [root, names] = [shared.has('root') ? 'value' : 'root', shared.has('names') ? 'given' : 'names'];
  const context = asked.has('input') ? `input = ${helper(outside, 'outermost')}(${root});` : '';
  const begin = [
    shared.has('root') ? 'root = value;' : '',
    shared.has('names') ? 'names = given;' : '',
    context !== '' && !shared.has('input') ? `const ${context}` : context,
    declared(outside, outside.body, own),
    `return (${result});`,
  ].join(' ');
  const kept = ['input', 'root', 'names', ...locals].filter((name) => shared.has(name));
  return [
    `const { ${[...helpers].sort().join(', ')} } = R;`,
    ...(kept.length === 0 ? [] : [`let ${kept.join(', ')};`]),
    ...[...hoisted].map(([text, name]) => `const ${name} = ${text};`),
    kept.length === 0
      ? `return (${root}, ${names}) => { ${begin} };`
      : `return (${root}, ${names}) => { try { ${begin} } finally { ${kept.join(' = ')} = undefined; } };`,
  ];
}
