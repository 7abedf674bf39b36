import type { Evaluation } from './expression/expression.ts';
import type { Work } from './fields.ts';

/** A value, or a promise of it where something must wait. */
export type Soon<Value> = Value | Promise<Value>;

/** Goes on with a value: at once where it is there. */
export function after<Value, Next>(value: Soon<Value>, next: (value: Value) => Soon<Next>): Soon<Next> {
  return value instanceof Promise ? value.then(next) : next(value);
}

/** Runs work to its end: at once where nothing in it must wait. */
export function finished<Value>(work: Work<Value>): Soon<Value> {
  const first = work.next();
  return first.done === true ? first.value : later(work, first.value);
}

async function later<Value>(work: Work<Value>, first: Promise<Evaluation>): Promise<Value> {
  let waiting = first;
  for (;;) {
    const step = work.next(await waiting);
    if (step.done === true) return step.value;
    waiting = step.value;
  }
}
