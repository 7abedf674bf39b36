import { serve } from '../../src/node/serve.ts';

/** A process that serves one of the handlers and tells, when it is asked, what it has used of the processor. */

const [name = '', host = ''] = process.argv.slice(2);
const writeKey = 'write-key-of-the-bench';

const handle = name === 'ours' ? await ours() : await byHand();
const { url } = await serve(handle, { port: 0, hostname: '127.0.0.1' });
process.on('message', () => process.send?.({ cpu: process.cpuUsage() }));
process.on('disconnect', () => process.exit(0));
process.send?.({ url });

async function byHand() {
  const { handWrittenHandler } = await import('./hand-written-handler.ts');
  return handWrittenHandler(writeKey, host);
}

/** With the mapping file of the measurements instead of the shop's; all else is as deployed. */
async function ours() {
  const { benchSources, compiled } = await import('./bench-catalog.ts');
  const { readEnvironment } = await import('../../src/node/environment.ts');
  const { webhook } = await import('../../src/webhook/webhook.ts');
  const catalog = compiled(await benchSources());
  return webhook({
    load: async () => catalog,
    settings: () => readEnvironment({ SEGMENT_WRITE_KEY: writeKey, SEGMENT_HOST: host }),
    log: (line) => process.stdout.write(`${line}\n`),
  });
}
