import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Customer, Order } from '@commercetools/platform-sdk';
import { CommercetoolsMock } from '@labdigital/commercetools-mock';
import type { Stock } from './mock-shop.ts';
import { customerAt, orderAt } from './shop.ts';

// A program of its own: it says its port, and ends when nobody listens to it any more.
const { projectKey, customers, orders } = JSON.parse(process.argv[2] ?? '') as Stock;
const mock = new CommercetoolsMock({
  enableAuthentication: true,
  validateCredentials: true,
  defaultProjectKey: projectKey,
});
const shop = mock.project();
// In the order of their ids: it answers in the order in which they came, whatever `sort` says.
for (let index = 0; index < customers; index++)
  await shop.unsafeAdd('customer', customerAt(index) as unknown as Customer);
for (let index = 0; index < orders; index++)
  await shop.unsafeAdd('order', orderAt(index) as unknown as Order);
await mock.app.listen({ port: 0, host: '127.0.0.1' });
process.stdout.write(`${(mock.app.server.address() as AddressInfo).port}\n`);
await once(process.stdin.resume(), 'end');
process.exit();
