import { cloudevents, isBinaryCloudEvent } from './envelopes/cloudevents.ts';
import { eventGrid } from './envelopes/event-grid.ts';
import { eventbridge } from './envelopes/eventbridge.ts';
import { pubsub } from './envelopes/pubsub.ts';
import { sns } from './envelopes/sns.ts';
import type { Transport } from './envelopes/transport.ts';
import { handshakeWithin, nestedTooDeep, tooMany, unknownLayer, unknownList } from './envelopes/unknown.ts';
import { type Fields, isRecord } from './fields.ts';
import { type JsonExcess, jsonExcesses } from './json-bounds.ts';
import type { Content, Opened, WrapperName } from './notification.ts';
import type { RequestHeaders } from './request-headers.ts';

/** The first that recognises a layer takes it off. */
const transports: readonly Transport[] = [cloudevents, pubsub, sns, eventbridge, eventGrid];

/** Two queues behind each other, each with a CloudEvent inside, are four. */
const mostWrappers = 5;

/** More could not be mapped and sent in the time a queue waits; every queue that makes lists lets one set their size. */
const mostContents = 1_000;

/**
 * Takes what came in a request out of its transports' wrappers, until `notificationType` is at the top. Recognises
 * them by the parsed JSON, and binary CloudEvents by the headers; the content type says nothing (SNS sends JSON as
 * text/plain). What is not recognised is told as a failure among the contents. Never throws; takes time linear in the body.
 * `excessOf` has counted the body already, where that was a text.
 * https://docs.commercetools.com/api/projects/subscriptions#delivery-payloads
 */
export function openEnvelope(
  body: unknown,
  headers: RequestHeaders,
  excessOf: JsonExcess = jsonExcesses(),
): Opened {
  const wrappers: Layer['wrappers'] = isBinaryCloudEvent(headers) ? ['cloudevents-binary'] : [];
  const layer: Layer = { value: body, wrappers, excessOf };
  const found: Found[] = [];
  for (const one of open(layer)) {
    if (found.length === mostContents) return limitExceeded;
    found.push(one);
  }
  return { contents: found.map(({ content }) => content), isList: found.some(({ isListed }) => isListed) };
}

/** Whether a layer is a notification as it is, in the Platform format. */
export function isNotification(value: unknown): value is Fields {
  return isRecord(value) && Object.hasOwn(value, 'notificationType');
}

const limitExceeded: Opened = {
  contents: [{ kind: 'unknown', wrappers: [], failure: tooMany(mostContents) }],
  isList: true,
};

interface Layer {
  readonly value: unknown;
  /** Those taken off so far, outermost first. */
  readonly wrappers: readonly WrapperName[];
  readonly excessOf: JsonExcess;
}

interface Found {
  readonly content: Content;
  /** Whether a list was around it, at any layer. */
  readonly isListed: boolean;
}

/** Lazy, so that nothing is opened beyond what is taken. */
function* open({ value, wrappers, excessOf }: Layer): Generator<Found> {
  if (!Array.isArray(value)) return yield* openOne({ value, wrappers, excessOf });
  const listed = (content: Content): Found => ({ content, isListed: true });
  if (value.length === 0)
    yield listed({ kind: 'unknown', wrappers, failure: unknownList(wrappers, 'empty') });
  for (const item of value) {
    if (Array.isArray(item))
      yield listed({ kind: 'unknown', wrappers, failure: unknownList(wrappers, 'nested'), item });
    else
      for (const { content } of openOne({ value: item, wrappers, excessOf }))
        yield listed(content.kind === 'notification' ? content : { item, ...content });
  }
}

function* openOne({ value, wrappers, excessOf }: Layer): Generator<Found> {
  const alone = (content: Content): Found => ({ content, isListed: false });
  if (isNotification(value)) return yield alone({ kind: 'notification', wrappers, notification: value });
  const transport = isRecord(value) ? transports.find(({ recognises }) => recognises(value)) : undefined;
  if (!isRecord(value) || transport === undefined)
    return yield alone({ kind: 'unknown', wrappers, failure: unknownLayer(value, wrappers) });
  if (wrappers.length === mostWrappers)
    return yield alone({ kind: 'unknown', wrappers, failure: nestedTooDeep(wrappers, mostWrappers) });
  const inner = transport.unwrap(value, excessOf);
  const within = [...wrappers, transport.name];
  if (inner.kind === 'layer') return yield* open({ value: inner.value, wrappers: within, excessOf });
  if (inner.kind === 'handshake' && wrappers.length > 0)
    return yield alone({ kind: 'unknown', wrappers: within, failure: handshakeWithin(wrappers) });
  yield alone({ ...inner, wrappers: within });
}
