import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { startReceiver } from '../../src/demo/receiver.ts';
import { customerCreated } from './deliveries.ts';
import { deliver } from './harness.ts';

const receiver = await startReceiver();
beforeEach(() => receiver.reset());
afterAll(() => receiver.close());
const toReceiver = { settings: { host: receiver.url } };

describe('what a queue says of its subscription', () => {
  const validation = {
    id: 'v-1',
    topic: '/subscriptions/demo',
    subject: '',
    eventType: 'Microsoft.EventGrid.SubscriptionValidationEvent',
    eventTime: '2026-03-02T10:15:30Z',
    metadataVersion: '1',
    dataVersion: '1',
    data: { validationCode: '0fa9c1d2-8a41-4f59-9c3e-2b7a51c0e001' },
  };

  test('Event Grid asks, and hears its code and nothing else', async () => {
    const { status, body, line } = await deliver([validation], toReceiver);
    expect(status).toBe(200);
    expect(body).toEqual({ validationResponse: validation.data.validationCode });
    expect(line).toMatchObject({ level: 'warn', msg: 'event-grid-validation skipped', outcome: 'skipped' });
  });

  test.each<[string, unknown]>([
    ['a delivery', customerCreated],
    ['another question', validation],
  ])('Event Grid’s question beside %s is not answered, and nobody says it was', async (_name, other) => {
    const { status, text, line } = await deliver([validation, other], toReceiver);
    expect([status, line]).toMatchObject([200, { outcome: 'skipped' }]);
    expect(text).not.toContain(validation.data.validationCode);
    expect(text).toContain('was not answered');
    expect(text).not.toContain('it was answered');
  });

  test.each([
    ['event-grid-deleted', [{ ...validation, eventType: 'Microsoft.EventGrid.SubscriptionDeletedEvent' }]],
    ['sns-unsubscribed', snsMessage('UnsubscribeConfirmation')],
    ['sns-confirmation', snsMessage('SubscriptionConfirmation')],
  ])('%s', async (name, message) => {
    const { status, body, line } = await deliver(message, toReceiver);
    expect(status).toBe(200);
    expect(body).toMatchSnapshot(name);
    expect(line).toMatchObject({ level: 'warn', msg: `${name} skipped` });
  });

  function snsMessage(type: string) {
    return {
      Type: type,
      MessageId: 'm-1',
      Token: 'a-token-that-nobody-may-see',
      TopicArn: 'arn:aws:sns:eu-central-1:123456789012:commercetools',
      Message: 'You have chosen …',
      SubscribeURL: 'https://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription',
      Timestamp: '2026-03-02T10:15:30.000Z',
      SignatureVersion: '1',
      Signature: 'none',
      SigningCertURL: 'https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-0.pem',
    };
  }
});
