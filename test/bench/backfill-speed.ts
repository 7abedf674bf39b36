import { backfill } from './backfill-of.ts';
import { inRounds } from './measure.ts';
import { ourPipeline, type Pipeline, pipelineByHand, pipelineByJsonata } from './pipeline-of.ts';

/** Short, so that a machine whose speed changes is as quick for all of a round. */
const records = { ours: 500, 'by hand': 500, jsonata: 100 };
const rounds = 75;
const warmUps = 40;

/** A program that puts records through each pipeline, and tells how many a second: a backfill has a process of its own, too. */
const pipelines = {
  ours: await ourPipeline(),
  'by hand': await pipelineByHand(),
  jsonata: await pipelineByJsonata(),
};

const timed = (pipeline: Pipeline, count: number) => async () => {
  const began = performance.now();
  await backfill(count, pipeline);
  return (1_000 * count) / (performance.now() - began);
};
const candidates = {
  ours: timed(pipelines.ours, records.ours),
  'by hand': timed(pipelines['by hand'], records['by hand']),
  jsonata: timed(pipelines.jsonata, records.jsonata),
};
for (let warmUp = 0; warmUp < warmUps; warmUp++) for (const run of Object.values(candidates)) await run();
process.send?.(await inRounds(candidates, rounds));
