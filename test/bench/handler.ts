import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { buildFunctions } from '../../src/build/build.ts';
import { storeCatalog } from '../../src/mapping/stored/store.ts';
import { benchSources, compiled } from './bench-catalog.ts';
import { type Child, start, startListening } from './child.ts';
import { postFor, startTakingAll } from './load.ts';
import { inRounds, type Measurements, mapValues, ratio } from './measure.ts';
import { customerCreated } from './messages.ts';
import { ownCatalog } from './own-catalog.ts';
import { programFolder, programOf, root } from './program.ts';
import type { Measurement, Result, Row } from './result.ts';
import type { Shares } from './shares.ts';

/** Many and short, so that a machine whose speed changes is as quick for all of a round. */
const rounds = 17;
const roundMs = 250;
/**
 * On Node 24 V8 compiles most of a server for speed after some 9,000 deliveries. It throws away what it compiled where a process
 * has nothing to do for some seconds: so candidates take turns in this, too.
 */
const warmUpDeliveries = 12_000;
const sharesMs = 2_000;
const connections = 10;
const bodies = Array.from({ length: 200 }, (_, number) => JSON.stringify(customerCreated(number)));

type Environment = Readonly<Record<string, string>>;

/** The whole way from a request to Segment and back, beside a handler that was written by hand. */
export const handler: Measurement = {
  name: 'handler',
  run: () =>
    besideSegment(async (built, environment) => {
      await writeFile(ownCatalog, JSON.stringify(storeCatalog(compiled(await benchSources()))));
      const server = await startListening([fileURLToPath(new URL('server.cjs', built))], environment);
      const byHand = await served(await programOf('by-hand.ts'), 'listener', environment);
      const watched = await served(await programOf('own-function.ts'), 'listener', environment);
      const candidates = { ours: server.url, 'by hand': byHand.told.url };
      await warmUp([...Object.values(candidates), watched.told.url]);
      const title = 'one delivery through the whole handler, one after the other';
      const alone = await inRounds(
        mapValues(candidates, (url) => async () => 1_000_000 / (await perSecond(url, 1))),
        5,
      );
      const results = [
        { title, rows: rowsOf(alone, 'µs'), targets: [] },
        await throughput(`deliveries per second, ${connections} connections`, candidates),
        await shares(watched),
      ];
      await Promise.all([server, byHand, watched].map((one) => one.stop()));
      return results;
    }),
};

/** The same of what is deployed on platforms that call a function with a `Request`, beside the same by hand. */
export const calledHandler: Measurement = {
  name: 'called',
  isLong: true,
  run: () =>
    besideSegment(async (built, environment) => {
      const ours = await served(new URL('webhook.mjs', built).href, 'handle', environment);
      const byHand = await served(await programOf('by-hand.ts'), 'handle', environment);
      const candidates = { ours: ours.told.url, 'by hand': byHand.told.url };
      await warmUp(Object.values(candidates));
      const title = `deliveries per second, ${connections} connections, both called with a Request`;
      const found = await throughput(title, candidates);
      await Promise.all([ours, byHand].map((one) => one.stop()));
      return [found];
    }),
};

/** Gives what is built of the mappings of the measurements, and the settings by which it sends to a stand-in for Segment. */
async function besideSegment(
  measure: (built: URL, environment: Environment) => Promise<readonly Result[]>,
): Promise<readonly Result[]> {
  const segment = await startTakingAll();
  const built = new URL('handler/', programFolder);
  await buildFunctions(root, built, await benchSources());
  const results = await measure(built, {
    SEGMENT_WRITE_KEY: 'write-key-of-the-bench',
    SEGMENT_HOST: segment.url,
    PORT: '0',
  });
  segment.close();
  return results;
}

/** How a function is served: called with a `Request`, as platforms do, or by node:http. */
type Door = 'handle' | 'listener';
type Served = Child<{ readonly url: string }>;

function served(module: string, door: Door, environment: Environment): Promise<Served> {
  return start('serve-function.ts', [module, door], environment);
}

/** Addresses by names. */
type Candidates = Readonly<Record<'ours' | 'by hand', string>>;

const perSecond = (url: string, at = connections, ms = roundMs) =>
  postFor({ url, bodies, connections: at }, ms);

async function warmUp(urls: readonly string[]): Promise<void> {
  const left = new Map(urls.map((url) => [url, warmUpDeliveries]));
  while (left.size > 0)
    for (const [url, deliveries] of left) {
      const more = deliveries - ((await perSecond(url)) * roundMs) / 1_000;
      if (more > 0) left.set(url, more);
      else left.delete(url);
    }
}

async function throughput(title: string, candidates: Candidates): Promise<Result> {
  const found = await inRounds(
    mapValues(candidates, (url) => () => perSecond(url)),
    rounds,
  );
  const target = {
    name: 'ours, in multiples of hand-written',
    found: ratio(found.ours, found['by hand']),
    least: 1.2,
  };
  return { title, rows: rowsOf(found, '1/s'), targets: [target] };
}

function rowsOf(found: Measurements<'ours' | 'by hand'>, unit: Row['unit']): readonly Row[] {
  return Object.entries(found).map(([name, one]) => {
    return { name, value: one.value, unit, ratio: ratio(one, found['by hand']) };
  });
}

async function shares(watched: Served): Promise<Result> {
  await watched.ask('watch');
  await perSecond(watched.told.url, connections, sharesMs);
  const found = await watched.ask<Shares>('shares');
  const named = {
    'our own code': found.own,
    'Segment’s client': found.sdk,
    'HTTP, in and out': found.http,
    'V8: garbage and compiling': found.engine,
  };
  const rows = Object.entries(named).map(([name, value]) => ({ name, value, unit: '%' as const }));
  const target = { name: 'our own code, in percent', found: found.own, most: 10 };
  return { title: 'what the handler does with its time', rows, targets: [target] };
}
