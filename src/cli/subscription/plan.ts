import { type Destination, destinationKinds } from '../../subscription/destinations.ts';
import { selectionsOf, shownDraft } from '../../subscription/draft.ts';
import { terraformOf } from '../../subscription/terraform.ts';
import { exitCodes } from '../exit-codes.ts';
import type { Asked } from './asked.ts';
import { readDestination } from './read-destination.ts';

/** Shows the Subscription that the mappings want; a secret is never shown. */
export function planSubscription({ key, wanted, input, io }: Asked): number {
  const destination = readDestination(input, io) ?? placeholders();
  const parts = { key, destination, selections: selectionsOf(wanted.deliveries) };
  const draft = JSON.stringify(shownDraft(parts), null, 2);
  if (input.has('json')) io.stdout(`${draft}\n`);
  else
    io.stdout(
      `The draft for commercetools:\n\n${draft}\n\nThe same for Terraform:\n\n${terraformOf(parts)}\n`,
    );
  return exitCodes.fine;
}

function placeholders(): Destination {
  const { pubsub } = destinationKinds;
  if (pubsub === undefined) throw new Error('there is no kind of destination');
  return { kind: pubsub, given: {} };
}
