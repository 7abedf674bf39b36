import { backfill as through } from './backfill-of.ts';
import { start } from './child.ts';
import { inRounds, ratio } from './measure.ts';
import { ourPipeline, type Pipeline, pipelineByHand, pipelineByJsonata } from './pipeline-of.ts';
import type { Measurement, Result } from './result.ts';

const records = { ours: 5_000, 'by hand': 5_000, jsonata: 1_000 };

/** Many records from a file: how fast, and in how much memory. */
export const backfill: Measurement = {
  name: 'backfill',
  run: async () => [await speed(), await memory()],
};

async function speed(): Promise<Result> {
  const pipelines = {
    ours: await ourPipeline(),
    'by hand': await pipelineByHand(),
    jsonata: await pipelineByJsonata(),
  };
  const timed = (pipeline: Pipeline, count: number) => async () => {
    const began = performance.now();
    await through(count, pipeline);
    return (1_000 * count) / (performance.now() - began);
  };
  const candidates = {
    ours: timed(pipelines.ours, records.ours),
    'by hand': timed(pipelines['by hand'], records['by hand']),
    jsonata: timed(pipelines.jsonata, records.jsonata),
  };
  for (let warmUp = 0; warmUp < 2; warmUp++) for (const run of Object.values(candidates)) await run();
  const found = await inRounds(candidates, 7);
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
    const { told, stop } = await start<{ megabytes: number }>('backfill-program.ts', [String(count)]);
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
