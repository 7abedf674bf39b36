import type { Evaluation } from './expression.ts';
import type { Work } from './fields.ts';

/** Runs work to its end: at once where nothing in it must wait. */
export function finished<Value>(work: Work<Value>): Value | Promise<Value> {
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
