import { type Receiver, startReceiver } from '../../src/demo/receiver.ts';
import type { IdentifiedCall } from '../../src/segment/call.ts';
import { regulationSink } from '../../src/segment/regulation-sink.ts';
import type { Sink } from '../../src/segment/sink.ts';

export const token = 'sgp_7d0c1e-not-a-real-one';

/** A regulation as a mapping would give it; `number` tells it from others. */
export function regulation(number: number, more: Readonly<Record<string, unknown>> = {}): IdentifiedCall {
  return {
    type: 'regulation',
    timestamp: '2026-08-11T09:21:44.107Z',
    userId: `person-${number}@example.org`,
    messageId: `ct-${number}`,
    ...more,
  };
}

/** What the stand-in had made of requests for regulations: type and user ids, in their order. */
export function madeAt(receiver: Receiver) {
  return receiver.calls().map(({ call, messageId }) => ({
    regulateId: messageId,
    regulationType: call['regulationType'],
    subjectIds: call['subjectIds'] as readonly string[],
  }));
}

export interface Office {
  readonly receiver: Receiver;
  readonly sink: Sink;
}

/** A sink of regulations with a stand-in of its own. */
export async function openOffice(): Promise<Office> {
  const receiver = await startReceiver();
  return { receiver, sink: regulationSink({ token, host: receiver.url }) };
}
