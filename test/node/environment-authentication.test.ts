import { describe, expect, test } from 'vitest';
import { anyone } from '../../src/commercetools/authenticate/settings.ts';
import { readEnvironment } from '../../src/node/environment.ts';
import type { Variables } from '../../src/node/variables.ts';

const tenant = '0f3c2a10-1111-4222-8333-944455556666';
const key = `whsec_${Buffer.from('sixteen bytes it is').toString('base64')}`;
const topic = 'arn:aws:sns:eu-central-1:123456789012:commercetools';

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

  test('no value is told', () => {
    const read = readEnvironment({ WEBHOOK_SECRET: 'tell-nobody,,', WEBHOOK_SIGNING_SECRET: 'tell-nobody' });
    expect(JSON.stringify(read)).not.toContain('tell-nobody');
  });
});
