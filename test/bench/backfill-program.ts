import { backfill } from './backfill-of.ts';
import { ourPipeline } from './pipeline-of.ts';

/** A program that puts so many records through our pipeline, and tells the most memory that it had. */
const [, , count = '0'] = process.argv;
await backfill(Number(count), await ourPipeline());
process.send?.({ megabytes: process.resourceUsage().maxRSS / 1024 });
