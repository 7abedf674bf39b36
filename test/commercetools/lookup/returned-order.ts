import { caseOf } from './cases.ts';

const returned = caseOf('order.returned', 'returned-without-tracking-of-a-customer');

/** A message about an order that came back, and the order as it is fetched for it. */
export const { delivery } = returned;
export const order = returned.fetched[0] ?? {};
export const orderPath = `/orders/${String(order['id'])}`;
export const version = Number(order['version']);
