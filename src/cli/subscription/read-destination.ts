import { readSubscriptionSecret } from '../../node/environment-subscription.ts';
import { nearest } from '../../report/nearest.ts';
import { type Destination, destinationKinds, missingFields } from '../../subscription/destinations.ts';
import { type Input, type Io, type Option, UsageError } from '../command.ts';

const names = Object.keys(destinationKinds);

/** The options that say where to; each goes with some kinds only. */
export const destinationOptions: readonly Option[] = [
  { name: 'destination', value: 'KIND', text: `where to: ${names.join(', ')}` },
  { name: 'gcp-project', value: 'ID', text: 'of pubsub' },
  { name: 'topic', value: 'NAME', text: 'of pubsub and confluent' },
  { name: 'topic-arn', value: 'ARN', text: 'of sns' },
  { name: 'queue-url', value: 'URL', text: 'of sqs' },
  { name: 'region', value: 'REGION', text: 'of sqs and eventbridge' },
  { name: 'account', value: 'ID', text: 'of eventbridge' },
  { name: 'uri', value: 'URL', text: 'of eventgrid' },
  { name: 'bootstrap-server', value: 'HOST:PORT', text: 'of confluent' },
  { name: 'api-key', value: 'KEY', text: 'of confluent; its secret is SUBSCRIPTION_SECRET' },
];

/** Where to, by the options and the environment; nothing where no kind is named. Throws a UsageError for what does not fit. */
export function readDestination(input: Input, io: Io): Destination | undefined {
  const name = input.valueOf('destination');
  const given = destinationOptions.slice(1).filter((one) => input.valueOf(one.name) !== undefined);
  const [first] = given;
  if (name === undefined) {
    if (first === undefined) return undefined;
    throw new UsageError(`subscription: --${first.name} needs --destination beside it`);
  }
  const kind = Object.hasOwn(destinationKinds, name) ? destinationKinds[name] : undefined;
  if (kind === undefined) {
    const meant = nearest(name, names);
    const hint = meant === undefined ? `there are ${names.join(', ')}` : `did you mean ${meant}?`;
    throw new UsageError(`subscription: there is no destination ${name}; ${hint}`);
  }
  const strange = given.find((one) => kind.fields.every(({ option }) => option !== one.name));
  if (strange !== undefined)
    throw new UsageError(`subscription: a destination ${name} has no --${strange.name}`);
  const secret = readSubscriptionSecret(io.env);
  const values = kind.fields.flatMap(({ name: field, option }) => {
    const value = option === undefined ? secret : input.valueOf(option);
    return value === undefined ? [] : [[field, value] as const];
  });
  return { kind, given: Object.fromEntries(values) };
}

/** The same for what is to be sent: complete. Throws a UsageError that says what is missing. */
export function completeDestination(destination: Destination | undefined): Destination | undefined {
  const missing = destination === undefined ? [] : missingFields(destination);
  if (missing.length === 0) return destination;
  const wanted = missing.map(({ option }) =>
    option === undefined ? 'SUBSCRIPTION_SECRET in the environment' : `--${option}`,
  );
  throw new UsageError(`subscription: apply with this destination needs ${wanted.join(', ')} too`);
}
