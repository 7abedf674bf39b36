import { rm } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { exitCodes } from '../../src/cli/exit-codes.ts';
import { mapper } from '../cli/workspace.ts';
import { type StandIn, startStandIn } from '../commercetools/lookup/stand-in.ts';
import { type RealWebhook, realWebhook } from '../webhook/real-webhook.ts';
import { environmentFor, linesIn, runFiles, smallProject } from './real-shop.ts';
import { customerAt, idOf } from './shop.ts';

const timeout = 120_000;
const projectKey = 'garden-shop';

let api: StandIn;
let webhook: RealWebhook;
let root: string;

beforeAll(async () => {
  [api, webhook, root] = [
    await startStandIn(),
    await realWebhook(),
    await smallProject(['customer.created']),
  ];
}, timeout);
afterEach(() => {
  api.reset();
  webhook.receiver.reset();
  webhook.lines.length = 0;
});
afterAll(async () => {
  await api.close();
  await webhook.receiver.close();
  await rm(root, { recursive: true });
});

/** As the API has it; the notification says besides what it is and of which project. */
const message = (index: number) => ({
  id: idOf(900 + index),
  version: 1,
  sequenceNumber: 1,
  resource: { typeId: 'customer', id: idOf(index) },
  resourceVersion: 1,
  type: 'CustomerCreated',
  createdAt: '2026-05-02T09:12:44.308Z',
  lastModifiedAt: '2026-05-02T09:12:44.308Z',
  customer: customerAt(index),
});

const deliver = (delivery: object) =>
  webhook.send(JSON.stringify({ ...delivery, notificationType: 'Message', projectKey }));

const results = (...all: readonly object[]) => ({ limit: 1, offset: 0, count: all.length, results: all });

async function replay(lines: readonly string[], env: Readonly<Record<string, string>> = {}, patience = '60') {
  const files = await runFiles();
  const args = ['replay', '-', '--root', root, '--patience', patience, ...files.options];
  const readStdin = async () => lines.join('\n');
  const told = await mapper(args, {
    readStdin,
    env: { ...environmentFor(api, webhook.receiver.url), ...env },
  });
  const codes = (await files.letters()).map(({ failure }) => (failure as { code: string }).code);
  return {
    ...told,
    summary: linesIn(told.stdout)[0] ?? {},
    letters: await files.text(files.deadLetters),
    codes,
  };
}

test(
  'a message that the log names is fetched again, and gives the calls and ids that it had',
  async () => {
    expect((await deliver(message(1))).status).toBe(200);
    const [live] = webhook.receiver.calls();
    webhook.receiver.reset();
    api.put('/messages', results(message(1)));
    const { code, summary } = await replay(webhook.lines);
    expect([code, summary]).toMatchObject([0, { ending: 'done', read: 1, sent: 1 }]);
    const [again] = webhook.receiver.calls();
    expect([again?.messageId, again?.call['traits']]).toEqual([live?.messageId, live?.call['traits']]);
    expect(api.requests().at(-1)).toBe(
      `GET /messages?where=resource(id=:id) and sequenceNumber=:number&var.id=${idOf(1)}&var.number=1&limit=1&withTotal=false`,
    );
  },
  timeout,
);

test(
  'so is one that failed, also where something collected the log, and one without a number, by its id',
  async () => {
    webhook.receiver.setFault({ status: 400 });
    const { sequenceNumber: _, ...numberless } = message(2);
    for (const one of [message(1), numberless]) expect((await deliver(one)).status).toBe(500);
    webhook.receiver.reset();
    api.put('/messages', results(message(1)));
    api.put(`/messages/${message(2).id}`, numberless);
    const [first = '', second = ''] = webhook.lines;
    const collected = JSON.stringify({ id: '1', source: 'lambda', message: `${second}\n` });
    const { code, summary } = await replay([first, collected]);
    expect([code, summary]).toMatchObject([0, { read: 2, sent: 2 }]);
    expect(webhook.receiver.calls().map(({ call }) => call['userId'])).toEqual([
      'shopper-1@example.com',
      'shopper-2@example.com',
    ]);
  },
  timeout,
);

test(
  'what commercetools does not have is a dead letter, which may be replayed when it has',
  async () => {
    await deliver(message(1));
    webhook.receiver.reset();
    api.put('/messages', results());
    const gone = await replay(webhook.lines);
    expect([gone.code, gone.summary, gone.codes]).toMatchObject([
      1,
      { read: 1, failed: 1 },
      ['payload-not-included'],
    ]);
    api.put('/messages', results({ ...message(1), sequenceNumber: 2 }));
    expect((await replay(webhook.lines)).codes).toEqual(['payload-not-included']);
    api.put('/messages', results(message(1)));
    expect((await replay([gone.letters])).summary).toMatchObject({ read: 1, sent: 1 });
  },
  timeout,
);

test(
  'what commercetools keeps no copy of, and a line that names nothing, are told apart',
  async () => {
    const change = {
      notificationType: 'ResourceUpdated',
      projectKey,
      resource: { typeId: 'customer', id: idOf(1) },
      version: 2,
      oldVersion: 1,
      modifiedAt: '2026-05-02T09:12:44.308Z',
    };
    await webhook.send(JSON.stringify(change));
    await webhook.send('{"hello":"world"}');
    expect(webhook.lines).toHaveLength(2);
    const { code, summary, letters } = await replay(webhook.lines);
    expect([code, summary]).toMatchObject([1, { read: 2, failed: 2 }]);
    expect(
      linesIn(letters).map(({ failure }) => (failure as { detail: string }).detail),
    ).toMatchInlineSnapshot(`
      [
        "this line of the log is of a change or an Event, of which commercetools keeps no copy: take it from the dead letters or from the queue",
        "this line of the log names no delivery: nothing that came was one",
      ]
    `);
    expect(api.requests()).toEqual([]);
  },
  timeout,
);

test(
  'without credentials, with those of another project, and where commercetools refuses, the run says what to do',
  async () => {
    await deliver(message(1));
    webhook.receiver.reset();
    const without = { CTP_PROJECT_KEY: '', CTP_CLIENT_ID: '', CTP_CLIENT_SECRET: '' };
    const none = { ...without, CTP_API_URL: '', CTP_AUTH_URL: '', CTP_SCOPES: '' };
    const unset = await replay(webhook.lines, none);
    const other = await replay(webhook.lines, { CTP_PROJECT_KEY: 'another-shop' });
    api.fail('api', { status: 403 });
    const refused = await replay(webhook.lines);
    const down = { status: 503 } as const;
    api.fail('api', ...Array.from({ length: 30 }, () => down));
    const away = await replay(webhook.lines, {}, '1');
    const all = [unset, other, refused, away];
    expect(all.map(({ code }) => code)).toEqual([
      exitCodes.usage,
      exitCodes.usage,
      exitCodes.refused,
      exitCodes.unavailable,
    ]);
    // A slow machine may not even wait for the 503.
    const words = all.map(({ stderr }) => stderr.replace(/\((503|timeout)\)/, '(503)'));
    expect(words.join('')).toMatchInlineSnapshot(`
      "replay: the log only names deliveries; to fetch their messages again, set the CTP_… variables of .env.example, with the scope view_messages
      replay: a line of the log is of another project than CTP_PROJECT_KEY names; set that to its project
      replay: commercetools answered 403 to the question for the message; check CTP_CLIENT_ID, CTP_CLIENT_SECRET and CTP_SCOPES: the API client needs the scope view_messages:garden-shop, and CTP_API_URL and CTP_AUTH_URL must be of its region
      replay: the message could not be fetched from commercetools (503); nothing was sent, and the delivery may come again; go on later with the same command
      "
    `);
    expect(all.map(({ summary }) => summary['read'])).toEqual([0, 0, 0, 0]);
    expect(webhook.receiver.calls()).toEqual([]);
  },
  timeout,
);
