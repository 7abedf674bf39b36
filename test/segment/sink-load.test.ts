import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Receiver, startReceiver } from '../../src/demo/receiver.ts';
import { segmentSink } from '../../src/segment/sink.ts';
import { batchOf, order, person, writeKey } from './batches.ts';

let receiver: Receiver;
beforeAll(async () => {
  receiver = await startReceiver();
});
afterAll(() => receiver.close());

test('500 batches at once, one in five refused: each has its own outcome, its own request and its own calls', async () => {
  receiver.setFault({ status: 400, body: 'refused', every: 5 });
  const sink = segmentSink({ writeKey, host: receiver.url });
  const batches = Array.from({ length: 500 }, (_, number) => batchOf(`delivery-${number}`, person, order));
  const receipts = await Promise.all(batches.map((batch) => sink(batch, 30_000)));

  const requests = receiver.requests();
  const answers = new Map(requests.map((request) => [request.messageIds.join(), request.answer]));
  expect(requests).toHaveLength(500);
  expect(answers.size).toBe(500);
  const outcomes = receipts.map((receipt) => receipt.status);
  const wanted = batches.map((batch) => {
    const answer = answers.get(batch.map((call) => call.messageId).join());
    return answer === 200 ? 'accepted' : answer === 400 ? 'rejected' : `no request (${answer})`;
  });
  expect(outcomes).toEqual(wanted);
  expect(outcomes.filter((outcome) => outcome === 'rejected')).toHaveLength(100);
  expect(receiver.calls()).toHaveLength(800);
}, 60_000);
