import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Receiver, startReceiver } from '../../src/demo/receiver.ts';
import type { Fault } from '../../src/demo/receiver-fault.ts';

let receiver: Receiver;
beforeAll(async () => {
  receiver = await startReceiver();
});
afterAll(() => receiver.close());

const program = `
  import { segmentSink } from './src/segment/sink.ts';
  const [host, timeoutMs] = process.argv.slice(1);
  const call = { type: 'identify', userId: 'u-1', timestamp: '2026-03-01T10:00:00.000Z', messageId: 'ct-1' };
  const receipt = await segmentSink({ writeKey: 'a-key', host })([call], Number(timeoutMs));
  const answered = performance.now();
  process.on('exit', () => process.stdout.write(JSON.stringify({ status: receipt.status, lingeredMs: performance.now() - answered })));
`;

test.each<[string, Fault | undefined, string, timeoutMs: number]>([
  ['an accepted batch', undefined, 'accepted', 4_000],
  ['a hanging server', { mode: 'hang' }, 'unavailable', 600],
  ['a hanging body', { mode: 'hang-body' }, 'unavailable', 600],
  ['a wait between attempts', { status: 503 }, 'unavailable', 600],
])(
  'after %s, nothing keeps the process alive and nothing is unhandled',
  async (_, fault, status, timeoutMs) => {
    receiver.setFault(fault);
    const args = [
      '--unhandled-rejections=strict',
      '--import',
      'tsx',
      '--input-type=module',
      '--eval',
      program,
    ];
    const { stdout, stderr } = await promisify(execFile)(
      process.execPath,
      [...args, receiver.url, String(timeoutMs)],
      {
        timeout: 20_000,
      },
    );
    expect(stderr).not.toMatch(/error|unhandled/i);
    const told = JSON.parse(stdout);
    expect(told.status).toBe(status);
    expect(told.lingeredMs).toBeLessThan(1_000);
  },
  25_000,
);
