import { reasonToDrop, text, type WireCall } from './receiver-rules.ts';

/** A call that the receiver accepted, once for each messageId. */
export interface ReceivedCall {
  readonly messageId: string;
  readonly type: string;
  /** ISO 8601, when it came first. */
  readonly receivedAt: string;
  /** Exactly as it came first. */
  readonly call: WireCall;
  /** How often it came again with the same messageId; Segment would drop these repeats. */
  readonly duplicates: number;
  /** Why Segment would answer 200 and then drop it. */
  readonly dropped?: string;
}

/** A request to the API, whatever became of it. */
export interface ReceivedRequest {
  /** ISO 8601. */
  readonly receivedAt: string;
  readonly path: string;
  /** Lower-case names; holds the write key. */
  readonly headers: Readonly<Record<string, string>>;
  /** In the order of the request; empty where it could not be read. */
  readonly messageIds: readonly string[];
  /** The status it was answered with, or the fault that took the place of an answer. */
  readonly answer: number | 'hang' | 'reset' | 'hang-body' | 'waiting';
}

export interface ReceiverStore {
  /** Oldest first. */
  calls(): readonly ReceivedCall[];
  /** Oldest first. */
  requests(): readonly ReceivedRequest[];
  /** `whyDropped`: why Segment would drop one in silence. */
  keepCalls(calls: readonly WireCall[], whyDropped?: WhyDropped): void;
  /** Notes a request; the function that comes back notes how it was answered. */
  keepRequest(request: Omit<ReceivedRequest, 'answer'>): (answer: ReceivedRequest['answer']) => void;
  reset(): void;
}

type WhyDropped = (call: WireCall, index: number) => string | undefined;

/** So much is kept, in memory only; the oldest goes first. */
const kept = 10_000;

export function receiverStore(): ReceiverStore {
  const calls = new Map<string, ReceivedCall>();
  const requests = new Map<number, ReceivedRequest>();
  let received = 0;
  return {
    calls: () => [...calls.values()],
    requests: () => [...requests.values()],
    keepCalls: (wireCalls, whyDropped = reasonToDrop) => {
      for (const [index, call] of wireCalls.entries()) {
        received += 1;
        const messageId = text(call, 'messageId') || `receiver-${received}`;
        const known = calls.get(messageId);
        calls.set(
          messageId,
          known
            ? { ...known, duplicates: known.duplicates + 1 }
            : firstOf(messageId, call, whyDropped(call, index)),
        );
        dropOldest(calls);
      }
    },
    keepRequest: (request) => {
      received += 1;
      const number = received;
      requests.set(number, { ...request, answer: 'waiting' });
      dropOldest(requests);
      return (answer) => {
        if (requests.has(number)) requests.set(number, { ...request, answer });
      };
    },
    reset: () => {
      calls.clear();
      requests.clear();
    },
  };
}

function firstOf(messageId: string, call: WireCall, dropped: string | undefined): ReceivedCall {
  const first = {
    messageId,
    type: text(call, 'type'),
    receivedAt: new Date().toISOString(),
    call,
    duplicates: 0,
  };
  return dropped === undefined ? first : { ...first, dropped };
}

function dropOldest<Key>(map: Map<Key, unknown>): void {
  const oldest = map.keys().next();
  if (map.size > kept && !oldest.done) map.delete(oldest.value);
}
