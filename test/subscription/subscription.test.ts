import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Told, type Workspace, workspace } from '../cli/workspace.ts';
import { type StandIn, startStandIn } from '../commercetools/lookup/stand-in.ts';
import { openShop, type Shop } from './shop.ts';
import { environment, key, mapping, openProject, pubsub, topic, wanted } from './subscribed-project.ts';

let standIn: StandIn;
let shop: Shop;
let project: Workspace;

beforeAll(async () => {
  standIn = await startStandIn();
});
afterAll(() => standIn.close());
beforeEach(async () => {
  standIn.reset();
  shop = openShop(standIn, [key, 'staging']);
  project = await openProject();
});

const subscription = (...args: string[]): Promise<Told> =>
  project.mapperIn(environment(standIn.settings), 'subscription', ...args);

/** Without the port, which is another each time. */
const steady = (text: string) => text.replaceAll(standIn.settings.apiUrl, 'https://api.example');

/** Where a plan delivers to, in both forms, and what Terraform has to make and to be told for it. */
const whereToIn =
  /^ {2}"(format|destination)": \{[^}]*\}|^ {2}destination \{[^}]*\}|^variable .*\{[^}]*\}|^resource "aws.*\{[\s\S]*?^\}|^ *depends_on.*/gm;

describe('plan', () => {
  it('shows the draft and the Terraform, and asks nobody', async () => {
    const told = await project.mapper('subscription', 'plan', ...pubsub);
    expect(told).toMatchObject({ code: 0, stderr: '' });
    await expect(told.stdout).toMatchFileSnapshot('plan-pubsub.txt');
    expect(standIn.requests()).toEqual([]);
  });

  it.each([
    ['sns', '--topic-arn', 'arn:aws:sns:eu-central-1:123456789012:shop-events'],
    ['sqs', '--queue-url', 'https://sqs.eu-central-1.amazonaws.com/1/shop', '--region', 'eu-central-1'],
    ['eventbridge', '--region', 'eu-central-1', '--account', '123456789012'],
    ['eventgrid', '--uri', 'https://shop.westeurope-1.eventgrid.azure.net/api/events'],
    ['servicebus'],
    ['confluent', '--bootstrap-server', 'pkc-1.example.com:9092', '--api-key', 'A%{BC', '--topic', 'shop'],
  ])('knows the destination %s, and never shows its secret', async (...destination) => {
    const env = { SUBSCRIPTION_SECRET: 'not-to-be-seen' };
    const told = await project.mapperIn(env, 'subscription', 'plan', '--destination', ...destination);
    expect(told).toMatchObject({ code: 0, stderr: '' });
    expect(told.stdout).not.toContain('not-to-be-seen');
    const whereTo = told.stdout.match(whereToIn);
    await expect(`${whereTo?.join('\n')}\n`).toMatchFileSnapshot(`destination-${destination[0]}.txt`);
  });

  it('prints the draft alone as JSON', async () => {
    const { stdout } = await project.mapper('subscription', 'plan', '--json', ...pubsub);
    expect(JSON.parse(stdout)).toEqual({ key, format: { type: 'Platform' }, destination: topic, ...wanted });
  });

  it('takes the Events of imports from the Import API', async () => {
    await project.write('mappings/import.failed.yaml', mapping('ImportUnresolved', ''));
    const { stdout } = await project.mapper('subscription', 'plan', '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      events: [...wanted.events, { resourceTypeId: 'import-api', types: ['ImportUnresolved'] }],
    });
  });

  it('says where a mapping does not tell of which kinds it wants the changes', async () => {
    await project.write('mappings/account.changed.yaml', mapping('ResourceUpdated', ''));
    const { stderr } = await project.mapper('subscription', 'plan');
    expect(stderr).toBe(
      'account.changed: listens to changes, but neither compares resource.typeId in "when" nor fetches by resource.id; name the kinds with --changes\n',
    );
    const told = await project.mapper('subscription', 'plan', '--json', '--changes', 'payment, customer');
    expect(told.stderr).toBe('');
    expect(JSON.parse(told.stdout)).toMatchObject({
      changes: [{ resourceTypeId: 'customer' }, { resourceTypeId: 'payment' }],
    });
  });

  it.each([
    [
      'shopping-list',
      'fetch:\n  shoppingList: resource.id\n  made: { kind: quote-request, id: $shoppingList.key }\n',
    ],
    ['quote-request', 'fetch:\n  made: { kind: quote-request, id: $id }\nlet:\n  id: resource.id\n'],
    ['payment', `when: '"payment" = resource.typeId'\nlet:\n  made: resource\n`],
    [
      'quote-request',
      'when: $isQuote\nlet:\n  isQuote: resource.typeId = "quote-request"\n  made: \'{ "id": resource.typeId = "order" ? "o" : "q" }\'\n',
    ],
  ])('takes of %s the changes, and of nothing else, by %j', async (kind, more) => {
    const made = mapping('ResourceUpdated', more).replace(`'"somebody"'`, '$made.id');
    await project.write('mappings/account.changed.yaml', made);
    const { stdout, stderr } = await project.mapper('subscription', 'plan', '--json');
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toMatchObject({ changes: [{ resourceTypeId: kind }] });
  });
});

describe('check', () => {
  it('finds a drift in both directions', async () => {
    await project.write('mappings/order.told.yaml', mapping('OrderCreated', ''));
    shop.keep(key, {
      destination: topic,
      messages: [
        { resourceTypeId: 'customer', types: ['CustomerCreated', 'CustomerDeleted'] },
        { resourceTypeId: 'order', types: ['OrderImported'] },
        { resourceTypeId: 'payment' },
      ],
      changes: [{ resourceTypeId: 'order' }],
      events: wanted.events,
    });
    const told = await subscription('check');
    expect(told).toMatchObject({ code: 1, stderr: '' });
    await expect(steady(told.stdout)).toMatchFileSnapshot('check-drift.txt');
    const json = await subscription('check', '--json');
    expect(json.code).toBe(1);
    await expect(steady(json.stdout)).toMatchFileSnapshot('check-drift.json.txt');
    expect(shop.posted).toEqual([]);
  });

  it('finds none where there is none, in whatever order', async () => {
    const messages = wanted.messages.toReversed().map((one) => ({ ...one, types: one.types.toReversed() }));
    shop.keep(key, { destination: topic, ...wanted, messages });
    const told = await subscription('check', ...pubsub);
    expect(told).toMatchObject({ code: 0, stderr: '' });
    await expect(steady(told.stdout)).toMatchFileSnapshot('check-in-step.txt');
  });

  it('misses also the changes that only --changes names', async () => {
    shop.keep(key, { destination: topic, ...wanted });
    const { stdout } = await subscription('check', '--json', '--changes', 'payment');
    expect(JSON.parse(stdout)).toMatchObject({
      notDelivered: [{ by: 'changes', resource: 'payment', mappings: [] }],
    });
  });

  it('takes no types for all types', async () => {
    const messages = [{ resourceTypeId: 'customer' }, { resourceTypeId: 'order', types: [] }];
    shop.keep(key, { destination: topic, ...wanted, messages });
    const { stdout } = await subscription('check', '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      notDelivered: [],
      notMapped: [
        { by: 'messages', resource: 'customer' },
        { by: 'messages', resource: 'order' },
      ],
    });
  });

  it('sees another destination and another format', async () => {
    shop.keep(key, { destination: topic, ...wanted });
    const uri = ['--destination', 'eventgrid', '--uri', 'https://shop.example/api/events'];
    const { code, stdout } = await subscription('check', ...uri);
    expect(code).toBe(1);
    expect(stdout).toContain('it delivers to another destination than --destination says\n');
    expect(stdout).toContain('a format cannot be changed');
  });

  it('holds against the destination only what was said of it', async () => {
    shop.keep(key, { destination: topic, ...wanted });
    expect((await subscription('check', '--destination', 'pubsub')).code).toBe(0);
    expect((await subscription('check', '--destination', 'pubsub', '--topic', 'another')).code).toBe(1);
  });

  it.each(['TemporaryError', 'ConfigurationError', 'ConfigurationErrorDeliveryStopped', 'ManuallySuspended'])(
    'is not content with the status %s',
    async (status) => {
      shop.keep(key, { destination: topic, ...wanted, status });
      const { code, stdout } = await subscription('check');
      expect(code).toBe(1);
      await expect(`${stdout.split('\n')[0]}\n`).toMatchFileSnapshot(`status-${status}.txt`);
    },
  );

  it('says that there is none', async () => {
    expect(await subscription('check', '--key', 'staging')).toEqual({
      code: 1,
      stderr: '',
      stdout: 'Subscription staging: there is none, so nothing is delivered; "subscription apply" makes it\n',
    });
  });
});

describe('what cannot work', () => {
  const env = () => environment(standIn.settings);

  it.each([
    [['apply'], {}, 'needs the six CTP_ variables of an API client with the scope manage_subscriptions'],
    [
      ['check'],
      { CTP_SCOPES: 'view_orders:garden-shop' },
      'CTP_SCOPES lacks manage_subscriptions:garden-shop',
    ],
    [['apply'], undefined, 'there is no Subscription segment-mapper yet; say where to with --destination'],
    [['apply', '--destination', 'servicebus'], undefined, 'needs SUBSCRIPTION_SECRET in the environment too'],
    [['plan', '--destination', 'kafak'], undefined, 'there is no destination kafak; there are pubsub'],
    [['plan', '--destination', 'sns', '--topic', 'x'], undefined, 'a destination sns has no --topic'],
    [['plan', '--topic', 'x'], undefined, '--topic needs --destination beside it'],
    [['plan', '--key', 'a b'], undefined, '--key must be 2 to 256 letters'],
    [['plan', '--changes', 'order,Payment'], undefined, '--changes must be kinds of resources'],
    [['apply', '--renew'], undefined, '--renew needs --destination beside it'],
    [['destroy'], undefined, 'takes one of plan, apply and check'],
    [['plan', 'check'], undefined, 'takes one of plan, apply and check'],
  ])('%j is told', async (args, changed, words) => {
    const variables = changed === undefined ? env() : 'CTP_SCOPES' in changed ? { ...env(), ...changed } : {};
    const told = await project.mapperIn(variables, 'subscription', ...args);
    expect(told).toMatchObject({ code: 2, stdout: '' });
    expect(told.stderr).toContain(words);
  });

  it('a client that may not, and an API that is away, are told apart', async () => {
    standIn.fail('token', { status: 400 });
    const refused = await subscription('check');
    expect(refused).toEqual({
      code: 4,
      stdout: '',
      stderr:
        'commercetools did not read the Subscription (400); check CTP_CLIENT_ID, CTP_CLIENT_SECRET and CTP_SCOPES: the API client needs the scope manage_subscriptions\n',
    });
    standIn.fail('api', { status: 503 }, { status: 503 });
    const away = {
      code: 5,
      stdout: '',
      stderr:
        'commercetools did not read the Subscription (503); try again later, or look at CTP_API_URL and CTP_AUTH_URL\n',
    };
    expect(await subscription('check')).toEqual(away);
    standIn.fail('api', { status: 503 }, { status: 503 });
    expect(await subscription('apply', ...pubsub)).toEqual(away);
  });

  it('mappings that want nothing make no Subscription to nothing', async () => {
    const { edit, mapper } = await workspace(['CustomerCreated']);
    await edit('mappings/customer.created.yaml', 'identify:', 'when: false\nidentify:');
    const told = await mapper('subscription', 'apply', ...pubsub);
    expect(told).toMatchObject({ code: 2, stderr: expect.stringContaining('no mapping wants anything') });
  });
});
