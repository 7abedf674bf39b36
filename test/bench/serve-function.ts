import { createServer, type RequestListener } from 'node:http';
import { Session } from 'node:inspector/promises';
import type { AddressInfo } from 'node:net';
import { called, type Handle } from './called.ts';
import { type Profile, sharesOf } from './shares.ts';

interface Served {
  readonly handle?: Handle;
  readonly listener?: RequestListener;
}

/**
 * A program that serves a module's `handle`, called with a `Request`, or its `listener`, called by node:http; and tells what it does
 * with its time while it is asked to watch.
 */
const [, , module = '', door = 'handle'] = process.argv;
const { handle, listener } = (await import(module)) as Served;
const server = createServer(door === 'handle' && handle !== undefined ? called(handle) : listener);
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const session = new Session();
session.connect();

process.on('message', (message: { question: 'watch' | 'shares' }) => {
  void answer(message.question).then((told) => process.send?.(told));
});
process.on('disconnect', () => process.exit(0));
process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });

async function answer(question: 'watch' | 'shares'): Promise<object> {
  if (question === 'watch') {
    await session.post('Profiler.enable');
    await session.post('Profiler.setSamplingInterval', { interval: 200 });
    await session.post('Profiler.start');
    return {};
  }
  const { profile } = await session.post('Profiler.stop');
  return sharesOf(profile as Profile);
}
