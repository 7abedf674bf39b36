import type { Json } from '../catalog.ts';
import type { Ast } from '../language/ast.ts';
import { type Emitted, emitExpression } from './emit-expression.ts';
import { type Linked, linkText } from './link.ts';
import { beginEvaluation, TimeOver } from './runtime/meter.ts';

/** Stands for the value of an evaluation of which only the reference can say what it comes to. */
export const left: unique symbol = Symbol('left');
/** The same of one whose time is over: begun again, it would take as long once more. */
export const timeOver: unique symbol = Symbol('time over');
/** What an evaluation comes to where it comes to no value. */
export type NoValue = typeof left | typeof timeOver;

/** Where nothing is named. */
export const noNames: Readonly<Record<string, unknown>> = Object.freeze({});

/** An expression as JavaScript. */
export interface Compiled {
  readonly linked: Linked;
  /** The functions of the language that it calls. */
  readonly functions: readonly string[];
  /** Gives plain JSON or nothing, or a `NoValue`. */
  readonly evaluate: (input: unknown, names: Readonly<Record<string, unknown>>) => Json | undefined | NoValue;
}

export { begunLast, isTimed as tookLong, timeOfAll, timeSpent } from './runtime/meter.ts';

/** Compiles an expression; or says why it is left to the reference. */
export function compileAst(
  ast: Ast,
): { readonly ok: true; readonly compiled: Compiled } | { readonly ok: false; readonly reason: string } {
  const emitted = emitExpression(ast);
  if (!emitted.ok) return emitted;
  const linked = linkText(emitted.source);
  if (linked === undefined) return { ok: false, reason: 'this runtime makes no functions of text' };
  return { ok: true, compiled: compiledOf(linked, emitted) };
}

/** An expression of a function that was linked before, with what was told of it when it was emitted. */
export function compiledOf(
  linked: Linked,
  { functions }: Pick<Emitted & { readonly ok: true }, 'functions'>,
  begin = beginEvaluation,
): Compiled {
  const evaluate: Compiled['evaluate'] = (input, names) => {
    // A value by the name of a function would be called in its place.
    if (names !== noNames) for (const name of functions) if (Object.hasOwn(names, name)) return left;
    begin();
    try {
      return linked(input, names);
    } catch (error) {
      return error instanceof TimeOver ? timeOver : left;
    }
  };
  return { linked, functions, evaluate };
}
