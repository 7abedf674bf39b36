import { Webhook } from 'standardwebhooks';
import { eventGridClientId } from '../../src/commercetools/authenticate/entra-token.ts';
import { type AuthenticationSettings, anyone } from '../../src/commercetools/authenticate/settings.ts';
import { now, nowSeconds } from '../commercetools/authenticate/shown.ts';
import { notification, topic } from '../commercetools/authenticate/sns.ts';
import { customerCreated } from './deliveries.ts';

export const tenantId = '6babcaad-604b-40ac-a9d7-9fd97c0b779f';
const account = 'push@garden-shop.iam.gserviceaccount.com';
const signingKey = Buffer.from('a key of twenty-four byt');

/** Every check is on. */
export const settings: AuthenticationSettings = {
  secrets: ['the old secret', 'the new secret'],
  signingKeys: [signingKey],
  google: { serviceAccounts: [account], audiences: ['https://mapper.example.com/api/webhook'] },
  entra: { tenantId, audiences: ['api://mapper'], clientIds: [eventGridClientId] },
  snsTopics: [topic],
};

/** One of them alone is. */
export const checkedBy = (name: keyof AuthenticationSettings): AuthenticationSettings => ({
  ...anyone,
  [name]: settings[name],
});

export const delivery = JSON.stringify(customerCreated);

/** A request as one of the transports, or an enemy, makes it. */
export interface Sent {
  readonly headers?: Record<string, string>;
  readonly query?: string;
  readonly body?: string;
}

export const bearer = (text: string): Sent => ({ headers: { authorization: `Bearer ${text}` } });

/** What the tokens claim that Pub/Sub and Event Grid show. */
export const google = {
  iss: 'https://accounts.google.com',
  aud: 'https://mapper.example.com/api/webhook',
  exp: nowSeconds + 3_600,
  email: account,
  email_verified: true,
};
export const entra = {
  iss: `https://login.microsoftonline.com/${tenantId}/v2.0`,
  aud: 'api://mapper',
  exp: nowSeconds + 3_600,
  azp: eventGridClientId,
};

/** Signs as Standard Webhooks says. */
export function sign(body: string, at = now, key: Uint8Array = signingKey): Sent {
  const signature = new Webhook(key, { format: 'raw' }).sign('msg_1', at, body);
  const seconds = String(Math.floor(at.getTime() / 1_000));
  const headers = { 'webhook-id': 'msg_1', 'webhook-timestamp': seconds, 'webhook-signature': signature };
  return { headers, body };
}

/** A delivery in a notification of SNS, which is not signed yet. */
export const inSns = { ...notification, Message: delivery };

export const snsSent = (fields: object): Sent => ({
  headers: { 'content-type': 'text/plain; charset=UTF-8' },
  body: JSON.stringify(fields),
});
