import type { Result } from '../report/failure.ts';
import { configurationInvalid, type Kind, read, readList, textOf, type Variables } from './variables.ts';

/** The topic of `mapper consume`, by the variables of the README; or all that is wrong with them. */
export function readKafka(variables: Variables = process.env): Result<{
  readonly brokers: readonly string[];
  readonly topic: string;
  readonly groupId: string;
  readonly credentials?: { readonly apiKey: string; readonly apiSecret: string };
}> {
  const brokers = readList(variables, 'KAFKA_BROKERS', broker);
  const someBroker =
    brokers.ok && brokers.value.length === 0
      ? ({ ok: false, wrong: `KAFKA_BROKERS must be ${broker.expected}` } as const)
      : brokers;
  const topic = read(variables, 'KAFKA_TOPIC', '', name);
  const groupId = read(variables, 'KAFKA_GROUP_ID', 'commercetools-segment-mapper', name);
  const apiKey = textOf(variables, 'KAFKA_API_KEY');
  const apiSecret = textOf(variables, 'KAFKA_API_SECRET');
  const pair =
    (apiKey === undefined) === (apiSecret === undefined)
      ? ({ ok: true, value: undefined } as const)
      : ({ ok: false, wrong: 'KAFKA_API_KEY and KAFKA_API_SECRET must be set together' } as const);
  if (!(someBroker.ok && topic.ok && groupId.ok && pair.ok))
    return configurationInvalid([someBroker, topic, groupId, pair]);
  return {
    ok: true,
    value: {
      brokers: someBroker.value,
      topic: topic.value,
      groupId: groupId.value,
      ...(apiKey !== undefined && apiSecret !== undefined && { credentials: { apiKey, apiSecret } }),
    },
  };
}

const broker: Kind<string> = {
  expected: 'the addresses of Kafka brokers with commas between them, such as "pkc-1.example.com:9092"',
  parse: (text) => (/^[\w.-]+:\d{1,5}$/.test(text) ? text : undefined),
};

/** https://kafka.apache.org/documentation/#topicconfigs */
const name: Kind<string> = {
  expected: 'a name of letters, digits, dots, dashes and underscores',
  parse: (text) => (/^[\w.-]{1,249}$/.test(text) ? text : undefined),
};
