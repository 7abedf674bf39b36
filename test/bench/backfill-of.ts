import { Readable } from 'node:stream';
import { customerCreated } from './messages.ts';
import type { Pipeline } from './pipeline-of.ts';

const different = 500;
const lines = Array.from({ length: different }, (_, number) => JSON.stringify(customerCreated(number)));
const linesInChunk = 20;
const largestBatch = 480 * 1024;

/** As many records as are wanted, as a file would give them, and no more of them in memory than it is read of. */
function records(count: number): Readable {
  return Readable.from(
    (function* () {
      for (let from = 0; from < count; from += linesInChunk) {
        const some = Math.min(linesInChunk, count - from);
        const chunk = Array.from({ length: some }, (_, at) => `${lines[(from + at) % different]}\n`);
        yield Buffer.from(chunk.join(''));
      }
    })(),
  );
}

/** Reads the records, puts each through the pipeline, and fills batches as they would be sent; gives their number. */
export async function backfill(count: number, pipeline: Pipeline): Promise<number> {
  const decoder = new TextDecoder();
  let rest = '';
  const batch = Buffer.allocUnsafe(largestBatch);
  let bytes = 0;
  let batches = 0;
  for await (const chunk of records(count)) {
    const found = (rest + decoder.decode(chunk as Buffer, { stream: true })).split('\n');
    rest = found.pop() ?? '';
    for (const line of found) {
      const call = await pipeline(line);
      const size = Buffer.byteLength(call);
      if (bytes + size > largestBatch) {
        batches += 1;
        bytes = 0;
      }
      bytes += batch.write(call, bytes);
    }
  }
  return batches + Math.min(bytes, 1);
}
