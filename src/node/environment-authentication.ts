import { signingKey } from '../commercetools/authenticate/body-signature.ts';
import { eventGridClientId } from '../commercetools/authenticate/entra-token.ts';
import type { AuthenticationSettings } from '../commercetools/authenticate/settings.ts';
import { type Kind, type Reading, readList, type Variables } from './variables.ts';

/** Who may post, by the variables of the README's table; or all that is wrong with them. */
export function readAuthentication(variables: Variables): Reading<AuthenticationSettings> {
  const secrets = readList(variables, 'WEBHOOK_SECRET', secret);
  const signingKeys = readList(variables, 'WEBHOOK_SIGNING_SECRET', signature);
  const snsTopics = readList(variables, 'SNS_TOPIC_ARNS', topicArn);
  const google = readGoogle(variables);
  const entra = readEntra(variables);
  if (!(secrets.ok && signingKeys.ok && snsTopics.ok && google.ok && entra.ok)) {
    const wrong = [secrets, google, entra, snsTopics, signingKeys].flatMap((one) =>
      one.ok ? [] : one.wrong,
    );
    return { ok: false, wrong: wrong.join('; ') };
  }
  return {
    ok: true,
    value: {
      secrets: secrets.value,
      signingKeys: signingKeys.value,
      snsTopics: snsTopics.value,
      ...(google.value === undefined ? {} : { google: google.value }),
      ...(entra.value === undefined ? {} : { entra: entra.value }),
    },
  };
}

function readGoogle(variables: Variables): Reading<AuthenticationSettings['google']> {
  const accounts = readList(variables, 'PUBSUB_SERVICE_ACCOUNT', serviceAccount);
  const audiences = readList(variables, 'PUBSUB_AUDIENCE', audience);
  if (!accounts.ok) return accounts;
  if (!audiences.ok) return audiences;
  const missing = theMissing({
    PUBSUB_SERVICE_ACCOUNT: accounts.value.length,
    PUBSUB_AUDIENCE: audiences.value.length,
  });
  if (missing === 'all') return { ok: true, value: undefined };
  if (missing !== undefined) return { ok: false, wrong: missing };
  return { ok: true, value: { serviceAccounts: accounts.value, audiences: audiences.value } };
}

function readEntra(variables: Variables): Reading<AuthenticationSettings['entra']> {
  const tenants = readList(variables, 'ENTRA_TENANT_ID', tenantId);
  const audiences = readList(variables, 'ENTRA_AUDIENCE', audience);
  const clients = readList(variables, 'ENTRA_CLIENT_ID', clientId);
  if (!tenants.ok) return tenants;
  if (!audiences.ok) return audiences;
  if (!clients.ok) return clients;
  const missing = theMissing({
    ENTRA_TENANT_ID: tenants.value.length,
    ENTRA_AUDIENCE: audiences.value.length,
  });
  const [tenant, another] = tenants.value;
  if (missing === 'all' && clients.value.length > 0)
    return { ok: false, wrong: 'ENTRA_CLIENT_ID needs ENTRA_TENANT_ID and ENTRA_AUDIENCE beside it' };
  if (missing === 'all') return { ok: true, value: undefined };
  if (missing !== undefined) return { ok: false, wrong: missing };
  if (tenant === undefined || another !== undefined)
    return { ok: false, wrong: `ENTRA_TENANT_ID must be ${tenantId.expected}` };
  const clientIds = clients.value.length === 0 ? [eventGridClientId] : clients.value;
  return { ok: true, value: { tenantId: tenant, audiences: audiences.value, clientIds } };
}

/** What half of a check is missing; one half alone would let everyone in who has the other, or nobody. */
function theMissing(counts: Readonly<Record<string, number>>): 'all' | string | undefined {
  const [absent, present] = [0, 1].map((wanted) =>
    Object.keys(counts).filter((name) => Math.min(1, counts[name] ?? 0) === wanted),
  );
  if (present?.length === 0) return 'all';
  return absent?.length === 0
    ? undefined
    : `${absent?.join(' and ')} must be set beside ${present?.join(' and ')}`;
}

const secret: Kind<string> = {
  expected: 'a secret, or several with commas between them (a secret itself has no comma)',
  parse: (text) => text,
};

const signature: Kind<Uint8Array> = {
  expected:
    'a secret as Standard Webhooks has it, "whsec_" and at least 16 bytes as base64, or several with commas between them',
  parse: signingKey,
};

const serviceAccount: Kind<string> = {
  expected:
    'the e-mail address of the service account with which Pub/Sub pushes, or several with commas between them',
  parse: (text) => (/^[^\s@]+@[^\s@]+$/.test(text) ? text : undefined),
};

const audience: Kind<string> = {
  expected: 'the audience for which tokens are made, or several with commas between them',
  parse: (text) => (/^\S+$/.test(text) ? text : undefined),
};

const guid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

const tenantId: Kind<string> = {
  expected: 'the id of one Entra ID tenant, such as 00000000-0000-0000-0000-000000000000',
  parse: (text) => (guid.test(text) ? text.toLowerCase() : undefined),
};

const clientId: Kind<string> = {
  expected: 'the id of the application that may call, or several with commas between them',
  parse: (text) => (guid.test(text) ? text.toLowerCase() : undefined),
};

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
const topicArn: Kind<string> = {
  expected:
    'the ARN of an SNS topic, such as arn:aws:sns:eu-central-1:123456789012:commercetools, or several with commas between them',
  parse: (text) =>
    /^arn:aws[a-z-]*:sns:[a-z]{2}[a-z0-9-]{3,30}:\d{12}:[\w-]{1,256}(\.fifo)?$/.test(text) ? text : undefined,
};
