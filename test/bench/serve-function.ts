import { Session } from 'node:inspector/promises';
import { serve } from '../../src/node/serve.ts';
import { type Profile, sharesOf } from './shares.ts';

/** A program that serves a function, and tells what it does with its time while it is asked to watch. */
const [, , module = ''] = process.argv;
const { handle } = (await import(module)) as { handle: (request: Request) => Promise<Response> };
const { url } = await serve(handle, { port: 0, hostname: '127.0.0.1' });
const session = new Session();
session.connect();

process.on('message', (message: { question: 'watch' | 'shares' }) => {
  void answer(message.question).then((told) => process.send?.(told));
});
process.on('disconnect', () => process.exit(0));
process.send?.({ url });

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
