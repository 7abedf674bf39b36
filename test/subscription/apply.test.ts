import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Told, Workspace } from '../cli/workspace.ts';
import { type StandIn, startStandIn } from '../commercetools/lookup/stand-in.ts';
import { openShop, type Shop } from './shop.ts';
import { environment, key, openProject, pubsub, topic, wanted } from './subscribed-project.ts';

let standIn: StandIn;
let shop: Shop;
let project: Workspace;

beforeAll(async () => {
  standIn = await startStandIn();
});
afterAll(() => standIn.close());
beforeEach(async () => {
  standIn.reset();
  shop = openShop(standIn, [key]);
  project = await openProject();
});

const subscription = (...args: string[]): Promise<Told> =>
  project.mapperIn(environment(standIn.settings), 'subscription', ...args);

/** How often it was asked to make or to change one. */
const posts = () => standIn.requests().filter((one) => /^POST .*subscriptions/.test(one)).length;

const cart = { resourceTypeId: 'cart', types: ['CartAbandoned'] };

describe('apply', () => {
  it('creates it, then finds nothing to do', async () => {
    expect(await subscription('apply', ...pubsub)).toMatchObject({ code: 0, stderr: '' });
    expect(shop.posted).toEqual([{ key, format: { type: 'Platform' }, destination: topic, ...wanted }]);
    expect((await subscription('check', ...pubsub)).code).toBe(0);
    expect(await subscription('apply', ...pubsub)).toEqual({
      code: 0,
      stderr: '',
      stdout: 'Subscription segment-mapper: it is as the mappings want it; nothing was changed\n',
    });
    expect(shop.posted).toHaveLength(1);
  });

  it('changes only what differs', async () => {
    shop.keep(key, { destination: topic, ...wanted, changes: [] });
    const told = await subscription('apply', '--json');
    expect(JSON.parse(told.stdout)).toEqual({ key, status: 'updated', actions: ['setChanges'] });
    expect(shop.posted).toEqual([
      { version: 1, actions: [{ action: 'setChanges', changes: wanted.changes }] },
    ]);
    expect((await subscription('check')).code).toBe(0);
  });

  it('moves it to another destination, and renews a secret that cannot be compared', async () => {
    shop.keep(key, { destination: { type: 'SQS' }, ...wanted });
    await subscription('apply', ...pubsub);
    expect(shop.kept(key)).toMatchObject({ destination: topic, version: 2 });
    await subscription('apply', ...pubsub, '--renew');
    expect(shop.kept(key)).toMatchObject({ destination: topic, version: 3 });
  });

  it('leaves one to Confluent as it is, of whose keys the API shows a part only', async () => {
    const confluent = [
      '--bootstrap-server',
      'pkc-1.example.com:9092',
      '--api-key',
      'ABCDEF',
      '--topic',
      'shop',
    ];
    const shown = { bootstrapServer: 'pkc-1.example.com:9092', apiKey: '****EF', apiSecret: '****et' };
    const destination = { type: 'ConfluentCloud', ...shown, acks: 'all', topic: 'shop' };
    shop.keep(key, { destination, ...wanted });
    const env = { ...environment(standIn.settings), SUBSCRIPTION_SECRET: 'the-secret' };
    const apply = (...more: string[]) =>
      project.mapperIn(env, 'subscription', 'apply', '--destination', 'confluent', ...confluent, ...more);
    expect((await apply()).stdout).toContain('nothing was changed');
    expect((await apply('--renew')).stdout).toContain('updated (changeDestination)');
    expect(shop.kept(key)?.['destination']).toMatchObject({ apiKey: 'ABCDEF', apiSecret: 'the-secret' });
  });

  it('changes nothing of one whose format is not what the destination needs', async () => {
    shop.keep(key, { destination: topic, ...wanted, changes: [] });
    const uri = ['--destination', 'eventgrid', '--uri', 'https://shop.example/api/events'];
    const env = { ...environment(standIn.settings), SUBSCRIPTION_SECRET: 'a-key-of-the-topic' };
    const told = await project.mapperIn(env, 'subscription', 'apply', ...uri);
    expect(told).toMatchObject({ code: 2, stdout: '' });
    expect(told.stderr).toContain('a format cannot be changed: create a Subscription with another --key');
    expect(shop.posted).toEqual([]);
  });

  it('is content with CloudEvents where the destination takes them too', async () => {
    shop.keep(key, { destination: topic, ...wanted, format: { type: 'CloudEvents' } });
    expect((await subscription('check', ...pubsub)).code).toBe(0);
    expect((await subscription('apply', ...pubsub)).stdout).toContain('nothing was changed');
  });

  it('reads it again where somebody else was quicker', async () => {
    shop.keep(key, { destination: topic, ...wanted, changes: [] });
    shop.changeBeforePost(key, { events: [] });
    const { code, stdout } = await subscription('apply');
    expect([code, stdout]).toEqual([
      0,
      'Subscription segment-mapper: updated (setChanges, setEvents); it may take a minute until it counts\n',
    ]);
    expect(shop.posted).toHaveLength(2);
  });

  it('updates what somebody else created first', async () => {
    shop.changeBeforePost(key, { destination: topic });
    expect((await subscription('apply', ...pubsub)).code).toBe(0);
    expect(shop.kept(key)).toMatchObject({ version: 2, ...wanted });
  });

  it('gives up where somebody else is always quicker', async () => {
    shop.keep(key, { destination: topic });
    for (const _ of [1, 2, 3]) shop.changeBeforePost(key, {});
    expect(await subscription('apply')).toEqual({
      code: 5,
      stdout: '',
      stderr:
        'commercetools did not update the Subscription (409); somebody else changes it at the same time: try again\n',
    });
  });

  it('says what a refused test notification mostly means', async () => {
    standIn.answer('/subscriptions', () => ({ status: 400, body: { statusCode: 400 } }));
    expect(await subscription('apply', ...pubsub)).toEqual({
      code: 4,
      stdout: '',
      stderr:
        'commercetools did not create the Subscription (400); mostly its test notification could not be delivered: look at the name of the queue or topic, and at the grant for commercetools\n',
    });
    expect(posts()).toBe(1);
  });

  it('takes away what is delivered and not mapped', async () => {
    const messages = [...wanted.messages, { resourceTypeId: 'payment', types: ['PaymentCreated'] }];
    shop.keep(key, { destination: topic, ...wanted, messages, events: [...wanted.events, cart] });
    expect((await subscription('apply')).stdout).toContain('updated (setMessages, setEvents)');
    expect(shop.kept(key)).toMatchObject(wanted);
  });

  it('makes and changes nothing where it cannot be read', async () => {
    standIn.answer(`/subscriptions/key=${key}`, () => ({ status: 403, body: { statusCode: 403 } }));
    const { code, stderr } = await subscription('apply', ...pubsub);
    expect([code, stderr]).toEqual([
      4,
      expect.stringMatching(/^commercetools did not read the Subscription \(403\); check CTP_CLIENT_ID/),
    ]);
    expect(posts()).toBe(0);
  });

  it('sends a change that is refused once', async () => {
    const kept = { version: 1, destination: topic, format: { type: 'Platform' }, messages: [], events: [] };
    standIn.answer(`/subscriptions/key=${key}`, (method) =>
      method === 'GET' ? { status: 200, body: kept } : { status: 400, body: { statusCode: 400 } },
    );
    expect((await subscription('apply')).code).toBe(4);
    expect(posts()).toBe(1);
  });
});
