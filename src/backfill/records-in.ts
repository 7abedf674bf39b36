import { has, isRecord, own } from '../commercetools/fields.ts';
import { jsonExcesses } from '../commercetools/json-bounds.ts';

/**
 * What was exported from a queue, one record after the other, each as it stood in the queue: a text, or JSON already. Dead
 * letters of ours are taken out of what they are kept in; everything else is left to the envelopes.
 *
 * The forms: `aws sqs receive-message` and what Lambda gets of SQS, `gcloud pubsub subscriptions pull --format=json` and the
 * API's own answer, the body of a Service Bus message as its explorers export it, and each of them in a list or with one
 * record alone.
 * https://docs.aws.amazon.com/cli/latest/reference/sqs/receive-message.html
 * https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html
 * https://cloud.google.com/pubsub/docs/reference/rest/v1/projects.subscriptions/pull
 */
export function* recordsIn(value: unknown, depth = 0): Generator<unknown> {
  if (depth > deepest) return yield value;
  if (Array.isArray(value)) {
    for (const item of value) yield* recordsIn(item, depth + 1);
    return;
  }
  const inner = isRecord(value) && !has(value, 'notificationType') ? innerOf(value) : undefined;
  if (inner === undefined) return yield value;
  yield* recordsIn(typeof inner === 'string' ? parsed(inner) : inner, depth + 1);
}

/** A list of a list of a queue in a dead letter is less. */
const deepest = 6;

/** The lists of the forms, and where one record has its content. */
const lists = ['Messages', 'receivedMessages', 'Records'];
const contents = ['Body', 'body'];

function innerOf(value: object): unknown {
  if (has(value, 'failedAt') && has(value, 'failure'))
    return own(value, 'notification') ?? own(value, 'body') ?? value;
  const list = lists.map((name) => own(value, name)).find(Array.isArray);
  return list ?? contents.map((name) => own(value, name)).find((one) => one !== undefined && one !== null);
}

/** A text that is no JSON, or of which nothing is read, is a record all the same: one that fails, and is told of. */
function parsed(text: string): unknown {
  if (jsonExcesses()(text) !== undefined) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
