import { isDeepStrictEqual } from 'node:util';
import type { Issue } from '../../report/issue.ts';
import type { Place } from '../../report/place.ts';
import type { Json } from '../catalog.ts';
import { type Compiled, left, type NoValue, noNames, timeOver, timeSpent } from '../compiled/compiled.ts';
import { FunctionError } from '../functions/function-record.ts';
import type { Ast } from '../language/ast.ts';
import { TooMuchError } from '../language/bounded.ts';
import { NotPlainError } from '../language/plain-json.ts';
import { type Engine, type EngineDifference, onlyCompiled } from './engine.ts';
import { runtimeTrouble, type Trouble } from './expression-trouble.ts';
import { ForbiddenError, isJsonataError, type Reference } from './reference.ts';
import { tokenIndex } from './token-index.ts';

/** An expression's text, and where each of its characters stands in the author's file. */
export interface ExpressionSource {
  readonly text: string;
  readonly placeAt: (index: number) => Place;
}

/** What an expression gave: plain JSON, `undefined` where it yielded nothing; or why it could not. */
export type Evaluation =
  | { readonly ok: true; readonly value: Json | undefined }
  | { readonly ok: false; readonly issue: Issue };

/** One compiled expression. May be evaluated any number of times; never writes to what it is given. */
export interface Expression {
  readonly source: ExpressionSource;
  readonly ast: Ast;
  /** Of the variables in it, its own among them. */
  readonly names: readonly string[];
  /** Why every evaluation of it is left to jsonata itself; nothing where it is compiled. */
  readonly uncompiled: () => string | undefined;
  /** Nothing where every evaluation is left to jsonata. */
  readonly compiled: () => Compiled | undefined;
  /** A promise only where jsonata itself has to say. `found`: what it came to compiled, where that is known. */
  readonly evaluate: (
    input: unknown,
    names?: Readonly<Record<string, unknown>>,
    engine?: Engine,
    found?: NoValue,
  ) => Evaluation | Promise<Evaluation>;
}

const timeIsOver = runtimeTrouble({ code: 'D1012' });

/**
 * The evaluation of an expression: compiled where it is, and by jsonata itself, which is asked for when it is first
 * needed, where it is not and for every error.
 */
export function evaluation(
  source: ExpressionSource,
  reference: () => Reference,
  compiled: () => Compiled | undefined,
): Expression['evaluate'] {
  return (input, names = noNames, engine = onlyCompiled, before) => {
    const byReference = (spent: number) => evaluateByReference(source, reference(), input, names, spent);
    if (engine.name === 'reference') return byReference(0);
    const made = compiled();
    const found = before ?? (made === undefined ? left : made.evaluate(input, names));
    if (engine.name === 'compiled') {
      if (found !== left) return evaluationOf(source, found);
      engine.onLeft?.(source.placeAt(0));
      return byReference(made === undefined ? 0 : timeSpent());
    }
    return byReference(0).then((wanted) => {
      const kind = found === left ? undefined : differenceOf(evaluationOf(source, found), wanted);
      if (kind !== undefined) engine.onDifference?.({ place: source.placeAt(0), kind });
      return wanted;
    });
  };
}

function evaluationOf(source: ExpressionSource, found: Json | undefined | typeof timeOver): Evaluation {
  return found === timeOver
    ? { ok: false, issue: issueAt(source, 0, timeIsOver) }
    : { ok: true, value: found };
}

async function evaluateByReference(
  source: ExpressionSource,
  reference: Reference,
  input: unknown,
  names: Readonly<Record<string, unknown>>,
  spent: number,
): Promise<Evaluation> {
  try {
    return { ok: true, value: await reference.evaluate(input, names, spent) };
  } catch (error) {
    // Where the time ran out is chance: then the whole expression is meant.
    const known = isJsonataError(error) && error.code !== 'D1012';
    const index = known ? tokenIndex(source.text, error.position, error.token) : 0;
    return { ok: false, issue: issueAt(source, index, troubleOf(error)) };
  }
}

/** How the compiled evaluation differs from jsonata's own, which may have met a limit where the quicker one did not. */
function differenceOf(found: Evaluation, wanted: Evaluation): EngineDifference['kind'] | undefined {
  if (!found.ok || (!wanted.ok && wanted.issue.code === 'limit-exceeded')) return undefined;
  if (!wanted.ok) return 'value-or-issue';
  if (isDeepStrictEqual(found.value, wanted.value)) return undefined;
  return found.value === undefined || wanted.value === undefined ? 'value-or-nothing' : 'other-value';
}

export function issueAt(source: ExpressionSource, index: number, trouble: Trouble): Issue {
  const { code, severity = 'error', message, hint } = trouble;
  return {
    code,
    severity,
    message,
    place: source.placeAt(index),
    ...(hint === undefined ? {} : { hint }),
  };
}

function troubleOf(error: unknown): Trouble {
  if (error instanceof NotPlainError) {
    const hint = 'give text, a number, true, false, null, a list or an object';
    return { code: 'not-plain-json', message: error.message, hint };
  }
  // Of the engine: the stack is full, or a text or list would be longer than one can be.
  if (error instanceof RangeError && /call stack|length/i.test(error.message))
    return {
      code: 'limit-exceeded',
      message: 'it needs too much memory',
      hint: 'map only what the call needs',
    };
  if (error instanceof FunctionError) {
    const { message, hint } = error;
    if (error instanceof TooMuchError) return { code: 'limit-exceeded', message, hint };
    return {
      code: error instanceof ForbiddenError ? 'forbidden-function' : 'expression-failed',
      message,
      hint,
    };
  }
  return runtimeTrouble(isJsonataError(error) ? error : {});
}
