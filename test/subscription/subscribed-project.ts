import type { ApiSettings } from '../../src/commercetools/lookup/settings.ts';
import { type Workspace, workspace } from '../cli/workspace.ts';

export const key = 'segment-mapper';
export const pubsub = ['--destination', 'pubsub', '--gcp-project', 'garden-cloud', '--topic', 'shop-events'];
export const topic = { type: 'GoogleCloudPubSub', projectId: 'garden-cloud', topic: 'shop-events' };

/** What the mappings of the project want. */
export const wanted = {
  messages: [
    { resourceTypeId: 'customer', types: ['CustomerCreated'] },
    { resourceTypeId: 'order', types: ['OrderCreated', 'OrderImported'] },
  ],
  changes: [{ resourceTypeId: 'customer' }],
  events: [{ resourceTypeId: 'checkout', types: ['CheckoutPaymentCharged'] }],
};

export const mapping = (on: string, more: string) => `description: For a test.
on: ${on}
${more}track:
  userId: '"somebody"'
  event: Something Happened
`;

const types = [
  'CustomerCreated',
  'OrderCreated',
  'OrderImported',
  'OrderDeleted',
  'ResourceCreated',
  'ResourceUpdated',
  'CheckoutPaymentCharged',
  'ImportUnresolved',
];

/** A project whose mappings listen to messages, changes and events, and some to nothing. */
export async function openProject(): Promise<Workspace> {
  const project = await workspace(types);
  await project.write('mappings/order.made.yaml', mapping('[OrderCreated, OrderImported]', ''));
  await project.write('mappings/order.deleted.yaml', mapping('OrderDeleted', 'when: false # not yet\n'));
  // As others write it: each is read as the same.
  for (const [index, off] of ['False', 'FALSE', '"false"', '!!bool false', '>-\n  false'].entries())
    await project.write(`mappings/order.deleted-${index}.yaml`, mapping('OrderDeleted', `when: ${off}\n`));
  await project.write(
    'mappings/account.changed.yaml',
    mapping(
      '[ResourceCreated, ResourceUpdated]',
      'when: resource.typeId = "customer" # or "order", one day\n',
    ),
  );
  await project.write('mappings/checkout.paid.yaml', mapping('CheckoutPaymentCharged', ''));
  return project;
}

/** The variables of an API client that may change Subscriptions. */
export function environment({ projectKey, clientId, clientSecret, apiUrl, authUrl }: ApiSettings) {
  return {
    CTP_PROJECT_KEY: projectKey,
    CTP_CLIENT_ID: clientId,
    CTP_CLIENT_SECRET: clientSecret,
    CTP_API_URL: apiUrl,
    CTP_AUTH_URL: authUrl,
    CTP_SCOPES: `manage_subscriptions:${projectKey}`,
  };
}
