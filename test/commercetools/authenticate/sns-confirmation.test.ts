import { describe, expect, it } from 'vitest';
import {
  type Certificates,
  certificatesOver,
} from '../../../src/commercetools/authenticate/sns-certificates.ts';
import { confirmSubscription } from '../../../src/commercetools/authenticate/sns-confirmation.ts';
import { type Answer, farEnd, silence, status } from './far-end.ts';
import { now } from './shown.ts';
import {
  certificates,
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

const { signal } = new AbortController();
const address = String(confirmation['SubscribeURL']);
const token = String(confirmation['Token']);

async function confirmer(
  answer: Answer = '<ConfirmSubscriptionResponse/>',
  topics: readonly string[] = [topic],
) {
  const far = await farEnd({ [pem]: certificates.ours, [address]: answer });
  const certificatesOfFar = certificatesOver(far.fetch);
  const confirm = (message: unknown) =>
    confirmSubscription(message, { topics, certificates: certificatesOfFar, fetch: far.fetch, now, signal });
  return { ...far, confirm };
}

describe('a subscription of ours is confirmed', () => {
  it.each(['1', '2'])('with signature version %s', async (SignatureVersion) => {
    const { confirm, asked } = await confirmer();
    expect(await confirm(signed({ ...confirmation, SignatureVersion }))).toEqual({ status: 'confirmed' });
    expect(asked).toEqual([pem, address]);
  });

  it('where the query is in another order and in percent', async () => {
    const SubscribeURL = `${origin}?Token=${token}&TopicArn=${encodeURIComponent(topic)}&Action=ConfirmSubscription`;
    const { confirm, asked, answers } = await confirmer();
    answers[SubscribeURL] = 'yes';
    expect(await confirm(signed({ ...confirmation, SubscribeURL }))).toEqual({ status: 'confirmed' });
    expect(asked).toEqual([pem, SubscribeURL]);
  });
});

const right = `Action=ConfirmSubscription&TopicArn=${topic}&Token=${token}`;
const to = (SubscribeURL: string) => signed({ ...confirmation, SubscribeURL });

describe('is not confirmed, with nothing visited:', () => {
  it.each<[string, string, unknown]>([
    ['a notification', 'not-a-confirmation', signed(notification)],
    [
      'the end of a subscription',
      'not-a-confirmation',
      signed({ ...confirmation, Type: 'UnsubscribeConfirmation' }),
    ],
    ['no message', 'not-a-confirmation', null],
    ['another topic', 'other-topic', signed({ ...confirmation, TopicArn: otherTopic })],
    [
      'the query of another topic',
      'wrong-subscribe-address',
      to(`${origin}?${right.replace(topic, otherTopic)}`),
    ],
    ['another action', 'wrong-subscribe-address', to(`${origin}?${right.replace('Confirm', 'Delete')}`)],
    ['two actions', 'wrong-subscribe-address', to(`${origin}?${right}&Action=DeleteTopic`)],
    ['another token', 'wrong-subscribe-address', to(`${origin}?${right}0`)],
    [
      'more than is needed',
      'wrong-subscribe-address',
      to(`${origin}?${right}&AuthenticateOnUnsubscribe=true`),
    ],
    ['a fragment', 'wrong-subscribe-address', to(`${address}#x`)],
    ['a path', 'wrong-subscribe-address', to(`${origin}path?${right}`)],
    ['no query', 'wrong-subscribe-address', to(origin)],
    ['a path in the place of the query', 'wrong-subscribe-address', to(`${origin}${right}`)],
    ['http', 'wrong-subscribe-address', to(address.replace('https', 'http'))],
    ['another host', 'wrong-subscribe-address', to(`https://evil.example.com/?${right}`)],
    ['a host that goes on', 'wrong-subscribe-address', to(address.replace('.com/', '.com.evil.com/'))],
    ['another region', 'wrong-subscribe-address', to(address.replace('sns.eu-central-1', 'sns.us-east-1'))],
    ['a user', 'wrong-subscribe-address', to(address.replace('https://', 'https://sns@'))],
    ['a port', 'wrong-subscribe-address', to(address.replace('.com/', '.com:8443/'))],
    ['an IP address', 'wrong-subscribe-address', to(`https://169.254.169.254/?${right}`)],
    ['a replay', 'expired', signed({ ...confirmation, Timestamp: '2026-03-02T09:00:00.000Z' })],
    [
      'a certificate from elsewhere',
      'wrong-certificate-address',
      signed({ ...confirmation, SigningCertURL: `https://evil.example.com/${pem.slice(origin.length)}` }),
    ],
  ])('%s is %s', async (_name, reason, message) => {
    const { confirm, asked } = await confirmer();
    expect(await confirm(message)).toEqual({ status: 'not-confirmed', reason });
    expect(asked).toEqual([]);
  });

  it('any, where no topics are configured', async () => {
    const { confirm, asked } = await confirmer('yes', []);
    expect(await confirm(signed(confirmation))).toEqual({
      status: 'not-confirmed',
      reason: 'topics-not-configured',
    });
    expect(asked).toEqual([]);
  });

  it.each<[string, Fields]>([
    ['a foreign key', signed(confirmation, foreign.privateKey)],
    ['a tampered message', { ...signed(confirmation), Message: 'Please' }],
  ])('%s', async (_name, message) => {
    const { confirm, asked } = await confirmer();
    expect(await confirm(message)).toEqual({ status: 'not-confirmed', reason: 'wrong-signature' });
    expect(asked).toEqual([pem]);
  });

  it('any, where the certificate cannot be had', async () => {
    const { confirm, asked, answers } = await confirmer();
    answers[pem] = status(503);
    expect(await confirm(signed(confirmation))).toEqual({ status: 'unavailable', cause: '503' });
    expect(asked).toEqual([pem]);
  });
});

it('is not visited when the answer is due', async () => {
  const { fetch, asked } = await farEnd({ [pem]: certificates.ours, [address]: 'yes' });
  const due = new AbortController();
  const certificatesOfFar = certificatesOver(fetch);
  const found: Certificates = async (...about) => {
    const certificate = await certificatesOfFar(...about);
    due.abort();
    return certificate;
  };
  const trust = { topics: [topic], certificates: found, fetch, now, signal: due.signal };
  const expected = { status: 'unavailable', cause: 'timeout' };
  expect(await confirmSubscription(signed(confirmation), trust)).toEqual(expected);
  expect(asked).toEqual([pem]);
});

describe('the visit', () => {
  const refused = { status: 'not-confirmed', reason: 'confirmation-refused' };

  it.each<[string, Answer, object]>([
    ['is refused', status(403), refused],
    ['leads elsewhere', status(302, { location: 'https://evil.example.com/' }), refused],
    ['gives too much', Buffer.alloc(1_000_000), refused],
    ['comes at a bad time', status(500), { status: 'unavailable', cause: '500' }],
    ['comes too often', status(429), { status: 'unavailable', cause: '429' }],
    ['is not answered', silence, { status: 'unavailable', cause: 'timeout' }],
  ])('%s', async (_name, answer, expected) => {
    const { confirm, asked } = await confirmer(answer);
    expect(await confirm(signed(confirmation))).toEqual(expected);
    expect(asked).toEqual([pem, address]);
  });
});
