import type { Catalog } from '../../src/mapping/catalog.ts';
import { readable } from '../../src/mapping/language/readable.ts';
import { deliveryOf } from '../../src/pipeline.ts';
import { benchSources, compiled } from './bench-catalog.ts';
import { start } from './child.ts';
import { inRounds, ratio } from './measure.ts';
import { orderCreated } from './messages.ts';
import type { Measurement, Result } from './result.ts';

const sizes = [1, 10, 100, 500] as const;
const counts = [1, 10, 100, 300] as const;
/** Short ones, many of which nothing else on the machine interrupts. */
const rounds = 25;
const roundMs = 25;
const warmUps = 15;

/** How the cost of a delivery grows with its size, and with mappings that it does not use. */
export const growth: Measurement = {
  name: 'growth',
  run: async () => [await bySize(), await byMappings()],
};

async function bySize(): Promise<Result> {
  const { catalog } = compiled(await benchSources(['order']));
  const candidates = Object.fromEntries(sizes.map((size) => [size, runOf(catalog, orderCreated(7, size))]));
  await inRounds(candidates, warmUps);
  const found = await inRounds<string>(candidates, rounds);
  const base = found['10'];
  const rows = sizes.map((size) => {
    const one = found[String(size)] ?? { value: Number.NaN, rounds: [] };
    return {
      name: `${size} line items`,
      value: one.value,
      unit: 'µs' as const,
      ...(base && { ratio: ratio(one, base) }),
    };
  });
  const most = rows.at(-1)?.ratio ?? Number.NaN;
  return {
    title: 'growth: mapping an order, by its line items',
    rows,
    targets: [{ name: '500 line items, in multiples of 10', found: most, most: 55 }],
  };
}

async function byMappings(): Promise<Result> {
  const processes = await Promise.all(counts.map((count) => start('growth-catalog.ts', [String(count)])));
  const candidates = Object.fromEntries(
    counts.map((count, index) => [
      count,
      async () => (await processes[index]?.ask<number>('run')) ?? Number.NaN,
    ]),
  );
  await inRounds(candidates, warmUps);
  const found = await inRounds<string>(candidates, rounds);
  await Promise.all(processes.map((one) => one.stop()));
  const base = found['1'];
  const rows = counts.map((count) => {
    const one = found[String(count)] ?? { value: Number.NaN, rounds: [] };
    return {
      name: `${count} mappings`,
      value: one.value,
      unit: 'µs' as const,
      ...(base && { ratio: ratio(one, base) }),
    };
  });
  const most = rows.at(-1)?.ratio ?? Number.NaN;
  return {
    title: 'growth: mapping a customer, by the mappings of the catalogue',
    rows,
    targets: [{ name: '300 mappings, in multiples of one', found: most, most: 1.1 }],
  };
}

/**
 * Maps without the limits of one request, which the call of a very large order breaks. Gives microseconds of one mapping, each of a
 * delivery that was just parsed, as the product has it: one that is kept lies in memory as the collector happened to lay it, which can
 * take twice the time where it is larger than the caches.
 */
function runOf(
  { mappings, checkInput }: Catalog,
  message: Parameters<typeof deliveryOf>[0],
): () => Promise<number> {
  const text = JSON.stringify(message);
  const [mapping] = mappings;
  return async () => {
    const until = performance.now() + roundMs;
    let [taken, runs] = [0, 0];
    do {
      const decoded = deliveryOf(JSON.parse(text));
      if (!decoded.ok || mapping === undefined) throw new Error('a delivery of the measurements is none');
      const { type, payload, occurredAt, holdsWatched } = decoded.value;
      const began = performance.now();
      const result =
        checkInput(type, payload).length === 0
          ? await mapping.run(readable(payload, holdsWatched === false), occurredAt)
          : undefined;
      taken += performance.now() - began;
      if (result?.status !== 'mapped') throw new Error('a delivery of the measurements was not mapped');
      runs++;
    } while (performance.now() < until);
    return (1_000 * taken) / runs;
  };
}
