import type { Failure } from '../../report/failure.ts';
import type { Fields } from '../fields.ts';

/** One resource that is asked for: by its id, or by what else leads to one. */
export interface Wanted {
  /** As `resource.typeId` has it, such as `business-unit`. */
  readonly kind: string;
  /** `id`, `key`, or another kind of resource that it belongs to, such as `payment`. */
  readonly by: string;
  readonly value: string;
}

/** What became of a wish. The failure says what to do; the reason why there is nothing. */
export type Found =
  | { readonly status: 'found'; readonly value: Fields }
  | { readonly status: 'absent'; readonly reason: string }
  | { readonly status: 'failed'; readonly failure: Failure };

/** Where resources come from: the API, or the files of a test. Answers within the milliseconds that are left. */
export type Source = (wanted: Wanted, timeLeft: () => number) => Promise<Found>;

/** `customer/7f…`, `business-unit/key=acme`, `order/payment=57…` */
export function nameOf({ kind, by, value }: Wanted): string {
  return by === 'id' ? `${kind}/${value}` : `${kind}/${by}=${value}`;
}
