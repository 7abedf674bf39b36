import { startAsCommand } from './child.ts';
import { type Measurements, ratio } from './measure.ts';
import type { Measurement, Result } from './result.ts';

/** Many records from a file: how fast, and in how much memory. */
export const backfill: Measurement = {
  name: 'backfill',
  run: async () => [await speed(), await memory()],
};

async function speed(): Promise<Result> {
  const { told: found, stop } =
    await startAsCommand<Measurements<'ours' | 'by hand' | 'jsonata'>>('backfill-speed.ts');
  await stop();
  const rows = Object.entries(found).map(([name, one]) => {
    return { name, value: one.value, unit: '1/s' as const, ratio: ratio(one, found['by hand']) };
  });
  return {
    title: 'backfill: customers a second, from a line of a file to a batch',
    rows,
    targets: [
      { name: 'ours, in multiples of hand-written', found: ratio(found.ours, found['by hand']), least: 0.9 },
      { name: 'ours, in multiples of jsonata', found: ratio(found.ours, found.jsonata), least: 7 },
    ],
  };
}

async function memory(): Promise<Result> {
  const of = async (count: number) => {
    const { told, stop } = await startAsCommand<{ megabytes: number }>('backfill-program.ts', [
      String(count),
    ]);
    await stop();
    return told.megabytes;
  };
  const [few, many] = [await of(10_000), await of(200_000)];
  return {
    title: 'backfill: the most memory of a process',
    rows: [
      { name: '10,000 customers', value: few, unit: 'MB', ratio: 1 },
      { name: '200,000 customers', value: many, unit: 'MB', ratio: many / few },
    ],
    targets: [{ name: '200,000 customers, in multiples of 10,000', found: many / few, most: 1.2 }],
  };
}
