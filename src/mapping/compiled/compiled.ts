import type { Ast } from '../ast.ts';
import { type Emitted, emitExpression } from './emit-expression.ts';
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
  /** Whether its values are parts of what it is given, or lists of such. */
  readonly givesParts: boolean;
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
  return { ok: true, compiled: compiledOf(linked, emitted) };
}

/** An expression of a function that was linked before, with what was told of it when it was emitted. */
export function compiledOf(
  linked: Linked,
  { functions, givesParts }: Pick<Emitted & { readonly ok: true }, 'functions' | 'givesParts'>,
): Compiled {
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
  return { givesParts, evaluate };
}
