import { answerTo } from './answer.ts';
import { failed } from './failed.ts';
import type { Answer } from './http-answer.ts';
import type { Incoming } from './incoming.ts';
import { logLines } from './log-line.ts';
import { notFound } from './refusals.ts';
import type { Received } from './told.ts';

const received: Received = { told: [failed(notFound)], isList: false };

/**
 * To a request at a path where nothing is. What is posted there may come from our own queue, with a wrong address, and some
 * queues never send it again: that is logged. Who only looks, such as a load balancer, is not.
 */
export function nowhere({ method }: Pick<Incoming, 'method'>, log: (line: string) => void): Answer {
  const answer = answerTo(received);
  if (method === 'POST')
    for (const line of logLines(received, { status: answer.status, ms: 0, requestId: null })) log(line);
  return answer;
}
