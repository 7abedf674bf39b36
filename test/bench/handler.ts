import { writeFile } from 'node:fs/promises';
import { buildFunctions } from '../../src/build/build.ts';
import { storeCatalog } from '../../src/mapping/store.ts';
import { benchSources, compiled } from './bench-catalog.ts';
import { type Child, start } from './child.ts';
import { postFor, startTakingAll } from './load.ts';
import { inRounds, ratio } from './measure.ts';
import { customerCreated } from './messages.ts';
import { ownCatalog } from './own-catalog.ts';
import { programFolder, programOf, root } from './program.ts';
import type { Measurement, Result } from './result.ts';
import type { Shares } from './shares.ts';

const rounds = 9;
const roundMs = 700;
/** V8 compiles for speed only what has run some thousand times, and the candidate with the most code comes last. */
const warmUpMs = 6_000;
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
    const serve = async (module: string) =>
      start<{ url: string }>('serve-function.ts', [module], {
        SEGMENT_WRITE_KEY: 'write-key-of-the-bench',
        SEGMENT_HOST: segment.url,
      });
    const ours = await serve(new URL('webhook.mjs', built).href);
    const byHand = await serve(await programOf('by-hand.ts'));
    const watched = await serve(await programOf('own-function.ts'));
    for (const one of [ours, byHand, watched]) await perSecond(one, connections, warmUpMs);
    const results = [await oneByOne(ours, byHand), await throughput(ours, byHand), await shares(watched)];
    await Promise.all([ours, byHand, watched].map((one) => one.stop()));
    segment.close();
    return results;
  },
};

const perSecond = ({ told }: Served, at = connections, ms = roundMs) =>
  postFor({ url: told.url, bodies, connections: at }, ms);

async function oneByOne(ours: Served, byHand: Served): Promise<Result> {
  const micros = (served: Served) => async () => 1_000_000 / (await perSecond(served, 1));
  const found = await inRounds({ ours: micros(ours), 'by hand': micros(byHand) }, 5);
  const rows = Object.entries(found).map(([name, one]) => {
    return { name, value: one.value, unit: 'µs' as const, ratio: ratio(one, found['by hand']) };
  });
  return { title: 'one delivery through the whole handler, one after the other', rows, targets: [] };
}

async function throughput(ours: Served, byHand: Served): Promise<Result> {
  const found = await inRounds({ ours: () => perSecond(ours), 'by hand': () => perSecond(byHand) }, rounds);
  const rows = Object.entries(found).map(([name, one]) => {
    return { name, value: one.value, unit: '1/s' as const, ratio: ratio(one, found['by hand']) };
  });
  const target = {
    name: 'ours, in multiples of hand-written',
    found: ratio(found.ours, found['by hand']),
    least: 1.2,
  };
  return { title: `deliveries per second, ${connections} connections`, rows, targets: [target] };
}

async function shares(served: Served): Promise<Result> {
  await served.ask('watch');
  for (let round = 0; round < 3; round++) await perSecond(served);
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
