import { typeName } from '../../schema.ts';
import { has, own } from '../fields.ts';
import { readText } from './inner-json.ts';
import { layerIn, notADelivery } from './refusal.ts';
import type { Transport } from './transport.ts';
import { wrapperWords } from './wrapper-words.ts';

/**
 * What AWS SNS posts over HTTPS: notifications, and what asks for or tells of a subscription. Says nothing of its
 * signature.
 * https://docs.aws.amazon.com/sns/latest/dg/http-notification-json.html
 */
export const sns: Transport = {
  name: 'sns',
  recognises: (value) => has(value, 'Type') && has(value, 'TopicArn'),
  unwrap(value, excessOf) {
    switch (own(value, 'Type')) {
      case 'Notification':
        return layerIn(value, ['Message'], { read: readText, excessOf, name: 'sns', expected: 'JSON text' });
      case 'SubscriptionConfirmation':
        return { kind: 'handshake', handshake: { kind: 'sns-confirmation', message: value } };
      case 'UnsubscribeConfirmation':
        return { kind: 'handshake', handshake: { kind: 'sns-unsubscribed' } };
      default: {
        const detail = `the ${wrapperWords.sns.words} is of a type that is not known`;
        const expected = '"Notification", "SubscriptionConfirmation" or "UnsubscribeConfirmation"';
        const found = typeName(own(value, 'Type'));
        const { hint } = wrapperWords.sns;
        return {
          kind: 'unknown',
          failure: notADelivery({ detail, pointer: '/Type', expected, found, hint }),
        };
      }
    }
  },
};
