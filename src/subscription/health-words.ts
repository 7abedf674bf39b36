/** What the status of a Subscription means, and what to do. https://docs.commercetools.com/api/projects/subscriptions#subscriptionhealthstatus */
const words: Readonly<Record<string, string>> = {
  Healthy: 'commercetools delivers',
  TemporaryError:
    'commercetools could not deliver just now, and goes on trying: look at the status of the queue or topic',
  ConfigurationError:
    'the queue or topic is gone, or refuses commercetools: mend it or its grant; what was not delivered follows then, if that is soon',
  ConfigurationErrorDeliveryStopped:
    'the queue or topic was gone or refused for too long, and nothing is kept any more: mend it, then run "subscription apply" with --destination and --renew; what happened in between comes only by a backfill',
  ManuallySuspended: 'commercetools has suspended it: ask their support',
};

/** A sentence for the operator. */
export function healthWords(status: string): string {
  return Object.hasOwn(words, status)
    ? (words[status] ?? '')
    : 'this version of mapper does not know that status';
}

export function isHealthy(status: string): boolean {
  return status === 'Healthy';
}
