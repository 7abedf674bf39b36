import { mergeSorted } from './higher-order.ts';
import { bail, tick } from './meter.ts';
import type { Marked } from './sequence.ts';

/** What a list is ordered by, the first that differs decides. */
type Term = readonly [by: (item: unknown) => unknown, isDescending: boolean];

/** `^(…)` */
export function ordered(terms: readonly Term[]): (items: Marked) => Marked {
  return (items) =>
    items.length <= 1 ? items : mergeSorted(items, (one, other) => isAfter(terms, one, other));
}

function isAfter(terms: readonly Term[], one: unknown, other: unknown): boolean {
  for (const [by, isDescending] of terms) {
    tick();
    const order = compared(by(one), by(other), isDescending);
    if (order !== 0) return order > 0;
  }
  return false;
}

/** What is nothing comes last, whichever way round. */
function compared(one: unknown, other: unknown, isDescending: boolean): number {
  if (one === undefined) return other === undefined ? 0 : 1;
  if (other === undefined) return -1;
  if (typeof one !== typeof other || (typeof one !== 'string' && typeof one !== 'number')) return bail();
  if (one === other) return 0;
  const order = one < (other as typeof one) ? -1 : 1;
  return isDescending ? -order : order;
}
