import { openEnvelope } from '../commercetools/envelope.ts';
import type { Failure } from '../report/failure.ts';
import type { Caught } from './contract.ts';

/** The deliveries that were posted to the playground. They stay in memory, and go when it ends. */
export interface CaughtDeliveries {
  /** Keeps what is in a body, out of its wrappers; says how many that were, or why there is none. */
  readonly add: (body: unknown, headers: Headers) => { readonly kept: number; readonly failure?: Failure };
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
  const keep = (notification: Readonly<Record<string, unknown>>) => {
    count += 1;
    const type = String(notification['type'] ?? notification['notificationType']).slice(0, 100);
    const time = clock().toTimeString().slice(0, 8);
    kept = [{ id: count, type, time, text: JSON.stringify(notification, null, 2) }, ...kept].slice(0, most);
  };
  return {
    add: (body, headers) => {
      const { contents } = openEnvelope(body, headers);
      const before = count;
      for (const content of contents) if (content.kind === 'notification') keep(content.notification);
      const unknown = contents.find((content) => content.kind === 'unknown');
      return { kept: count - before, ...(unknown === undefined ? {} : { failure: unknown.failure }) };
    },
    list: () => kept.map(({ id, type, time }) => ({ id, type, time })),
    textOf: (id) => kept.find((one) => one.id === id)?.text,
  };
}
