import { spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test, vi } from 'vitest';
import { serve } from '../../src/node/serve.ts';
import type { Answering } from '../../src/webhook/http-answer.ts';

const slowServer = fileURLToPath(new URL('./slow-server.ts', import.meta.url));
const address = { port: 0, hostname: '127.0.0.1' };
const nothing: Answering = async () => ({ status: 200, headers: {} });

afterEach(() => vi.useRealTimers());

test('closing ends at once who never asked anything, and answers who did', async () => {
  const under = new EventEmitter();
  const server = await serve(async () => {
    const released = once(under, 'release');
    under.emit('way');
    await released;
    return { status: 200, headers: {}, body: 'answered' };
  }, address);
  const silent = connect(Number(new URL(server.url).port), '127.0.0.1');
  await once(silent, 'connect');
  const isAsked = once(under, 'way');
  const answer = fetch(server.url);
  await isAsked;
  const closed = server.close();
  await once(silent.resume(), 'close');
  under.emit('release');
  const { headers, text } = await answer.then(async (one) => ({
    headers: one.headers,
    text: await one.text(),
  }));
  expect([headers.get('connection'), text]).toEqual(['close', 'answered']);
  await closed;
}, 30_000);

test.each([
  ['has only begun to ask', 'POST / HTTP/1.1\r\nhost: x\r\ncontent-le'],
  ['begins to ask again after an answer', 'GET / HTTP/1.1\r\nhost: x\r\n\r\nGET / HT'],
])('closing does not wait for one who %s', async (_, asked) => {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  const server = await serve(nothing, address);
  const half = connect(Number(new URL(server.url).port), '127.0.0.1');
  half.write(asked);
  await fetch(server.url); // what was written before has come by then
  const closed = server.close();
  vi.advanceTimersByTime(100);
  await once(half.resume(), 'close');
  await closed;
});

test('closing cuts off whom nobody answers in time, and says so', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  const [asked, said] = [new EventEmitter(), [] as string[]];
  const stuck = () => new Promise<never>(() => void asked.emit('asked'));
  const server = await serve(stuck, address, (line) => said.push(line));
  const [isAsked, answer] = [once(asked, 'asked'), fetch(server.url).catch(String)];
  await isAsked;
  const closed = server.close();
  vi.advanceTimersByTime(10_000);
  await closed;
  expect(await answer).toBe('TypeError: fetch failed');
  expect(said).toEqual([
    'the server closes, and 1 request had no answer after 10 s: cut off; what a queue sent comes again',
  ]);
});

test('closing answers what was asked in the last moment', async () => {
  const server = await serve(async () => ({ status: 204, headers: {} }), address);
  const late = connect(Number(new URL(server.url).port), '127.0.0.1');
  await once(late, 'connect');
  await fetch(server.url);
  late.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n');
  const closed = server.close();
  expect(String(await once(late, 'data'))).toMatch(/^HTTP\/1\.1 204 /);
  await closed;
});

test.each(['SIGTERM', 'SIGINT'] as const)(
  '%s: the request under way is answered, then exit 0',
  async (signal) => {
    const child = spawn(process.execPath, ['--import', 'tsx', slowServer], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const exited = once(child, 'exit');
    const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
    const url = String((await lines.next()).value);
    const answer = fetch(url).then((response) => response.text());
    expect((await lines.next()).value).toBe('asked');
    child.kill(signal);
    expect(await answer).toBe('answered');
    expect(await exited).toEqual([0, null]);
  },
  20_000,
);

test('what a process said is written before it ends, though its reader is slow', async () => {
  const module = JSON.stringify(new URL('../../src/node/serve.ts', import.meta.url).href);
  const program = `const { serve } = await import(${module});
    const answering = async () => {
      process.stdout.write('x'.repeat(2_000_000));
      return { status: 204, headers: {} };
    };
    process.stderr.write((await serve(answering, { port: 0, hostname: '127.0.0.1' })).url);`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', program]);
  await fetch(String(await once(child.stderr, 'data')));
  child.kill('SIGTERM');
  await wait(300);
  let read = 0;
  child.stdout.on('data', (bytes: Buffer) => {
    read += bytes.length;
  });
  expect(await once(child, 'close')).toEqual([0, null]);
  expect(read).toBe(2_000_000);
}, 20_000);
