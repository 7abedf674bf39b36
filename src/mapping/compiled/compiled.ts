import type { Ast } from '../ast.ts';
import { emitExpression } from './emit-expression.ts';
import { type Linked, linkText } from './link.ts';
import { beginEvaluation, TimeOver, timeSpent } from './runtime/meter.ts';

/** What an evaluation came to: a value; or nothing but that its time is over; or that the reference has to say. */
export type Attempt =
  | { readonly status: 'value'; readonly value: unknown }
  | { readonly status: 'time-over' }
  /** `spent`: milliseconds that are gone already. */
  | { readonly status: 'left'; readonly spent: number };

/** An expression as JavaScript. */
export interface Compiled {
  readonly evaluate: (input: unknown, names: Readonly<Record<string, unknown>>) => Attempt;
}

/** Whether the evaluation that ended last was long enough for its time to be taken. */
export function tookLong(): boolean {
  return timeSpent() > 0;
}

/** Compiles an expression; or says why it is left to the reference. */
export function compileAst(
  ast: Ast,
): { readonly ok: true; readonly compiled: Compiled } | { readonly ok: false; readonly reason: string } {
  const emitted = emitExpression(ast);
  if (!emitted.ok) return emitted;
  const linked = linkText(emitted.source);
  if (linked === undefined) return { ok: false, reason: 'this runtime makes no functions of text' };
  return { ok: true, compiled: compiledOf(linked, emitted.functions) };
}

/** An expression of a function that was linked before; `functions` as they were emitted with it. */
export function compiledOf(linked: Linked, functions: readonly string[]): Compiled {
  const evaluate: Compiled['evaluate'] = (input, names) => {
    // A value by the name of a function would be called in its place.
    for (const name of functions) if (Object.hasOwn(names, name)) return { status: 'left', spent: 0 };
    beginEvaluation();
    try {
      return { status: 'value', value: linked(input, names) };
    } catch (error) {
      return error instanceof TimeOver ? { status: 'time-over' } : { status: 'left', spent: timeSpent() };
    }
  };
  return { evaluate };
}
