import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { backfill } from '../../src/backfill/backfill.ts';
import { buildCatalog } from '../../src/mapping/build-catalog.ts';
import { readProjectFiles } from '../../src/node/project-files.ts';
import { segmentSink } from '../../src/segment/sink.ts';
import { customerAt, many } from '../backfill/shop.ts';
import { startStandIn } from '../commercetools/lookup/stand-in.ts';
import { writeKey } from '../webhook/harness.ts';
import type { BackfillRun } from './backfill-api.ts';

/**
 * Both ends are in this process, so that they weigh the same on both sides. The pages are made on the fly, and what
 * arrives is counted and thrown away.
 */
const [what, count, isLooked] = [process.argv[2], Number(process.argv[3]), process.argv[4] === 'looked-at'];
const api = await startStandIn();
api.list('/customers', many(count, customerAt));
let received = 0;
const receiver = createServer((request, response) => {
  request.on('data', (chunk: Buffer) => {
    received += chunk.length;
  });
  request.on('end', () => response.end('{"success":true}'));
});
await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
const host = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
const { mappings, ...sources } = await readProjectFiles();
const wanted = mappings.filter(({ path }) => path.endsWith('customer.created.yaml'));
const { catalog } = buildCatalog({ ...sources, mappings: wanted });

// What is garbage says nothing about what is kept. A short run is looked at as often as a long one is until it is as long.
setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');
let heapMb = 0;
let looks = 0;
const look = () => {
  if (!isLooked || (looks++ > 20 && looks % 10 !== 0)) return;
  collect();
  heapMb = Math.max(heapMb, process.memoryUsage().heapUsed / 1e6);
};

const began = performance.now();
const cpu = process.cpuUsage();
await (what === 'copy' ? copied() : mapped());
const seconds = (performance.now() - began) / 1_000;
const { user, system } = process.cpuUsage(cpu);
const told: BackfillRun = { perSecond: count / seconds, cpuMs: (user + system) / 1_000 / count, heapMb };
process.send?.(told);
if (received === 0) throw new Error('nothing arrived');

async function mapped(): Promise<void> {
  const ran = await backfill({
    task: {},
    catalog,
    writeKey,
    sink: segmentSink({ writeKey, host }),
    deadLetters: async () => undefined,
    rate: 1_000,
    patience: 60,
    ending: new AbortController().signal,
    onProgress: look,
    onTotal: () => undefined,
    api: api.settings,
    what: 'customers',
    where: [],
  });
  if (!('tally' in ran) || ran.tally.sent !== count) throw new Error('not all was sent');
}

/** Reads page after page and posts what came, in as many requests. */
async function copied(): Promise<void> {
  const headers = { authorization: `Bearer ${await token()}` };
  let last = '';
  for (;;) {
    const query = new URLSearchParams({ limit: '500', sort: 'id asc', withTotal: 'false' });
    if (last !== '') query.set('where', `id > "${last}"`);
    const page = await fetch(`${api.settings.apiUrl}/${api.settings.projectKey}/customers?${query}`, {
      headers,
    });
    const text = await page.text();
    const { results } = JSON.parse(text) as { results: readonly { readonly id: string }[] };
    if (results.length === 0) return;
    last = results.at(-1)?.id ?? '';
    await (await fetch(host, { method: 'POST', body: text })).text();
    look();
  }
}

async function token(): Promise<string> {
  const { clientId, clientSecret, authUrl } = api.settings;
  const headers = { authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}` };
  const answer = await fetch(`${authUrl}/oauth/token`, {
    method: 'POST',
    headers,
    body: 'grant_type=client_credentials',
  });
  return ((await answer.json()) as { access_token: string }).access_token;
}
