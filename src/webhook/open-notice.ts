import type { AuthenticationSettings } from '../commercetools/authenticate/settings.ts';

/** What an operator must know of a webhook that checks nobody. */
export const openNotice =
  'anyone who knows the URL may post: set WEBHOOK_SECRET, PUBSUB_SERVICE_ACCOUNT with PUBSUB_AUDIENCE, SNS_TOPIC_ARNS, ENTRA_TENANT_ID with ENTRA_AUDIENCE, or WEBHOOK_SIGNING_SECRET';

/** Whether nobody is checked. */
export function isOpen({ secrets, signingKeys, snsTopics, google, entra }: AuthenticationSettings): boolean {
  const lists = [secrets, signingKeys, snsTopics].every((list) => list.length === 0);
  return lists && google === undefined && entra === undefined;
}
