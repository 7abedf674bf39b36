import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { inParallel } from '../webhook/in-parallel.ts';
import { remembered } from '../webhook/remembered.ts';
import { segmentOf } from '../webhook/segment-of.ts';
import { sparing } from '../webhook/sparing.ts';
import { type QueueParts, settling } from './settle.ts';

/** Records of a batch that are worked on at the same time. */
const atOnce = 10;

/** What Lambda needs to log and answer before it cuts the function off, in milliseconds. */
const reserveMs = 500;

/**
 * A Lambda function behind SQS: takes a batch and names the records that SQS is to keep, so that one of them does not
 * bring the others back. The event source mapping must have `ReportBatchItemFailures`, or every record counts as taken:
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 * A record that stays ends in the queue's own dead-letter queue after `maxReceiveCount`. For standard queues, which are
 * the ones commercetools writes to.
 */
export function sqsHandler(parts: QueueParts) {
  const segment = remembered(segmentOf);
  return async (
    event: SQSEvent,
    context: { readonly getRemainingTimeInMillis: () => number },
  ): Promise<SQSBatchResponse> => {
    if (!isBatch(event)) throw new Error(noBatch);
    const { Records: records } = event;
    const segmentFor = parts.segment ?? segment;
    const settle = await settling({
      ...parts,
      segment: (settings) => sparing(segmentFor(settings)),
      commercetools: (settings) => sparing({ commercetools: parts.commercetools?.(settings) }).commercetools,
    });
    if (!settle.ok) {
      const { code, detail, retryable } = settle.failure;
      parts.log(JSON.stringify({ level: 'error', msg: detail, failure: { code, retryable } }));
      return keep(records.map(({ messageId }) => messageId));
    }
    const timeLeft = () => context.getRemainingTimeInMillis() - reserveMs;
    const kept = await inParallel(records, atOnce, async ({ messageId, body }) =>
      (await settle.value(body, timeLeft)).verdict === 'done' ? [] : [messageId],
    );
    return keep(kept.flat());
  };
}

/** Lambda logs it, and whoever called has failed: an answer would acknowledge what nobody has taken. */
const noBatch =
  'this is no batch of SQS, {"Records":[{"messageId","body"}]}: something else called than an event source mapping of SQS, such as a test in the console; what SNS, EventBridge or HTTP bring is for the webhook';

function isBatch(event: Partial<SQSEvent> | null): boolean {
  const records: unknown = event?.Records;
  const isRecord = (record: Partial<SQSRecord> | null) =>
    typeof record?.messageId === 'string' && typeof record.body === 'string';
  return Array.isArray(records) && records.every(isRecord);
}

function keep(ids: readonly string[]): SQSBatchResponse {
  return { batchItemFailures: ids.map((itemIdentifier) => ({ itemIdentifier })) };
}
