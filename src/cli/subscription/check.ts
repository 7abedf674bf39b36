import { readSubscription } from '../../subscription/apply.ts';
import { driftOf, isInStep } from '../../subscription/drift.ts';
import { healthWords, isHealthy } from '../../subscription/health-words.ts';
import { exitCodes } from '../exit-codes.ts';
import type { Asked } from './asked.ts';
import { openApi, showRefusal } from './open-api.ts';
import { readDestination } from './read-destination.ts';
import { showDrift } from './show-drift.ts';

/** Says in what the Subscription differs from the mappings, in both directions, and whether commercetools delivers. */
export async function check({ key, wanted, input, io }: Asked): Promise<number> {
  const destination = readDestination(input, io);
  const { ask, settings } = openApi(io);
  const found = await readSubscription(ask, key);
  if (found.status === 'absent') {
    if (input.has('json')) io.stdout(`${JSON.stringify({ key, status: 'absent', inStep: false })}\n`);
    else
      io.stdout(
        `Subscription ${key}: there is none, so nothing is delivered; "subscription apply" makes it\n`,
      );
    return exitCodes.found;
  }
  if (found.status !== 'answered') return showRefusal(io, { ...found, during: 'read' });
  const { id, status } = found.body;
  const drift = driftOf(found.body, wanted, destination);
  const inStep = isInStep(drift);
  const healthUrl = `${settings.apiUrl}/${settings.projectKey}/subscriptions/${id}/health`;
  if (input.has('json'))
    io.stdout(`${JSON.stringify({ key, status, inStep, ...drift, healthUrl }, null, 2)}\n`);
  else {
    const said = inStep
      ? ['it delivers what the mappings listen to, and nothing else']
      : [...showDrift(drift), 'to bring it in step: npm run mapper -- subscription apply'];
    // Monitors may ask it without a token: 200, else 400 or 503.
    const monitor = `for a monitor, without credentials: GET ${healthUrl}`;
    io.stdout(`Subscription ${key}: ${status}: ${healthWords(status)}\n${[...said, monitor].join('\n')}\n`);
  }
  return inStep && isHealthy(status) ? exitCodes.fine : exitCodes.found;
}
