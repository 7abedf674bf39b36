import { nearest } from '../report/nearest.ts';
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

/** What begins as one of ours does. */
const prefixes = /^(SEGMENT|CTP|WEBHOOK|PUBSUB|SNS|ENTRA|KAFKA|DEAD_LETTER|ACK|SUBSCRIPTION)_/;

/**
 * What Kubernetes sets for its services, which may be called as we are: `SEGMENT_SERVICE_HOST`, `WEBHOOK_PORT_80_TCP`.
 * https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables
 */
const ofServices = /_(?:SERVICE_HOST|SERVICE_PORT(?:_\w+)?|PORT(?:_\d+_\w+)?)$/;

/** Variables that nobody reads, and that are nearly called as one that is read. */
export function misspelt(variables: Variables): readonly { readonly name: string; readonly meant: string }[] {
  const known: readonly string[] = knownVariables;
  return Object.keys(variables)
    .filter((name) => prefixes.test(name) && !ofServices.test(name) && !known.includes(name))
    .flatMap((name) => {
      // By its letters, DEAD_LETTER_QUEUE would be nearest to DEAD_LETTER_FILE.
      const meant = known.find((one) => one.startsWith(`${name}_`)) ?? nearest(name, known);
      return meant === undefined ? [] : [{ name, meant }];
    });
}

/** The same in words, each in a line of its own. */
export function misspeltLines(variables: Variables): readonly string[] {
  return misspelt(variables).map(
    ({ name, meant }) => `${name}: nobody reads a variable of this name; did you mean ${meant}?`,
  );
}

/** The environment of this process, where no other is given. */
export function variablesOr(variables: Variables | undefined): Variables {
  return variables ?? process.env;
}
