import type { Variables } from './variables.ts';

/** Every variable that is read, in the order of .env.example. */
export const knownVariables = [
  'SEGMENT_WRITE_KEY',
  'SEGMENT_HOST',
  'SEGMENT_TIMEOUT_MS',
  'ACK_PERMANENT_FAILURES',
  'ENGINE',
  'PORT',
  'HOST',
  'DEAD_LETTER_FILE',
  'DEAD_LETTER_QUEUE_URL',
  'CTP_PROJECT_KEY',
  'CTP_CLIENT_ID',
  'CTP_CLIENT_SECRET',
  'CTP_API_URL',
  'CTP_AUTH_URL',
  'CTP_SCOPES',
  'SUBSCRIPTION_SECRET',
  'SEGMENT_PUBLIC_API_TOKEN',
  'KAFKA_BROKERS',
  'KAFKA_TOPIC',
  'KAFKA_GROUP_ID',
  'KAFKA_API_KEY',
  'KAFKA_API_SECRET',
  'WEBHOOK_SECRET',
  'PUBSUB_SERVICE_ACCOUNT',
  'PUBSUB_AUDIENCE',
  'SNS_TOPIC_ARNS',
  'ENTRA_TENANT_ID',
  'ENTRA_AUDIENCE',
  'ENTRA_CLIENT_ID',
  'WEBHOOK_SIGNING_SECRET',
] as const;

/** The environment of this process, where no other is given. */
export function variablesOr(variables: Variables | undefined): Variables {
  return variables ?? process.env;
}
