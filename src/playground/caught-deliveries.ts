import { decodeDelivery } from '../commercetools/decode.ts';
import type { Delivery } from '../commercetools/delivery.ts';
import { openEnvelope } from '../commercetools/envelope.ts';
import type { RequestHeaders } from '../commercetools/request-headers.ts';
import type { Failure, Result } from '../report/failure.ts';
import type { Caught } from './contract.ts';

/** The deliveries that were posted to the playground. They stay in memory, and go when it ends. */
export interface CaughtDeliveries {
  /** Keeps the deliveries in a body, out of their wrappers and without secrets; says how many, and what was none. */
  readonly add: (
    body: unknown,
    headers: RequestHeaders,
  ) => { readonly kept: number; readonly failure?: Failure };
  /** Newest first. */
  readonly list: () => readonly Caught[];
  /** One of them as JSON text. */
  readonly textOf: (id: number) => string | undefined;
}

/** So many are kept; the oldest makes room. */
const most = 50;

interface Kept extends Caught {
  readonly text: string;
}

export function caughtDeliveries(clock: () => Date = () => new Date()): CaughtDeliveries {
  let kept: readonly Kept[] = [];
  let count = 0;
  const keep = ({ type, payload }: Delivery) => {
    count += 1;
    const time = clock().toTimeString().slice(0, 8);
    kept = [{ id: count, type, time, text: JSON.stringify(payload, null, 2) }, ...kept].slice(0, most);
  };
  return {
    add: (body, headers) => {
      const opened = openEnvelope(body, headers).contents.flatMap((content): Result<Delivery>[] => {
        if (content.kind === 'handshake') return [];
        return content.kind === 'unknown'
          ? [{ ok: false, failure: content.failure }]
          : [decodeDelivery(content.notification)];
      });
      const deliveries = opened.flatMap((one) => (one.ok ? [one.value] : []));
      const failure = opened.flatMap((one) => (one.ok ? [] : [one.failure]))[0];
      for (const delivery of deliveries) keep(delivery);
      return { kept: deliveries.length, ...(failure === undefined ? {} : { failure }) };
    },
    list: () => kept.map(({ id, type, time }) => ({ id, type, time })),
    textOf: (id) => kept.find((one) => one.id === id)?.text,
  };
}
