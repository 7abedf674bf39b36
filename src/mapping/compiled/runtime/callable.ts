import type { Signature } from '../../language/jsonata.ts';
import { bail, enter, leave, tick } from './meter.ts';
import { unwrap } from './sequence.ts';

/**
 * What kind of thing the reference has in the place of a function: some of its own functions take only some of them
 * where a call at the end of a function hands them on.
 */
export type CallableKind = 'lambda' | 'partial' | 'native' | 'closure';

/** A value that can be called. It takes its arguments as a list, and the context of the call. */
export interface Callable {
  (values: readonly unknown[], context: unknown): unknown;
  kind: CallableKind;
  /** How many arguments it is given by those that offer several. */
  arity: number;
  /** Of what an expression makes itself: takes its parameters one by one, whatever its signature says. */
  body?: Body;
}

export type Body = (...values: unknown[]) => unknown;

export function callable(
  kind: CallableKind,
  arity: number,
  run: (values: readonly unknown[], context: unknown) => unknown,
  body?: Body,
): Callable {
  return Object.assign(run, { kind, arity }, body && { body });
}

export function isCallable(value: unknown): value is Callable {
  return typeof value === 'function';
}

/** A call at the end of a function, made when the function has ended, so that a loop does not deepen the stack. */
export class TailCall {
  readonly callee: unknown;
  readonly values: readonly unknown[];
  constructor(callee: unknown, values: readonly unknown[]) {
    this.callee = callee;
    this.values = values;
  }
}

export function tailCall(callee: unknown, values: readonly unknown[]): TailCall {
  return new TailCall(callee, values);
}

/** Calls a function and whatever calls its end. What comes back may be a sequence that is not taken for its item yet. */
export function call(callee: unknown, values: readonly unknown[], context: unknown): unknown {
  if (!isCallable(callee)) return bail();
  enter();
  const value = settled(callee(values, context), context);
  leave();
  return value;
}

/** The value that a call at the end comes to in the end. */
export function settled(value: unknown, context: unknown): unknown {
  let result = value;
  while (result instanceof TailCall) {
    tick();
    const { callee, values } = result;
    result = isCallable(callee) ? callee(values, context) : bail();
  }
  return result;
}

/** A body that makes the calls at its end itself, for those that call it as it is. */
export function settling(body: Body, context: unknown): Body {
  return (...values) => settled(body(...values), context);
}

/** A function that the expression writes out. */
export function lambda(arity: number, body: Body, signature?: Signature): Callable {
  const run = (values: readonly unknown[], context: unknown): unknown => {
    tick();
    const given = signature === undefined ? values : signature.validate(values, context);
    return arity <= 2 ? body(given[0], given[1]) : body(...given);
  };
  return callable('lambda', arity, run, body);
}

/** An argument: a function is handed on in a wrapper that has lost its context. */
export function argument(value: unknown): unknown {
  return isCallable(value) ? wrapped(value) : value;
}

function wrapped(callee: Callable): Callable {
  return callable('closure', callee.arity, (values) => call(callee, values, null));
}

/** `left ~> right`, where the right side is no call. */
export function chain(left: unknown, right: unknown): unknown {
  if (!isCallable(right)) return bail();
  if (!isCallable(left)) return call(right, [left], null);
  const both: Body = (value) => tailCall(right, [unwrap(call(left, [argument(value)], null))]);
  return lambda(1, both);
}

/** Stands for `?` among the arguments of a partial application. */
export const hole: unique symbol = Symbol('?');
