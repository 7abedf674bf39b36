import type { CatalogSources } from '../../src/mapping/catalog.ts';
import { deliveryOf, mapDelivery } from '../../src/pipeline.ts';
import { benchSources, compiled } from './bench-catalog.ts';
import { timeOf } from './measure.ts';
import { customerCreated } from './messages.ts';

/**
 * A program that maps a customer with a catalog of so many mappings, and tells the microseconds of it each time it is asked. A process
 * has one catalog, as in the product: V8 makes what serves several of them less quick for all but the first.
 */
const [, , count = '1'] = process.argv;
const ms = 12;

const { catalog } = compiled(withOthers(await benchSources(['customer']), Number(count) - 1));
const delivery = deliveryOf(customerCreated(7));
if (!delivery.ok) throw new Error(delivery.failure.detail);

process.on('message', () => void timeOf(map, ms).then((taken) => process.send?.(taken)));
process.on('disconnect', () => process.exit(0));
process.send?.({});

async function map(): Promise<void> {
  const mapped = delivery.ok ? await mapDelivery(delivery.value, catalog) : undefined;
  if (mapped?.status !== 'mapped') throw new Error('a delivery of the measurements was not mapped');
}

/** Mappings that listen to something else. */
function withOthers(sources: CatalogSources, count: number): CatalogSources {
  const others = Array.from({ length: count }, (_, number) => ({
    path: `test/bench/mappings/other-${number}.yaml`,
    text: `description: Another one.\non: OrderCreated\ntrack:\n  event: Order Seen ${number}\n  userId: order.id\n`,
  }));
  return { ...sources, mappings: [...sources.mappings, ...others] };
}
