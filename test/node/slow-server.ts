import { setTimeout as wait } from 'node:timers/promises';
import { serve } from '../../src/node/serve.ts';

/** A process that serves: tells its URL and each request, and takes a while to answer. */
const server = await serve(
  async () => {
    process.stdout.write('asked\n');
    await wait(500);
    return { status: 200, headers: {}, body: 'answered' };
  },
  { port: 0, hostname: '127.0.0.1' },
);
process.stdout.write(`${server.url}\n`);
