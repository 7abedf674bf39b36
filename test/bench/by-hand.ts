import { Analytics } from '@segment/analytics-node';
import { identifyByHand } from './hand-written.ts';
import type { customerCreated } from './messages.ts';

const { SEGMENT_WRITE_KEY: writeKey = '', SEGMENT_HOST: host = '' } = process.env;

/**
 * The webhook as a programmer would write it in an afternoon, with Segment's client as its documentation says for
 * functions: one for each request, told to send at once, and closed before the answer.
 * https://segment.com/docs/connections/sources/catalog/libraries/server/node/
 */
export async function handle(request: Request): Promise<Response> {
  const message = (await request.json()) as ReturnType<typeof customerCreated>;
  if (message.type !== 'CustomerCreated') return Response.json({ status: 'skipped' });
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
  if (failed) return Response.json({ status: 'failed' }, { status: 500 });
  return Response.json({ status: 'sent', calls: [{ type: 'identify', messageId }] });
}
