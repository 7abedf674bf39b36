import type { IncomingMessage, ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { Analytics } from '@segment/analytics-node';
import { identifyByHand } from './hand-written.ts';
import type { customerCreated } from './messages.ts';

const { SEGMENT_WRITE_KEY: writeKey = '', SEGMENT_HOST: host = '' } = process.env;

interface Told {
  readonly status: number;
  readonly body: object;
}

/**
 * The webhook as a programmer would write it in an afternoon, with Segment's client as its documentation says for
 * functions: one for each request, told to send at once, and closed before the answer.
 * https://segment.com/docs/connections/sources/catalog/libraries/server/node/
 */
async function take(message: ReturnType<typeof customerCreated>): Promise<Told> {
  if (message.type !== 'CustomerCreated') return { status: 200, body: { status: 'skipped' } };
  const analytics = new Analytics({ writeKey, host, flushAt: 1 });
  let failed = false;
  analytics.on('error', () => {
    failed = true;
  });
  const { userId, timestamp, traits } = identifyByHand(message);
  const messageId = `ct-${message.id}`;
  analytics.identify({
    userId: String(userId),
    timestamp: new Date(String(timestamp)),
    traits: traits as object,
    messageId,
  });
  await analytics.closeAndFlush();
  if (failed) return { status: 500, body: { status: 'failed' } };
  return { status: 200, body: { status: 'sent', calls: [{ type: 'identify', messageId }] } };
}

/** As platforms call it. */
export async function handle(request: Request): Promise<Response> {
  const { status, body } = await take((await request.json()) as ReturnType<typeof customerCreated>);
  return Response.json(body, { status });
}

/** As node:http calls it. */
export async function listener(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { status, body } = await take((await json(request)) as ReturnType<typeof customerCreated>);
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
