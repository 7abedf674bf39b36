import { type Callable, callable, hole, isCallable } from './callable.ts';
import { bail } from './meter.ts';

/** A function with some of its arguments given. */
export function partial(given: readonly unknown[], callee: unknown): Callable {
  if (!isCallable(callee) || callee.body === undefined) return bail();
  const { body, arity } = callee;
  const open = Array.from({ length: arity }, (_, index) => index).filter((index) => given[index] === hole);
  const all = (values: readonly unknown[]): unknown[] =>
    Array.from({ length: arity }, (_, index) =>
      given[index] === hole ? values[open.indexOf(index)] : given[index],
    );
  const run = (values: readonly unknown[]) => body(...all(values));
  return callable('partial', open.length, run, (...values) => run(values));
}
