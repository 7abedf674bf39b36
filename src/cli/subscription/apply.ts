import { type Applied, applySubscription } from '../../subscription/apply.ts';
import { UsageError } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import type { Asked } from './asked.ts';
import { openApi, showRefusal } from './open-api.ts';
import { completeDestination, readDestination } from './read-destination.ts';
import { otherFormat } from './show-drift.ts';

/** Makes the Subscription what the mappings want. */
export async function apply({ key, wanted, input, io }: Asked): Promise<number> {
  const destination = completeDestination(readDestination(input, io));
  const renewsDestination = input.has('renew');
  if (renewsDestination && destination === undefined)
    throw new UsageError('subscription: --renew needs --destination beside it');
  const { ask } = openApi(io);
  const applied = await applySubscription(ask, {
    key,
    wanted,
    renewsDestination,
    ...(destination === undefined ? {} : { destination }),
  });
  if (applied.status === 'refused' || applied.status === 'unavailable') return showRefusal(io, applied);
  if (applied.status === 'nowhere')
    throw new UsageError(
      `subscription: there is no Subscription ${key} yet; say where to with --destination`,
    );
  if (applied.status === 'other-format')
    throw new UsageError(`subscription: nothing was changed of ${key}: ${otherFormat}`);
  if (input.has('json')) io.stdout(`${JSON.stringify({ key, ...applied })}\n`);
  else io.stdout(`Subscription ${key}: ${words(applied)}\n`);
  return exitCodes.fine;
}

function words(applied: Applied): string {
  if (applied.status === 'updated')
    return `updated (${applied.actions.join(', ')}); it may take a minute until it counts`;
  return applied.status === 'created'
    ? 'created; the log of the webhook soon has its test notification as "skipped"'
    : 'it is as the mappings want it; nothing was changed';
}
