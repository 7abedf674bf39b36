import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { startReceiver } from '../src/demo/receiver.ts';
import { basic, identify, postTo, success } from './receiver-post.ts';

const receiver = await startReceiver();
const post = postTo(receiver);
beforeEach(() => receiver.reset());
afterAll(() => receiver.close());

describe('fails as it is told', () => {
  test('by curl, until the fault is taken back', async () => {
    const fault = { status: 503, body: 'busy', headers: { 'retry-after': '300' }, delayMs: 1 };
    expect(await post('/fault', fault, {})).toMatchObject({ status: 200 });
    const response = await fetch(`${receiver.url}/v1/batch`, { method: 'POST', body: '{}' });
    expect([response.status, response.headers.get('retry-after'), await response.text()]).toEqual([
      503,
      '300',
      'busy',
    ]);
    expect((await fetch(`${receiver.url}/fault`, { method: 'DELETE' })).status).toBe(204);
    expect(await post('/v1/batch', { batch: [identify] })).toEqual(success);
    expect(receiver.requests().map((request) => request.answer)).toEqual([503, 200]);
  });

  test('so many times, or each nth time', async () => {
    const statuses = async (count: number) => {
      const answers = [];
      for (let left = count; left > 0; left--) answers.push((await post('/v1/batch', { batch: [] })).status);
      return answers;
    };
    receiver.setFault({ status: 500, times: 2 });
    expect(await statuses(4)).toEqual([500, 500, 200, 200]);
    receiver.setFault({ status: 500, every: 3, times: 1 });
    expect(await statuses(6)).toEqual([200, 200, 500, 200, 200, 200]);
  });

  test('by a function that looks at the request', async () => {
    receiver.setFault(({ messageIds }) => (messageIds.includes('m-1') ? { status: 401 } : undefined));
    expect((await post('/v1/batch', { batch: [identify] })).status).toBe(401);
    expect((await post('/v1/batch', { batch: [{ ...identify, messageId: 'm-2' }] })).status).toBe(200);
    expect(receiver.calls().map((call) => call.messageId)).toEqual(['m-2']);
  });

  test.each([
    '',
    '[]',
    '{"status":99}',
    '{"mode":"explode"}',
    '{"stauts":503}',
    '{"constructor":1}',
    '{"__proto__":1}',
    '{"times":0}',
    '{"headers":{"a":1}}',
  ])('but not by %s', async (fault) => {
    const answer = await post('/fault', fault, {});
    expect(answer.status).toBe(400);
    expect(answer.body).toMatch(/^Not a fault: /);
    expect((await post('/v1/batch', { batch: [identify] })).status).toBe(200);
  });

  test('reset', async () => {
    receiver.setFault({ mode: 'reset' });
    await expect(post('/v1/batch', { batch: [identify] })).rejects.toThrow('fetch failed');
    expect(receiver.requests()).toMatchObject([{ messageIds: ['m-1'], answer: 'reset' }]);
  });
});

describe('closes at once and cuts what hangs', () => {
  test.each([{ mode: 'hang' }, { mode: 'hang-body' }, { delayMs: 60_000 }] as const)('%o', async (fault) => {
    const own = await startReceiver();
    own.setFault(fault);
    const body = JSON.stringify({ batch: [identify] });
    const asked = fetch(`${own.url}/v1/batch`, { method: 'POST', body, headers: basic('a-write-key') }).then(
      (response) => response.text(),
    );
    const cut = expect(asked).rejects.toThrow();
    await expect.poll(() => own.requests().length).toBe(1);
    await own.close();
    await own.close();
    await cut;
    await expect(fetch(own.url)).rejects.toThrow('fetch failed');
  });

  test('a port that is taken is told', async () => {
    await expect(startReceiver({ port: Number(new URL(receiver.url).port) })).rejects.toThrow('EADDRINUSE');
  });
});
