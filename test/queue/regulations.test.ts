import { expect, test } from 'vitest';
import { startReceiver } from '../../src/demo/receiver.ts';
import { buildCatalog } from '../../src/mapping/build-catalog.ts';
import { sqsHandler } from '../../src/queue/sqs.ts';
import { ownMappings } from '../by-email.ts';
import deleted from '../own-mappings/customer.erased-by-email.delivery.json' with { type: 'json' };
import { madeAt, token } from '../segment/regulations.ts';
import { queueParts } from './parts.ts';

const context = { getRemainingTimeInMillis: () => 30_000 };

test('erasures of a batch go together, and none is made again when the batch comes again', async () => {
  const sources = await ownMappings();
  const mappings = sources.mappings.map(({ path, text }) =>
    path.includes('erased-by-email') ? { path, text: text.replace('\nwhen: false', '') } : { path, text },
  );
  const built = buildCatalog({ ...sources, mappings });
  const receiver = await startReceiver();
  const publicApi = { token, host: receiver.url };
  const { parts, lines } = queueParts(receiver.url, { load: async () => built, publicApi });
  const handle = sqsHandler(parts);
  receiver.setFault({ delayMs: 500, times: 3 });
  const Records = Array.from({ length: 10 }, (_, number) => ({
    messageId: `record-${number}`,
    body: JSON.stringify({ ...deleted, sequenceNumber: number, email: `person-${number}@example.org` }),
  }));
  const event = { Records } as Parameters<typeof handle>[0];
  const taken = { batchItemFailures: [] };
  expect(await handle(event, context)).toEqual(taken);
  expect(await handle(event, context)).toEqual(taken);
  expect(madeAt(receiver).flatMap(({ subjectIds }) => subjectIds)).toHaveLength(10);
  expect(receiver.requests().length).toBeLessThan(6);
  expect(lines.join('')).not.toContain('example.org');
  await receiver.close();
});
