import { describe, expect, it } from 'vitest';
import { readCaptured } from '../../../src/cli/capture/read-captured.ts';
import { wraps } from '../../../src/demo/wrapping.ts';

const delivery = {
  notificationType: 'Message',
  type: 'CustomerCreated',
  customer: { email: 'a@mail.example' },
};
const text = JSON.stringify(delivery);

describe('a delivery is read', () => {
  it.each(wraps.map((wrap) => wrap(delivery)))('out of $name', ({ body }) => {
    expect(readCaptured(body)).toEqual({ ok: true, notifications: [delivery] });
  });

  it.each([
    ['a message of SQS', { MessageId: 'm', Body: text }],
    ['SNS in SQS', { Body: JSON.stringify({ Type: 'Notification', TopicArn: 't', Message: text }) }],
    ['a message of Pub/Sub that was pulled', { ackId: 'a', message: { data: btoa(text) } }],
    ['a message of Service Bus', { sequenceNumber: 7, body: delivery }],
    ['a line that keeps what failed', { failure: { code: 'mapping-failed' }, delivery }],
  ])('out of %s', (_, body) => {
    expect(readCaptured(JSON.stringify(body))).toEqual({ ok: true, notifications: [delivery] });
  });

  it('out of lines with one in each', () => {
    const lines = `${text}\n\n${JSON.stringify({ body: text })}\n`;
    expect(readCaptured(lines)).toEqual({ ok: true, notifications: [delivery, delivery] });
  });

  it.each([
    ['nothing', '', 'it is no JSON, nor are all its lines'],
    ['a line that is none', `${text}\nRuna`, 'it is no JSON, nor are all its lines'],
    ['lists in lists', '['.repeat(101), 'it is nested deeper than 100 levels'],
    [
      'a word of the queue',
      '{"Type":"UnsubscribeConfirmation","TopicArn":"t"}',
      'it is what a queue says of its subscription, and no delivery',
    ],
  ])('nowhere in %s', (_, body, reason) => {
    expect(readCaptured(body)).toEqual({ ok: false, reason });
  });
});
