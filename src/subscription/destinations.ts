/** One thing that says where a Subscription delivers to. */
export interface DestinationField {
  /** The option that gives it, without dashes. A secret has none: options stand in lists of processes. */
  readonly option?: string;
  /** As commercetools' API names it. */
  readonly name: string;
  /** What stands for it where it is not given. */
  readonly placeholder: string;
  /** Whether the API shows a part of it only, as of every secret. */
  readonly isHidden?: true;
}

/** A kind of queue or topic that commercetools delivers to. */
export interface DestinationKind {
  readonly type: string;
  readonly fields: readonly DestinationField[];
  /** What is always so. */
  readonly fixed?: Readonly<Record<string, string>>;
  /** Deliveries come in this form only. */
  readonly format?: 'CloudEvents';
}

const topicName = 'commercetools-events';

/** By the names of `--destination`. https://docs.commercetools.com/api/projects/subscriptions#destination */
export const destinationKinds: Readonly<Record<string, DestinationKind>> = {
  pubsub: {
    type: 'GoogleCloudPubSub',
    fields: [
      { option: 'gcp-project', name: 'projectId', placeholder: 'YOUR-GCP-PROJECT' },
      { option: 'topic', name: 'topic', placeholder: topicName },
    ],
  },
  sns: {
    type: 'SNS',
    fields: [
      {
        option: 'topic-arn',
        name: 'topicArn',
        placeholder: `arn:aws:sns:YOUR-AWS-REGION:YOUR-ACCOUNT:${topicName}`,
      },
    ],
    fixed: { authenticationMode: 'IAM' },
  },
  sqs: {
    type: 'SQS',
    fields: [
      {
        option: 'queue-url',
        name: 'queueUrl',
        placeholder: `https://sqs.YOUR-AWS-REGION.amazonaws.com/YOUR-ACCOUNT/${topicName}`,
      },
      { option: 'region', name: 'region', placeholder: 'YOUR-AWS-REGION' },
    ],
    fixed: { authenticationMode: 'IAM' },
  },
  eventbridge: {
    type: 'EventBridge',
    fields: [
      { option: 'region', name: 'region', placeholder: 'YOUR-AWS-REGION' },
      { option: 'account', name: 'accountId', placeholder: 'YOUR-ACCOUNT' },
    ],
  },
  eventgrid: {
    type: 'EventGrid',
    fields: [
      { option: 'uri', name: 'uri', placeholder: 'ENDPOINT-OF-THE-TOPIC' },
      { name: 'accessKey', placeholder: 'KEY-OF-THE-TOPIC' },
    ],
    format: 'CloudEvents',
  },
  servicebus: {
    type: 'AzureServiceBus',
    fields: [{ name: 'connectionString', placeholder: 'CONNECTION-STRING-OF-THE-QUEUE' }],
  },
  confluent: {
    type: 'ConfluentCloud',
    fields: [
      { option: 'bootstrap-server', name: 'bootstrapServer', placeholder: 'YOUR-BOOTSTRAP-SERVER:9092' },
      { option: 'api-key', name: 'apiKey', placeholder: 'YOUR-API-KEY', isHidden: true },
      { name: 'apiSecret', placeholder: 'YOUR-API-SECRET' },
      { option: 'topic', name: 'topic', placeholder: topicName },
    ],
    fixed: { acks: 'all' },
  },
};

/** Where a Subscription delivers to, as far as it was said. */
export interface Destination {
  readonly kind: DestinationKind;
  /** By the names of the API; the secret among them, where there is one. */
  readonly given: Readonly<Record<string, string>>;
}

/** The fields that were not given. */
export function missingFields({ kind, given }: Destination): readonly DestinationField[] {
  return kind.fields.filter(({ name }) => given[name] === undefined);
}

/** As the API wants it, with the secret; what was not given has its placeholder. */
export function destinationValue({ kind, given }: Destination): Readonly<Record<string, string>> {
  const fields = kind.fields.map(({ name, placeholder }) => [name, given[name] ?? placeholder]);
  return { type: kind.type, ...Object.fromEntries(fields), ...kind.fixed };
}

/** The names of the fields that are secret: those that no option gives. */
export function secretsOf({ fields }: DestinationKind): readonly string[] {
  return fields.flatMap(({ option, name }) => (option === undefined ? [name] : []));
}

/** The same to be shown: a secret is its placeholder. */
export function shownDestination({ kind, given }: Destination): Readonly<Record<string, string>> {
  const secrets = secretsOf(kind);
  const shown = Object.entries(given).filter(([name]) => !secrets.includes(name));
  return destinationValue({ kind, given: Object.fromEntries(shown) });
}

/**
 * Whether the one that is there is another, as far as it was said which one is wanted. A secret, and what else the API does not
 * show, cannot be compared.
 */
export function isElsewhere({ kind, given }: Destination, found: object): boolean {
  const values = new Map<string, unknown>(Object.entries(found));
  const hidden = kind.fields.flatMap(({ name, isHidden }) => (isHidden ? [name] : []));
  const unseen = [...secretsOf(kind), ...hidden];
  return Object.entries({ type: kind.type, ...given, ...kind.fixed }).some(
    ([name, value]) => !unseen.includes(name) && values.get(name) !== value,
  );
}
