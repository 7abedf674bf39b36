/** What there is to do about what a broker says. https://kafka.apache.org/protocol#protocol_error_codes */
const byType: Readonly<Record<string, string>> = {
  UNKNOWN_TOPIC_OR_PARTITION:
    'there is no topic of the name in KAFKA_TOPIC, or KAFKA_API_KEY may not see it: mend the name, make the topic, or give the key the right to read it',
  INVALID_TOPIC_EXCEPTION: 'no topic can have the name in KAFKA_TOPIC: mend it',
  TOPIC_AUTHORIZATION_FAILED:
    'KAFKA_API_KEY may not read the topic in KAFKA_TOPIC: give it the right to read it',
  GROUP_AUTHORIZATION_FAILED:
    'KAFKA_API_KEY may not be in the group in KAFKA_GROUP_ID: give it the right to read it',
};

const byName: Readonly<Record<string, string>> = {
  KafkaJSSASLAuthenticationError:
    'the broker does not take KAFKA_API_KEY and KAFKA_API_SECRET: copy both again, from the cluster in KAFKA_BROKERS',
  KafkaJSGroupCoordinatorNotFound: `nobody coordinates the group, or ${byType['GROUP_AUTHORIZATION_FAILED']}`,
  KafkaJSConnectionClosedError:
    'the broker closes the connection: one that wants a key does so where KAFKA_API_KEY is not set, and one that wants none where it is',
};

/** Why a worker cannot begin or go on, in words that say what to do. */
export function kafkaTrouble(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown cause';
  const cause = error.cause instanceof Error ? error.cause : error;
  const type = 'type' in cause ? String(cause.type) : '';
  const known = byType[type] ?? byName[cause.name] ?? byName[error.name];
  if (known !== undefined) return `${known} (${type === '' ? cause.name : type})`;
  if (type !== '') return `a broker of KAFKA_BROKERS says no: ${cause.message} (${type})`;
  return `no broker of KAFKA_BROKERS can be reached: ${error.message}`;
}
