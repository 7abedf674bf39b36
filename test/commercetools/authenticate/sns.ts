import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { certificate, type Pair } from './certificate.ts';
import { now } from './shown.ts';
import { foreign, ours } from './tokens.ts';

export const topic = 'arn:aws:sns:eu-central-1:123456789012:segment-bridge';
export const chinese = 'arn:aws-cn:sns:cn-north-1:123456789012:segment-bridge';
export const otherTopic = 'arn:aws:sns:eu-central-1:210987654321:segment-bridge';

export const origin = 'https://sns.eu-central-1.amazonaws.com/';
export const pem = `${origin}SimpleNotificationService-9c6465fa7f48f5cacd23014631ec1136.pem`;

const day = 24 * 3_600_000;
const around = (days: number) => new Date(now.getTime() + days * day);

/** Certificates by what is to be known of them. */
export const certificates = {
  ours: certificate(ours, around(-1), around(1)),
  foreign: certificate(foreign, around(-1), around(1)),
  expired: certificate(ours, around(-2), around(-1)),
  early: certificate(ours, around(1), around(2)),
  elliptic: certificate(generateKeyPairSync('ec', { namedCurve: 'P-256' }), around(-1), around(1)),
  weak: certificate(
    generateKeyPairSync('rsa', { modulusLength: 1024 }) satisfies Pair,
    around(-1),
    around(1),
  ),
};

export type Fields = Readonly<Record<string, unknown>>;

export const notification: Fields = {
  Type: 'Notification',
  MessageId: '22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324',
  TopicArn: topic,
  Message: '{\n  "notificationType": "Message",\n  "customer": { "firstName": "Zoë" }\n}',
  Timestamp: '2026-03-02T10:15:30.000Z',
  SignatureVersion: '2',
  SigningCertURL: pem,
  UnsubscribeURL: `${origin}?Action=Unsubscribe`,
};

const token = '2336412f37fb687f5d51e6e241d09c805a5a57b30d712f794cc5f6a988666d92';

export const confirmation: Fields = {
  Type: 'SubscriptionConfirmation',
  MessageId: '165545c9-2a5c-472c-8df2-7ff2be2b3b1b',
  Token: token,
  TopicArn: topic,
  Message: `You have chosen to subscribe to the topic ${topic}.\nTo confirm the subscription, visit the SubscribeURL.`,
  SubscribeURL: `${origin}?Action=ConfirmSubscription&TopicArn=${topic}&Token=${token}`,
  Timestamp: '2026-03-02T10:15:30.000Z',
  SignatureVersion: '1',
  SigningCertURL: pem,
};

/** Signs as the documentation of SNS tells it, written down here a second time. */
export function signed(fields: Fields, key: KeyObject = ours.privateKey): Fields {
  const { Type, Message, MessageId, Subject, SubscribeURL, Timestamp, Token, TopicArn } = fields;
  const subject = typeof Subject === 'string' ? `Subject\n${Subject}\n` : '';
  const text =
    Type === 'Notification'
      ? `Message\n${Message}\nMessageId\n${MessageId}\n${subject}Timestamp\n${Timestamp}\nTopicArn\n${TopicArn}\nType\n${Type}\n`
      : `Message\n${Message}\nMessageId\n${MessageId}\nSubscribeURL\n${SubscribeURL}\nTimestamp\n${Timestamp}\nToken\n${Token}\nTopicArn\n${TopicArn}\nType\n${Type}\n`;
  const algorithm = fields['SignatureVersion'] === '1' ? 'sha1' : 'sha256';
  return { ...fields, Signature: sign(algorithm, Buffer.from(text), key).toString('base64') };
}
