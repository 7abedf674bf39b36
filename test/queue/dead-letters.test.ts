import { createHash } from 'node:crypto';
import { mkdtemp, readFile, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { deadLetterFile } from '../../src/node/dead-letter-file.ts';
import { deadLetterQueue } from '../../src/node/dead-letter-queue.ts';
import type { DeadLetter } from '../../src/report/dead-letter.ts';
import { keepDeadLetters } from '../../src/webhook/dead-letters.ts';
import { customerCreated } from '../webhook/deliveries.ts';
import { realWebhook } from '../webhook/real-webhook.ts';

const letter = (body: string): DeadLetter => ({
  failedAt: '2026-06-01T12:00:00.000Z',
  failure: { code: 'not-json', detail: 'the body is not JSON: it ends too early' },
  body,
});

describe('DEAD_LETTER_FILE', () => {
  test('a line each, appended, readable by the owner alone', async () => {
    const path = join(await mkdtemp(join(tmpdir(), 'dead-letters-')), 'letters.jsonl');
    const keep = deadLetterFile(path);
    await keep([letter('{'), letter('[')]);
    await keep([letter('"\n"')]);
    const lines = (await readFile(path, 'utf8')).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual([letter('{'), letter('['), letter('"\n"')]);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  test('behind what a full disk took only a part of, a letter has a line of its own', async () => {
    const path = join(await mkdtemp(join(tmpdir(), 'dead-letters-')), 'letters.jsonl');
    await writeFile(path, '{"failedAt":"2026-06-01T11:5');
    await deadLetterFile(path)([letter('{')]);
    await deadLetterFile(path)([letter('[')]);
    const lines = (await readFile(path, 'utf8')).trimEnd().split('\n');
    expect(lines.slice(1).map((line) => JSON.parse(line))).toEqual([letter('{'), letter('[')]);
  });

  test('large letters of deliveries that came at the same time have lines of their own', async () => {
    const path = join(await mkdtemp(join(tmpdir(), 'dead-letters-')), 'letters.jsonl');
    const keep = deadLetterFile(path);
    const large = ['a', 'b', 'c', 'd'].map((one) => letter(one.repeat(1_200_000)));
    await Promise.all(large.map((one) => keep([one])));
    // One that looks while another is written may put an empty line between the two.
    const lines = (await readFile(path, 'utf8')).split('\n').filter((line) => line !== '');
    const bodies = lines.map((line) => (JSON.parse(line) as DeadLetter).body?.slice(0, 1));
    expect(bodies.toSorted()).toEqual(['a', 'b', 'c', 'd']);
  });

  test('the webhook keeps what is beyond help, and acknowledges it', async () => {
    const letters: DeadLetter[] = [];
    const webhook = await realWebhook(4_000, {
      deadLetters: () => async (more) => void letters.push(...more),
    });
    expect((await webhook.send('{"not": ')).status).toBe(200);
    expect((await webhook.send(JSON.stringify({ ...customerCreated, customer: {} }))).status).toBe(200);
    expect((await webhook.send(JSON.stringify(customerCreated))).status).toBe(200);
    // Of these two nothing is left that could be kept.
    expect((await webhook.send('x'.repeat(4_500_001))).status).toBe(413);
    expect((await webhook.send(new Uint8Array([0xff]))).status).toBe(400);
    webhook.receiver.setFault({ status: 503 });
    expect((await webhook.send(JSON.stringify(customerCreated))).status).toBe(500);
    await webhook.receiver.close();
    expect(letters.map(({ failure, body }) => [failure.code, body])).toEqual([
      ['not-json', '{"not": '],
      ['input-invalid', undefined],
    ]);
  });

  test('of a list that comes again nothing is kept yet', async () => {
    const letters: DeadLetter[] = [];
    const webhook = await realWebhook(4_000, {
      deadLetters: () => async (more) => void letters.push(...more),
    });
    webhook.receiver.setFault({ status: 503 });
    const list = [customerCreated, { ...customerCreated, customer: {} }];
    expect((await webhook.send(JSON.stringify(list))).status).toBe(500);
    expect(letters).toEqual([]);
    await webhook.receiver.close();
  });

  test('of a list each thing that is no delivery is kept alone, so no secret of its neighbours', async () => {
    const letters: DeadLetter[] = [];
    const webhook = await realWebhook(4_000, {
      deadLetters: () => async (more) => void letters.push(...more),
    });
    const secret = { ...customerCreated, type: 'CustomerPasswordTokenCreated', value: 'live-token' };
    const list = [{ a: 1 }, secret, { ...customerCreated, customer: {} }, [{ b: 2 }], null];
    expect((await webhook.send(JSON.stringify({ specversion: '1.0', data: list }))).status).toBe(200);
    await webhook.receiver.close();
    expect(letters.map(({ failure, body }) => [failure.code, body])).toEqual([
      ['not-a-delivery', '{"a":1}'],
      ['input-invalid', undefined],
      ['not-a-delivery', '[{"b":2}]'],
      ['not-a-delivery', 'null'],
    ]);
  });

  test('a text is kept once, whatever failed of what came in it', async () => {
    const letters: DeadLetter[] = [];
    const failure = { code: 'not-a-delivery', detail: 'it is none', retryable: false } as const;
    const told = { outcome: { status: 'failed', failure }, mappings: [], came: { body: '{}' } } as const;
    const sink = async (more: readonly DeadLetter[]) => void letters.push(...more);
    const kept = await keepDeadLetters([told, told], { sink, now: new Date() });
    expect([kept.status, letters.map(({ body }) => body)]).toEqual(['kept', ['{}']]);
  });

  test('a notification is kept without its secrets', async () => {
    const letters: DeadLetter[] = [];
    const failure = { code: 'input-invalid', detail: 'it does not fit', retryable: false } as const;
    const notification = { ...customerCreated, type: 'CustomerEmailTokenCreated', value: 'live-token' };
    const told = { outcome: { status: 'failed', failure }, mappings: [], came: { notification } } as const;
    const sink = async (more: readonly DeadLetter[]) => void letters.push(...more);
    await keepDeadLetters([told], { sink, now: new Date() });
    expect(letters).toMatchObject([
      { notification: { customer: { email: customerCreated.customer.email } } },
    ]);
    expect(JSON.stringify(letters)).not.toMatch(/live-token|password/);
  });

  test.each([
    ['false', false],
    ['true', true],
  ])(
    'what cannot be kept comes again, of every queue, with ACK_PERMANENT_FAILURES=%s',
    async (_, acknowledges) => {
      const webhook = await realWebhook(4_000, {
        acknowledgePermanentFailures: acknowledges,
        deadLetters: () => deadLetterFile('/no/such/folder/letters'),
      });
      const answer = await webhook.send('{"not": ');
      expect([answer.status, JSON.parse(answer.text)]).toMatchObject([
        500,
        { status: 500, code: 'not-json' },
      ]);
      expect(JSON.parse(webhook.lines[0] ?? '')).toMatchObject({ level: 'error', cause: 'ENOENT' });
      await webhook.receiver.close();
    },
  );
});

test('DEAD_LETTER_QUEUE_URL: a message each, by the client that comes with Lambda', async () => {
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    request.setEncoding('utf8');
    let text = '';
    request.on('data', (part: string) => {
      text += part;
    });
    request.on('end', () => {
      bodies.push(text);
      response.setHeader('content-type', 'application/x-amz-json-1.0');
      const sum = createHash('md5').update(JSON.parse(text).MessageBody).digest('hex');
      response.end(JSON.stringify({ MessageId: 'one', MD5OfMessageBody: sum }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  vi.stubEnv('AWS_ENDPOINT_URL_SQS', `http://127.0.0.1:${port}`);
  vi.stubEnv('AWS_REGION', 'eu-central-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'not-a-real-one');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'not-a-real-one-either');
  const url = `http://127.0.0.1:${port}/123456789012/dead-letters`;
  await deadLetterQueue(url)([letter('{')]);
  vi.unstubAllEnvs();
  server.closeAllConnections();
  server.close();
  expect(bodies.map((body) => JSON.parse(body))).toEqual([
    { QueueUrl: url, MessageBody: JSON.stringify(letter('{')) },
  ]);
});
