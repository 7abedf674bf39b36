import type { IncomingMessage } from 'node:http';
import { bodyLimit } from './receiver-rules.ts';

/** Reads a body to its end as text. Of a body over the limit only so much is kept that it is seen to be over it. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    if (bytes <= bodyLimit) chunks.push(chunk);
    bytes += chunk.length;
  }
  return Buffer.concat(chunks).toString();
}
