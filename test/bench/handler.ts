import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { buildFunctions } from '../../src/build/build.ts';
import { storeCatalog } from '../../src/mapping/store.ts';
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
 * V8 compiles for speed only what has run some thousand times, and throws it away where a process has nothing to do for some
 * seconds: so they take turns in this, too.
 */
const warmUps = 14;
const sharesMs = 2_000;
const connections = 10;
const bodies = Array.from({ length: 200 }, (_, number) => JSON.stringify(customerCreated(number)));

type Served = Child<{ readonly url: string }>;

/** The whole way from a request to Segment and back, beside a handler that was written by hand. */
export const handler: Measurement = {
  name: 'handler',
  run: async () => {
    const segment = await startTakingAll();
    const built = new URL('handler/', programFolder);
    await buildFunctions(root, built, await benchSources());
    await writeFile(ownCatalog, JSON.stringify(storeCatalog(compiled(await benchSources()))));
    const environment = {
      SEGMENT_WRITE_KEY: 'write-key-of-the-bench',
      SEGMENT_HOST: segment.url,
      PORT: '0',
    };
    const serve = async (module: string, door: Door) =>
      start<{ url: string }>('serve-function.ts', [module, door], environment);
    const byHand = await programOf('by-hand.ts');
    const server = await startListening([fileURLToPath(new URL('server.cjs', built))], environment);
    const watched = await serve(await programOf('own-function.ts'), 'listener');
    const called = await serve(new URL('webhook.mjs', built).href, 'handle');
    const byHandCalled = await serve(byHand, 'handle');
    const byHandListening = await serve(byHand, 'listener');
    const candidates: Candidates = {
      [ours]: server.url,
      'ours, called with a Request': called.told.url,
      [hand]: byHandListening.told.url,
      'by hand, called with a Request': byHandCalled.told.url,
    };
    const all = [...Object.values(candidates), watched.told.url];
    for (let round = 0; round < warmUps; round++) for (const url of all) await perSecond(url);
    const results = [await oneByOne(candidates), await throughput(candidates), await shares(watched)];
    await Promise.all([server, watched, called, byHandCalled, byHandListening].map((one) => one.stop()));
    segment.close();
    return results;
  },
};

/** How a function is served: called with a `Request`, as platforms do, or by node:http. */
type Door = 'handle' | 'listener';

const ours = 'ours, with its own server';
const hand = 'by hand, over node:http';

/** Addresses by names. */
type Candidates = Readonly<Record<string, string>>;

const perSecond = (url: string, at = connections, ms = roundMs) =>
  postFor({ url, bodies, connections: at }, ms);

async function oneByOne(candidates: Candidates): Promise<Result> {
  const found = await inRounds(
    mapValues(candidates, (url) => async () => 1_000_000 / (await perSecond(url, 1))),
    5,
  );
  return {
    title: 'one delivery through the whole handler, one after the other',
    rows: rowsOf(found, 'µs'),
    targets: [],
  };
}

async function throughput(candidates: Candidates): Promise<Result> {
  const found = await inRounds(
    mapValues(candidates, (url) => () => perSecond(url)),
    rounds,
  );
  const of = (name: string, other: string) => {
    const [one, base] = [found[name], found[other]];
    return one && base ? ratio(one, base) : Number.NaN;
  };
  return {
    title: `deliveries per second, ${connections} connections`,
    rows: rowsOf(found, '1/s'),
    targets: [
      { name: 'ours, in multiples of hand-written', found: of(ours, hand), least: 1.2 },
      {
        name: 'the same, both called with a Request',
        found: of('ours, called with a Request', 'by hand, called with a Request'),
        least: 1.2,
      },
    ],
  };
}

function rowsOf(found: Measurements<string>, unit: Row['unit']): readonly Row[] {
  const base = found[hand];
  return Object.entries(found).map(([name, one]) => {
    return { name, value: one.value, unit, ...(base && { ratio: ratio(one, base) }) };
  });
}

async function shares(served: Served): Promise<Result> {
  await served.ask('watch');
  await perSecond(served.told.url, connections, sharesMs);
  const found = await served.ask<Shares>('shares');
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
