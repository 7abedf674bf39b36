import type { Draw } from '../../commercetools/scrub/draw.ts';
import type { Common } from '../../commercetools/scrub/personal.ts';
import { type Scrubbed, scrubNotification } from '../../commercetools/scrub/scrub.ts';
import { survivors } from '../../commercetools/scrub/survivors.ts';
import { count } from '../../report/format.ts';
import type { Notification } from './read-captured.ts';

/** By chance a look-alike may hold a short text of the original; drawn again, it does not. */
const draws = 20;

/** A delivery without its people; or the places, as JSON Pointers, where something of them is left. */
export type Clean =
  | ({ readonly ok: true } & Scrubbed)
  | { readonly ok: false; readonly pointers: readonly string[] };

/** Scrubs until the check, which knows nothing of how it is done, finds nothing of the original. */
export function scrubUntilClean(notification: Notification, common: Common, draw: Draw): Clean {
  let pointers: readonly string[] = [];
  for (let drawn = 0; drawn < draws; drawn++) {
    const scrubbed = scrubNotification(notification, common, draw);
    pointers = survivors(notification, scrubbed.notification, common);
    if (pointers.length === 0) return { ok: true, ...scrubbed };
  }
  return { ok: false, pointers };
}

/** Such as `12 values replaced by look-alikes, 1 secret removed`. */
export function replacedInWords({ replaced, removed }: Pick<Scrubbed, 'replaced' | 'removed'>): string {
  const secrets = removed === 0 ? '' : `, ${count(removed, 'secret')} removed`;
  return `${count(replaced, 'value')} replaced by look-alikes${secrets}`;
}
