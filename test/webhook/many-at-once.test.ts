import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { customerCreated } from './deliveries.ts';
import { realWebhook } from './real-webhook.ts';

const refused = (messageId: string) => (createHash('sha256').update(messageId).digest()[0] ?? 0) % 5 === 0;

it('500 deliveries at once, one in five refused: each has its own outcome, and one request', async () => {
  const { receiver, send, lines } = await realWebhook(25_000); // none shall fail for want of time on a busy machine
  receiver.setFault(({ messageIds }) =>
    messageIds.some(refused) ? { status: 400, body: 'refused' } : undefined,
  );
  const emails = Array.from({ length: 500 }, (_, index) => `person-${index}@example.com`);
  const answers = await Promise.all(
    emails.map((email, index) =>
      send(
        JSON.stringify({
          ...customerCreated,
          sequenceNumber: index + 1,
          customer: { ...customerCreated.customer, email },
        }),
      ),
    ),
  );
  const requests = receiver.requests();
  expect(requests).toHaveLength(500);
  expect(lines).toHaveLength(500);

  const sent = answers.flatMap(({ status, text }) =>
    status === 200 ? (JSON.parse(text).calls[0].messageId as string) : [],
  );
  const asked = requests.flatMap(({ messageIds }) => messageIds);
  expect(new Set(asked).size).toBe(500);
  expect(new Set(sent)).toEqual(new Set(asked.filter((id) => !refused(id))));
  expect(new Set(receiver.calls().map(({ messageId }) => messageId))).toEqual(new Set(sent));
  const failures = answers
    .filter(({ status }) => status !== 200)
    .map(({ status, text }) => [status, JSON.parse(text).code]);
  expect(failures).toHaveLength(500 - sent.length);
  expect(failures.filter(([status, code]) => status !== 500 || code !== 'segment-refused')).toEqual([]);
  expect(failures.length).toBeGreaterThan(50);
  await receiver.close();
});
