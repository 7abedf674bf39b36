import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, expect, onTestFinished, test } from 'vitest';
import { type Receiver, startReceiver } from '../../src/demo/receiver.ts';
import { mapper } from '../cli/workspace.ts';
import { writeKey } from '../webhook/harness.ts';
import { linesIn, runFiles, smallProject } from './real-shop.ts';
import { customerAt, idOf } from './shop.ts';

const timeout = 120_000;
let receiver: Receiver;
let root: string;

beforeAll(async () => {
  [receiver, root] = [await startReceiver(), await smallProject()];
}, timeout);
afterEach(() => receiver.reset());
afterAll(async () => {
  await receiver.close();
  await rm(root, { recursive: true });
});

const delivery = (index: number) => ({
  notificationType: 'Message',
  projectKey: 'garden-shop',
  id: idOf(index),
  version: 1,
  sequenceNumber: 1,
  resource: { typeId: 'customer', id: idOf(index) },
  resourceVersion: 1,
  type: 'CustomerCreated',
  createdAt: '2026-05-02T09:12:44.308Z',
  customer: customerAt(index),
});

async function replay(text: string | undefined, ...args: readonly string[]) {
  const env = { SEGMENT_WRITE_KEY: writeKey, SEGMENT_HOST: receiver.url };
  const readStdin = async () => text ?? '';
  const told = await mapper(['replay', ...args, '--root', root], { env, readStdin });
  return { ...told, summary: linesIn(told.stdout)[0] ?? {} };
}

const users = () => receiver.calls().map(({ call }) => call['userId']);
const expected = [0, 1].map((index) => `shopper-${index}@example.com`);
const json = JSON.stringify;
const base64 = (value: unknown) => Buffer.from(json(value)).toString('base64');
const letter = (content: object) => ({
  failedAt: '2026-06-01T12:00:00.000Z',
  failure: { code: 'internal', detail: 'x' },
  ...content,
});
const two = [delivery(0), delivery(1)];

const forms: readonly (readonly [string, readonly unknown[]])[] = [
  ['bare deliveries', two],
  ['dead letters', two.map((notification) => letter({ notification }))],
  ['a dead letter with the body as it came', [letter({ body: json(two) })]],
  [
    'aws sqs receive-message',
    [{ Messages: two.map((one) => ({ MessageId: 'm', ReceiptHandle: 'r', Body: json(one) })) }],
  ],
  ['messages of SQS, one a line', two.map((one) => ({ MessageId: 'm', Body: json(one) }))],
  [
    'SNS within SQS',
    two.map((one) => ({
      Body: json({
        Type: 'Notification',
        MessageId: 'm',
        TopicArn: 'arn:aws:sns:eu-central-1:123456789012:events',
        Message: json(one),
      }),
    })),
  ],
  [
    'what Lambda gets of SQS',
    [{ Records: two.map((one) => ({ messageId: 'm', body: json(one), eventSource: 'aws:sqs' })) }],
  ],
  [
    'dead letters of DEAD_LETTER_QUEUE_URL',
    [{ Messages: two.map((notification) => ({ Body: json(letter({ notification })) })) }],
  ],
  [
    'the answer of Pub/Sub to a pull',
    [
      {
        receivedMessages: two.map((one) => ({ ackId: 'a', message: { data: base64(one), messageId: '1' } })),
      },
    ],
  ],
  [
    'gcloud pubsub subscriptions pull',
    [two.map((one) => ({ ackId: 'a', message: { data: base64(one), messageId: '1' } }))],
  ],
  [
    'Service Bus, the body as text',
    two.map((one) => ({ body: json(one), messageId: 'm', contentType: 'application/json' })),
  ],
  ['Service Bus, the body as JSON', two.map((body) => ({ body, messageId: 'm' }))],
  [
    'an archive of EventBridge',
    two.map((detail) => ({
      version: '0',
      id: 'e',
      'detail-type': 'MessageNotification',
      source: 'aws.partner/commercetools.com/garden-shop',
      account: '123456789012',
      time: '2026-05-02T09:12:45Z',
      region: 'eu-central-1',
      resources: [],
      detail,
    })),
  ],
];

test.each(forms)(
  '%s',
  async (_, lines) => {
    // As Windows saves it.
    const { code, summary } = await replay(`\ufeff${lines.map((line) => `${json(line)}\r\n`).join('')}`, '-');
    expect([code, summary]).toMatchObject([0, { ending: 'done', read: 2, sent: 2, requests: 1 }]);
    expect(users()).toEqual(expected);
    receiver.reset();
  },
  timeout,
);

test(
  'all forms give the same message ids',
  async () => {
    for (const [, lines] of forms.slice(0, 4)) await replay(lines.map((line) => json(line)).join('\n'), '-');
    expect(receiver.calls().map(({ duplicates }) => duplicates)).toEqual([3, 3]);
  },
  timeout,
);

test(
  'what is no delivery is a dead letter as it came; the rest is sent',
  async () => {
    const files = await runFiles();
    const lines = [
      json(delivery(0)),
      '{"not": ',
      '',
      '{"hello":"world"}',
      json({ Body: 'no JSON' }),
      json(delivery(1)),
    ];
    const { code, summary } = await replay(lines.join('\n'), '-', ...files.options);
    expect([code, summary]).toMatchObject([1, { read: 5, sent: 2, skipped: 0, failed: 3 }]);
    expect(
      (await files.letters()).map(({ failure, body }) => [(failure as { code: string }).code, body]),
    ).toEqual([
      ['not-json', '{"not": '],
      ['not-a-delivery', '{"hello":"world"}'],
      ['not-a-delivery', 'no JSON'],
    ]);
    expect(users()).toEqual(expected);
  },
  timeout,
);

test(
  'goes on behind the last line, also in a file that has grown; in another one it refuses',
  async () => {
    const files = await runFiles();
    const path = join(files.folder, 'export.jsonl');
    const line = (index: number) => `${json(delivery(index))}\n`;
    await writeFile(path, [0, 1, 2].map(line).join(''));
    const first = await replay(undefined, path, '--limit', '2', ...files.options);
    expect([first.code, first.summary]).toMatchObject([0, { ending: 'limit', read: 2 }]);
    expect((await replay(undefined, path, ...files.options)).summary).toMatchObject({
      ending: 'done',
      read: 1,
    });
    await appendFile(path, line(3));
    expect((await replay(undefined, path, ...files.options)).summary).toMatchObject({
      ending: 'done',
      read: 1,
    });
    expect(receiver.calls().map(({ duplicates }) => duplicates)).toEqual([0, 0, 0, 0]);
    await writeFile(path, (await readFile(path, 'utf8')).replace('shopper-1', 'somebody'));
    const other = await replay(undefined, path, ...files.options);
    expect(other).toMatchObject({ code: 2, summary: { ending: 'usage', read: 0 } });
    expect(other.stderr).toMatchSnapshot();
  },
  timeout,
);

test(
  'a record ends at a line feed alone, whatever else stands in its texts',
  async () => {
    const files = await runFiles();
    const path = join(files.folder, 'export.jsonl');
    // As they are in names that were copied from a word processor; JSON.stringify leaves them as they are.
    const named = { ...delivery(0), customer: { ...customerAt(0), firstName: 'Ma\u2028ra\u2029 \u0085' } };
    await writeFile(path, `${json(named)}\r\n${json(delivery(1))}`);
    expect((await replay(undefined, path, ...files.options)).summary).toMatchObject({ read: 2, sent: 2 });
    expect(receiver.calls()[0]?.call['traits']).toMatchObject({ firstName: 'Ma\u2028ra\u2029 \u0085' });
  },
  timeout,
);

test('stdin is read as far as it is needed, and not to its end', { timeout: 30_000 }, async () => {
  const args = ['--import', 'tsx', 'src/cli/mapper.ts', 'replay', '-', '--limit', '1', '--root', root];
  const files = await runFiles();
  const env = { ...process.env, SEGMENT_WRITE_KEY: writeKey, SEGMENT_HOST: receiver.url };
  const child = spawn(process.execPath, [...args, ...files.options], {
    env,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const exit = once(child, 'exit');
  const said = text(child.stdout);
  // It stays open.
  child.stdin.write(`${json(delivery(0))}\n${json(delivery(1))}\n`);
  expect(await exit).toEqual([0, null]);
  expect(linesIn(await said)[0]).toMatchObject({ ending: 'limit', sent: 1 });
});

test(
  'what cannot be read is told',
  async () => {
    const files = await runFiles();
    const path = join(files.folder, 'dead.jsonl');
    await writeFile(path, json(delivery(0)));
    const told = async (...args: readonly string[]) => {
      const { code, stderr } = await replay('{\n"Messages": []\n}', ...args);
      return [code, stderr.replaceAll(files.folder, 'FOLDER')];
    };
    expect(await told(path, '--dead-letters', path)).toMatchSnapshot();
    expect(await told(join(files.folder, 'none.jsonl'))).toMatchSnapshot();
    expect(await told(files.folder)).toMatchSnapshot();
    expect(await told('-')).toMatchSnapshot();
    expect(await told()).toMatchSnapshot();
    expect(await told(path, '--checkpoint', path)).toMatchSnapshot();
    const both = join(files.folder, 'both.json');
    expect(await told(path, '--checkpoint', both, '--dead-letters', both)).toMatchSnapshot();
    const nowhere = await told(path, '--checkpoint', join(files.folder, 'none', 'reached.json'));
    expect(nowhere).toEqual([
      2,
      'replay: nothing can be written into FOLDER/none, the folder of --checkpoint (ENOENT); make it, or name a file in another\n',
    ]);
    expect(receiver.requests()).toEqual([]);
  },
  timeout,
);
