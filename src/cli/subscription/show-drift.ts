import type { Drift } from '../../subscription/drift.ts';
import type { Deliverable } from '../../subscription/wanted.ts';

/** https://docs.commercetools.com/api/projects/subscriptions#update-actions has none for the format. */
export const otherFormat =
  'its format is not the one this destination needs, and a format cannot be changed: create a Subscription with another --key, and delete this one when that one delivers';

/** In what a Subscription differs from the mappings; each part with what it leads to. */
export function showDrift({
  notDelivered,
  notMapped,
  isElsewhere,
  hasOtherFormat,
}: Drift): readonly string[] {
  return [
    ...part(
      'mapped, but never delivered: these mappings never get what they listen to',
      notDelivered.map((one) => {
        const { mappings } = one;
        return `${deliverableWords(one)}: ${mappings.length > 0 ? mappings.join(', ') : 'wanted by --changes'}`;
      }),
    ),
    ...part(
      'delivered, but never mapped: answered with 200 and dropped, and paid for on the way',
      notMapped.map(deliverableWords),
    ),
    ...(isElsewhere ? ['it delivers to another destination than --destination says'] : []),
    ...(hasOtherFormat ? [otherFormat] : []),
  ];
}

function part(head: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [head, ...lines.map((line) => `  ${line}`)];
}

function deliverableWords({ by, resource, type }: Deliverable): string {
  if (by === 'changes') return `changes of ${resource}`;
  if (type !== undefined) return `${type} (${resource})`;
  return `every ${by === 'events' ? 'Event' : 'message'} of ${resource} that is not mapped`;
}
