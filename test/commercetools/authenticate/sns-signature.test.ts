import { describe, expect, it } from 'vitest';
import { certificatesOver } from '../../../src/commercetools/authenticate/sns-certificates.ts';
import { snsCheck } from '../../../src/commercetools/authenticate/sns-signature.ts';
import { type Answer, farEnd, silence, status } from './far-end.ts';
import { now, shown } from './shown.ts';
import {
  certificates,
  chinese,
  confirmation,
  type Fields,
  notification,
  origin,
  otherTopic,
  pem,
  signed,
  topic,
} from './sns.ts';
import { foreign } from './tokens.ts';

const chinesePem = 'https://sns.cn-north-1.amazonaws.com.cn/SimpleNotificationService-0a1b.pem';
const govTopic = 'arn:aws-us-gov:sns:us-gov-west-1:123456789012:bridge.fifo';
const named = 'arn:aws:sns:eu-central-1:123456789012:Bridge_2-Segment';
const govPem = 'https://sns.us-gov-west-1.amazonaws.com/SimpleNotificationService-0a1b.pem';

async function check(answers: Record<string, Answer> = { [pem]: certificates.ours }) {
  const far = await farEnd(answers);
  const verifier = snsCheck([chinese, topic, govTopic, named], certificatesOver(far.fetch));
  const verify = (message: unknown, signal?: AbortSignal) =>
    verifier.verify(shown({ body: JSON.stringify(message), ...(signal && { signal }) }));
  return { ...far, verify, verifyText: (body: string | Uint8Array) => verifier.verify(shown({ body })) };
}

const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000).toISOString();

describe('a message of SNS is accepted', () => {
  it.each<[string, Fields]>([
    ['with signature version 2', notification],
    ['with signature version 1', { ...notification, SignatureVersion: '1' }],
    ['with a subject', { ...notification, Subject: 'A customer wrote: Zoë' }],
    ['with an empty subject', { ...notification, Subject: '' }],
    ['with a subject that is null', { ...notification, Subject: null }],
    [
      'with attributes, which nobody signs',
      { ...notification, MessageAttributes: { a: { Type: 'String', Value: 'b' } } },
    ],
    ['with an empty message', { ...notification, Message: '' }],
    ['that has been repeated for an hour', { ...notification, Timestamp: ago(64.9) }],
    ['from a clock that is ahead', { ...notification, Timestamp: ago(-4.9) }],
    ['with a time in whole seconds', { ...notification, Timestamp: '2026-03-02T10:15:30Z' }],
    ['to confirm a subscription', confirmation],
    ['to tell of its end', { ...confirmation, Type: 'UnsubscribeConfirmation' }],
    ['of another partition', { ...notification, TopicArn: chinese, SigningCertURL: chinesePem }],
    ['of a topic that has every kind of letter in its name', { ...notification, TopicArn: named }],
    ['of a queue in order', { ...notification, TopicArn: govTopic, SigningCertURL: govPem }],
  ])('%s', async (_name, fields) => {
    const { ours } = certificates;
    const { verify, asked } = await check({ [pem]: ours, [chinesePem]: ours, [govPem]: ours });
    expect(await verify(signed(fields))).toEqual({ status: 'accepted' });
    expect(asked).toEqual([fields['SigningCertURL']]);
  });
});

const hopeless: [string, string, unknown][] = [
  ['nothing', 'not-an-sns-message', undefined],
  ['null', 'not-an-sns-message', null],
  ['a text', 'not-an-sns-message', 'Notification'],
  ['a list of messages', 'not-an-sns-message', [signed(notification)]],
  ['a delivery without a wrapper', 'not-an-sns-message', { notificationType: 'Message' }],
  ['another type', 'not-an-sns-message', signed({ ...notification, Type: 'notification' })],
  ['a type of the language', 'not-an-sns-message', signed({ ...notification, Type: 'toString' })],
  ['a message that is an object', 'not-an-sns-message', { ...signed(notification), Message: { a: 1 } }],
  ['a subject that is a number', 'not-an-sns-message', { ...signed(notification), Subject: 1 }],
  ['a topic that is a list', 'not-an-sns-message', { ...signed(notification), TopicArn: [topic] }],
  ['a topic that is a text with more', 'other-topic', signed({ ...notification, TopicArn: `${topic}2` })],
  ['a confirmation without a token', 'not-an-sns-message', { ...signed(confirmation), Token: undefined }],
  [
    'a confirmation without an address',
    'not-an-sns-message',
    { ...signed(confirmation), SubscribeURL: null },
  ],
  ['no signature', 'not-an-sns-message', notification],
  [
    'no address of a certificate',
    'not-an-sns-message',
    { ...signed(notification), SigningCertURL: undefined },
  ],
  ['a version that is a number', 'not-an-sns-message', { ...signed(notification), SignatureVersion: 2 }],
  [
    "another transport's fields beside",
    'not-an-sns-message',
    { ...signed(notification), notificationType: 'Message' },
  ],
  [
    'a prototype beside',
    'not-an-sns-message',
    JSON.parse(`{"__proto__":{},${JSON.stringify(signed(notification)).slice(1)}`),
  ],
  ['a subject of two lines', 'not-an-sns-message', signed({ ...notification, Subject: 'a\nTimestamp' })],
  ['no time', 'not-an-sns-message', signed({ ...notification, Timestamp: 'now' })],
  [
    'a day that is none',
    'not-an-sns-message',
    signed({ ...notification, Timestamp: '2026-13-02T10:15:30.000Z' }),
  ],
  ['another topic', 'other-topic', signed({ ...notification, TopicArn: otherTopic })],
  ['the topic in another case', 'other-topic', signed({ ...notification, TopicArn: topic.toUpperCase() })],
  ['a replay', 'expired', signed({ ...notification, Timestamp: ago(65.1) })],
  ['a message to come', 'not-yet-valid', signed({ ...notification, Timestamp: ago(-5.1) })],
  ['signature version 3', 'unknown-signature-version', signed({ ...notification, SignatureVersion: '3' })],
  ['no signature version', 'unknown-signature-version', signed({ ...notification, SignatureVersion: '' })],
];

describe('is refused with nothing fetched, even where no certificate is there yet:', () => {
  it.each(hopeless)('%s is %s', async (_name, reason, message) => {
    const { verify, asked } = await check();
    expect(await verify(message)).toEqual({ status: 'refused', reason });
    expect(asked).toEqual([]);
  });

  it.each<[string, string | Uint8Array]>([
    ['no JSON', '{"Type":'],
    ['JSON that is not UTF-8', Buffer.from([0x7b, 0xff, 0x7d])],
    ['very deep JSON', '['.repeat(1_000_000)],
    ['very wide JSON', JSON.stringify({ ...signed(notification), MessageAttributes: Array(1_001).fill(1) })],
  ])('%s', async (_name, body) => {
    const { verifyText, asked } = await check();
    expect(await verifyText(body)).toEqual({ status: 'refused', reason: 'not-an-sns-message' });
    expect(asked).toEqual([]);
  });

  const name = pem.slice(origin.length);

  it.each([
    ['http', `http://sns.eu-central-1.amazonaws.com/${name}`],
    ['no scheme', `//sns.eu-central-1.amazonaws.com/${name}`],
    ['a scheme in upper case', `HTTPS://sns.eu-central-1.amazonaws.com/${name}`],
    ['a host that goes on', `https://sns.eu-central-1.amazonaws.com.evil.com/${name}`],
    ['a host that begins earlier', `https://evil.sns.eu-central-1.amazonaws.com/${name}`],
    ['a host with other dots', `https://snsxeu-central-1.amazonaws.com/${name}`],
    ['a host in upper case', `https://SNS.eu-central-1.amazonaws.com/${name}`],
    ['a host with a dot at its end', `https://sns.eu-central-1.amazonaws.com./${name}`],
    ['another region', `https://sns.us-east-1.amazonaws.com/${name}`],
    ['another partition', `https://sns.eu-central-1.amazonaws.com.cn/${name}`],
    ['another service', `https://s3.eu-central-1.amazonaws.com/${name}`],
    ["somebody's bucket", `https://sns.s3.eu-central-1.amazonaws.com/${name}`],
    ['an IP address', `https://169.254.169.254/${name}`],
    ['this machine', `https://localhost/${name}`],
    ['a user', `https://sns.eu-central-1.amazonaws.com@evil.com/${name}`],
    ['a user and a password', `https://sns.eu-central-1.amazonaws.com:x@evil.com/${name}`],
    ['a user on the right host', `https://user@sns.eu-central-1.amazonaws.com/${name}`],
    ['a backslash', `https://evil.com\\@sns.eu-central-1.amazonaws.com/${name}`],
    ['a backslash behind the host', `https://sns.eu-central-1.amazonaws.com\\${name}`],
    ['a port', `https://sns.eu-central-1.amazonaws.com:443/${name}`],
    ['a host in percent', `https://sns%2Eeu-central-1.amazonaws.com/${name}`],
    ['a host that looks alike', `https://sns.eu-central-1.amаzonaws.com/${name}`],
    ['a full-width dot', `https://sns.eu-central-1.amazonaws。com/${name}`],
    ['a query', `${pem}?x`],
    ['an empty query', `${pem}?`],
    ['a fragment', `${pem}#x`],
    ['a query instead of a path', `${origin}?/${name}`],
    ['another file', `${origin}other.pem`],
    ['a file without a name', `${origin}SimpleNotificationService-.pem`],
    ['another ending', pem.replace('.pem', '.crt')],
    ['an ending that goes on', `${pem}.txt`],
    ['a folder', `${origin}folder/${name}`],
    ['a folder and back', `${origin}folder/../${name}`],
    ['a folder and back in percent', `${origin}folder/%2e%2e/${name}`],
    ['a path that climbs', `${origin}SimpleNotificationService-/../../x.pem`],
    ['a file in percent', pem.replace('9', '%39')],
    ['two slashes', `${origin}/${name}`],
    ['a space before', ` ${pem}`],
    ['a tab within', pem.replace('sns.', 'sns.\t')],
    ['a zero behind', `${pem}\0`],
    ['nothing', ''],
  ])('a certificate by %s', async (_name, address) => {
    const { verify, asked } = await check();
    const verdict = await verify(signed({ ...notification, SigningCertURL: address }));
    expect(verdict).toEqual({ status: 'refused', reason: 'wrong-certificate-address' });
    expect(asked).toEqual([]);
  });

  it.each(['\n', '\r\n'])('a certificate by a line break %j', async (lineBreak) => {
    const { verify, asked } = await check();
    const verdict = await verify(signed({ ...notification, SigningCertURL: `${pem}${lineBreak}` }));
    expect(verdict).toEqual({ status: 'refused', reason: 'not-an-sns-message' });
    expect(asked).toEqual([]);
  });
});

describe('is refused with the certificate that is there:', () => {
  it.each<[string, Fields]>([
    ['a foreign key', signed(notification, foreign.privateKey)],
    ['another message', { ...signed(notification), Message: '{"notificationType":"Message"}' }],
    ['another id', { ...signed(notification), MessageId: '1' }],
    ['a later time', { ...signed({ ...notification, Timestamp: ago(120) }), Timestamp: ago(1) }],
    ['a subject put to it', { ...signed(notification), Subject: 'x' }],
    ['a subject taken away', { ...signed({ ...notification, Subject: 'x' }), Subject: undefined }],
    ['another topic of ours', { ...signed({ ...notification, TopicArn: otherTopic }), TopicArn: topic }],
    ['another version of the signature', { ...signed(notification), SignatureVersion: '1' }],
    ['a confirmation turned to a notice', { ...signed(confirmation), Type: 'UnsubscribeConfirmation' }],
    ['another token', { ...signed(confirmation), Token: 'x' }],
    ['another address to visit', { ...signed(confirmation), SubscribeURL: origin }],
    ['an empty signature', { ...signed(notification), Signature: '' }],
    ['a signature that is no base64', { ...signed(notification), Signature: '!' }],
    ['a short signature', { ...signed(notification), Signature: 'AAAA' }],
    ['a huge signature', { ...signed(notification), Signature: 'A'.repeat(1_000_000) }],
    ['much padding within', { ...signed(notification), Signature: `A${'='.repeat(300_000)}A` }],
  ])('%s', async (_name, message) => {
    const { verify, asked } = await check();
    expect(await verify(signed(notification))).toEqual({ status: 'accepted' });
    expect(await verify(message)).toEqual({ status: 'refused', reason: 'wrong-signature' });
    expect(asked).toEqual([pem]);
  });
});

describe('a certificate', () => {
  it.each<[string, Answer, object]>([
    ['of somebody else', certificates.foreign, { status: 'refused', reason: 'wrong-signature' }],
    ['that has expired', certificates.expired, { status: 'refused', reason: 'expired-certificate' }],
    ['that is not valid yet', certificates.early, { status: 'refused', reason: 'expired-certificate' }],
    ['of an elliptic curve', certificates.elliptic, { status: 'refused', reason: 'unsuitable-certificate' }],
    ['of a short key', certificates.weak, { status: 'refused', reason: 'unsuitable-certificate' }],
    ['that is none', 'certificate', { status: 'refused', reason: 'no-certificate' }],
    ['that is empty', '', { status: 'refused', reason: 'no-certificate' }],
    [
      'that is broken',
      certificates.ours.replace(/[A-Z]{2}/, '!!'),
      { status: 'refused', reason: 'no-certificate' },
    ],
    ['of 1 MB', Buffer.alloc(1_000_000, certificates.ours), { status: 'refused', reason: 'no-certificate' }],
    ['that is not there', status(404), { status: 'refused', reason: 'no-certificate' }],
    [
      'that is elsewhere',
      status(301, { location: 'https://evil.example.com/' }),
      { status: 'refused', reason: 'no-certificate' },
    ],
    ['of a server that is down', status(500), { status: 'unavailable', cause: '500' }],
    ['of a server that is silent', silence, { status: 'unavailable', cause: 'timeout' }],
  ])('%s', async (_name, answer, verdict) => {
    const { verify } = await check({ [pem]: answer });
    expect(await verify(signed(notification))).toEqual(verdict);
  });
});
