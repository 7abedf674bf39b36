import type { Result } from '../../report/failure.ts';
import { decodeDelivery } from '../decode.ts';
import type { Delivery } from '../delivery.ts';
import { type Fields, isRecord } from '../fields.ts';
import type { Lookup } from './lookup.ts';
import { contentAbsent } from './lookup-failures.ts';

/**
 * A delivery with the content that commercetools left out: the message as its API has it, else, where the message holds
 * nothing but a resource, that resource if it still is what it was. Its calls have the ids of the delivery that came,
 * whatever else its message says. https://docs.commercetools.com/api/projects/subscriptions#payload-not-included
 */
export async function withContent(delivery: Delivery, lookup: Lookup): Promise<Result<Delivery>> {
  const { payload } = delivery;
  const message = await lookup({ kind: 'message', by: 'id', value: String(payload['id']) });
  if (message.status === 'found') return completed(delivery, message.value);
  const resource = await resourceOf(delivery, lookup);
  if (resource !== undefined) return completed(delivery, resource);
  const failure = message.status === 'failed' ? message.failure : contentAbsent(delivery.type);
  return { ok: false, failure };
}

async function resourceOf({ type, payload }: Delivery, lookup: Lookup): Promise<Fields | undefined> {
  const { resource, resourceVersion } = payload;
  if (!isRecord(resource) || !holdsResource.test(type)) return undefined;
  const kind = String(resource['typeId']);
  const found = await lookup({ kind, by: 'id', value: String(resource['id']) });
  if (found.status !== 'found' || found.value['version'] !== resourceVersion) return undefined;
  return { type, [camelCase(kind)]: found.value };
}

/** Messages that hold the whole resource, under the name of its kind. */
const holdsResource = /^[A-Z][A-Za-z]+(Created|Imported)$/;

function completed({ payload }: Delivery, content: Fields): Result<Delivery> {
  const { payloadNotIncluded: _, ...envelope } = payload;
  return decodeDelivery({ ...envelope, ...content });
}

function camelCase(kind: string): string {
  return kind.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
