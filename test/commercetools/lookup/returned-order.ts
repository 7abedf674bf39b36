import { caseOf } from './cases.ts';
import type { FetchingWebhook } from './fetching-webhook.ts';
import type { StandIn } from './stand-in.ts';

const returned = caseOf('order.returned', 'returned-without-tracking-of-a-customer');

/** A message about an order that came back, and the order as it is fetched for it. */
export const { delivery } = returned;
export const order = returned.fetched[0] ?? {};
export const orderPath = `/orders/${String(order['id'])}`;
export const version = Number(order['version']);

/** Delivers that message, with other fields where some are given, to the webhook of a test; the order is there to be fetched. */
export function deliveringOrder(api: StandIn, webhook: () => FetchingWebhook) {
  return (changes: object = {}) => {
    api.put(orderPath, order);
    return webhook().deliver({ ...delivery, ...changes });
  };
}

/** What commercetools is asked first, and once for many deliveries. */
export const oneToken = ['POST /oauth/token'];
