import type { Catalog, CatalogSources } from '../../src/mapping/catalog.ts';
import { readable } from '../../src/mapping/readable.ts';
import { deliveryOf, mapDelivery } from '../../src/pipeline.ts';
import { benchSources, compiled } from './bench-catalog.ts';
import { interleaved, ratio } from './measure.ts';
import { customerCreated, orderCreated } from './messages.ts';
import type { Measurement, Result } from './result.ts';

const sizes = [1, 10, 100, 500] as const;
const counts = [1, 10, 100, 300] as const;
/** Short ones, many of which nothing else on the machine interrupts. */
const rounds = { rounds: 41, ms: 12 };

/** How the cost of a delivery grows with its size, and with mappings that it does not use. */
export const growth: Measurement = {
  name: 'growth',
  run: async () => [await bySize(), await byMappings()],
};

async function bySize(): Promise<Result> {
  const { catalog } = compiled(await benchSources(['order']));
  const candidates = sizes.map((size) => [String(size), runOf(catalog, orderCreated(7, size))] as const);
  const found = await interleaved<string>(Object.fromEntries(candidates), rounds);
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
  const sources = await benchSources(['customer']);
  const candidates = counts.map((count) => {
    const { catalog } = compiled(withOthers(sources, count - 1));
    return [String(count), mappingOf(catalog, customerCreated(7))] as const;
  });
  const found = await interleaved<string>(Object.fromEntries(candidates), rounds);
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

/** Mappings that listen to something else. */
function withOthers(sources: CatalogSources, count: number): CatalogSources {
  const others = Array.from({ length: count }, (_, number) => ({
    path: `test/bench/mappings/other-${number}.yaml`,
    text: `description: Another one.\non: OrderCreated\ntrack:\n  event: Order Seen ${number}\n  userId: order.id\n`,
  }));
  return { ...sources, mappings: [...sources.mappings, ...others] };
}

function mappingOf(catalog: Catalog, message: Parameters<typeof deliveryOf>[0]): () => Promise<unknown> {
  const delivery = deliveryOf(message);
  if (!delivery.ok) throw new Error(delivery.failure.detail);
  return async () => {
    const mapped = await mapDelivery(delivery.value, catalog);
    if (mapped.status !== 'mapped') throw new Error(`a delivery of the measurements was ${mapped.status}`);
    return mapped;
  };
}

/** The same without the limits of one request, which the call of a very large order breaks. */
function runOf(
  { mappings, checkInput }: Catalog,
  message: Parameters<typeof deliveryOf>[0],
): () => Promise<unknown> {
  const decoded = deliveryOf(message);
  const [mapping] = mappings;
  if (!decoded.ok || mapping === undefined) throw new Error('a delivery of the measurements is none');
  const { type, payload, occurredAt, holdsWatched } = decoded.value;
  return async () => {
    const result =
      checkInput(type, payload).length === 0
        ? await mapping.run(readable(payload, holdsWatched === false), occurredAt)
        : undefined;
    if (result?.status !== 'mapped') throw new Error('a delivery of the measurements was not mapped');
    return result;
  };
}
