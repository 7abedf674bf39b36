import { describe, expect, test } from 'vitest';
import { anyone } from '../../src/commercetools/authenticate/settings.ts';
import { readEnvironment } from '../../src/node/environment.ts';
import type { Variables } from '../../src/node/variables.ts';

const tenant = '0f3c2a10-1111-4222-8333-944455556666';
const key = `whsec_${Buffer.from('sixteen bytes it is').toString('base64')}`;
const topic = 'arn:aws:sns:eu-central-1:123456789012:commercetools';

const elsewhere = [
  'arn:aws-cn:sns:cn-north-1:123456789012:bridge',
  'arn:aws-us-gov:sns:us-gov-west-1:123456789012:Segment-bridge_1.fifo',
];

/** All that is right, for what is to be wrong alone. */
const both = {
  PUBSUB_SERVICE_ACCOUNT: 'push@p.iam.gserviceaccount.com',
  PUBSUB_AUDIENCE: 'https://x.example/api/webhook',
  ENTRA_TENANT_ID: tenant,
  ENTRA_AUDIENCE: 'api://x',
};
const noIds = [`{${tenant}}`, `${tenant}0`, `0${tenant}`, tenant.slice(1), tenant.replace('-4222', '')];

describe('who may post', () => {
  test.each<[string, Variables, object]>([
    ['nothing is set: anyone', {}, anyone],
    ['blank is not set', { WEBHOOK_SECRET: '  ', SNS_TOPIC_ARNS: '' }, anyone],
    ['one secret', { WEBHOOK_SECRET: ' abc ' }, { ...anyone, secrets: ['abc'] }],
    ['two secrets', { WEBHOOK_SECRET: 'abc, def' }, { ...anyone, secrets: ['abc', 'def'] }],
    [
      'a signing secret',
      { WEBHOOK_SIGNING_SECRET: key },
      { ...anyone, signingKeys: [Buffer.from('sixteen bytes it is')] },
    ],
    [
      'topics',
      { SNS_TOPIC_ARNS: `${topic},${topic}2.fifo` },
      { ...anyone, snsTopics: [topic, `${topic}2.fifo`] },
    ],
    ['topics of other partitions', { SNS_TOPIC_ARNS: elsewhere.join() }, { ...anyone, snsTopics: elsewhere }],
    [
      'Pub/Sub',
      {
        PUBSUB_SERVICE_ACCOUNT: 'push@p.iam.gserviceaccount.com',
        PUBSUB_AUDIENCE: 'https://x.example/api/webhook',
      },
      {
        ...anyone,
        google: {
          serviceAccounts: ['push@p.iam.gserviceaccount.com'],
          audiences: ['https://x.example/api/webhook'],
        },
      },
    ],
    [
      'Event Grid, whose own application calls',
      { ENTRA_TENANT_ID: tenant.toUpperCase(), ENTRA_AUDIENCE: 'api://x' },
      {
        ...anyone,
        entra: {
          tenantId: tenant,
          audiences: ['api://x'],
          clientIds: ['4962773b-9cdb-44cf-a8bf-237846a00ab7'],
        },
      },
    ],
    [
      'Event Grid, with an identity of ours',
      { ENTRA_TENANT_ID: tenant, ENTRA_AUDIENCE: 'api://x', ENTRA_CLIENT_ID: tenant },
      { ...anyone, entra: { tenantId: tenant, audiences: ['api://x'], clientIds: [tenant] } },
    ],
  ])('%s', (_name, variables, expected) => {
    const read = readEnvironment(variables);
    const found = read.ok ? read.value.authentication : read;
    expect({ ...found }).toEqual(expected);
  });

  test.each<[Variables]>([
    [{ WEBHOOK_SECRET: 'abc,,def' }],
    [{ WEBHOOK_SECRET: ',' }],
    [{ WEBHOOK_SIGNING_SECRET: 'whsec_c2hvcnQ=' }],
    [{ WEBHOOK_SIGNING_SECRET: 'no base64 at all, is it' }],
    [{ SNS_TOPIC_ARNS: 'commercetools' }],
    [{ SNS_TOPIC_ARNS: 'arn:aws:sqs:eu-central-1:123456789012:commercetools' }],
    [{ PUBSUB_SERVICE_ACCOUNT: 'push@p.iam.gserviceaccount.com' }],
    [{ PUBSUB_AUDIENCE: 'https://x.example' }],
    [{ PUBSUB_SERVICE_ACCOUNT: 'no address', PUBSUB_AUDIENCE: 'https://x.example' }],
    [{ ENTRA_TENANT_ID: tenant }],
    [{ ENTRA_AUDIENCE: 'api://x' }],
    [{ ENTRA_TENANT_ID: 'my tenant', ENTRA_AUDIENCE: 'api://x' }],
    [{ ENTRA_TENANT_ID: `${tenant},${tenant}`, ENTRA_AUDIENCE: 'api://x' }],
    [{ ENTRA_CLIENT_ID: tenant }],
    [{ ENTRA_TENANT_ID: tenant, ENTRA_AUDIENCE: 'api://x', ENTRA_CLIENT_ID: 'event grid' }],
  ])('%j is refused by its name', (variables) => {
    const read = readEnvironment(variables);
    expect(read).toMatchObject({ ok: false, failure: { code: 'configuration-invalid', retryable: true } });
    expect(read.ok ? '' : read.failure.detail).toMatchSnapshot();
  });

  test.each<[string, readonly string[]]>([
    [
      'SNS_TOPIC_ARNS',
      [
        `x${topic}`,
        `${topic}/x`,
        `${topic}:0f3c2a10-1111-4222-8333-944455556666`,
        `${topic}xfifo.`,
        topic.slice(0, topic.lastIndexOf(':') + 1),
        topic.toUpperCase(),
        topic.replace('commercetools', '*'),
        topic.replace('eu-central-1', '*'),
        topic.replace('eu-central-1', 'EU-central-1'),
        topic.replace('aws', 'aws/x'),
        topic.replace('2:', ':'),
        topic.replace('2:', '23:'),
      ],
    ],
    [
      'PUBSUB_SERVICE_ACCOUNT',
      ['@p.example', 'push@', 'pu sh@p.example', 'push@p.ex ample', 'a@b@p.example'],
    ],
    ['PUBSUB_AUDIENCE', ['my audience']],
    ['ENTRA_AUDIENCE', ['my audience']],
    ['ENTRA_TENANT_ID', noIds],
    ['ENTRA_CLIENT_ID', noIds],
  ])('%s is refused in every form that is none', (name, values) => {
    for (const value of values) {
      const read = readEnvironment({ ...both, [name]: value });
      const words = read.ok ? `${value} was taken` : read.failure.detail;
      expect(words).toMatch(new RegExp(`^${name} must be [^;]*$`));
    }
  });

  test('what is wrong is told of each', () => {
    const read = readEnvironment({ ...both, WEBHOOK_SECRET: ',', SNS_TOPIC_ARNS: 'x', ENTRA_TENANT_ID: 'x' });
    const told = read.ok ? [] : read.failure.detail.split('; ').map((words) => words.split(' ')[0]);
    expect(told).toEqual(['WEBHOOK_SECRET', 'ENTRA_TENANT_ID', 'SNS_TOPIC_ARNS']);
  });

  test('no value is told', () => {
    const read = readEnvironment({ WEBHOOK_SECRET: 'tell-nobody,,', WEBHOOK_SIGNING_SECRET: 'tell-nobody' });
    expect(JSON.stringify(read)).not.toContain('tell-nobody');
  });
});
