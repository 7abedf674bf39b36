import type { IdentifiedCall } from './call.ts';
import { type Regulated, tooLate } from './create-regulation.ts';
import { isAboutWhatWasSent } from './verdict.ts';

/** Sends regulations of one type in one request. */
type SendTogether = (calls: readonly IdentifiedCall[], timeoutMs: number) => Promise<Regulated>;

/** One request takes so many user ids (https://segment.com/docs/privacy/user-deletion-and-suppression/). */
const mostInRequest = 5_000;

/** Requests that are under way at once: more than one, so that a slow one does not hold up all others. */
const mostAtOnce = 3;

/** Beyond this, setTimeout takes a delay for 1 ms. */
const longestTimeoutMs = 2 ** 31 - 1;

/** A request ends by itself when its time is over, and then knows more. */
const graceMs = 20;

interface Waiting {
  readonly call: IdentifiedCall;
  /** Until when an answer is of use. */
  readonly until: number;
  readonly answer: (regulated: Regulated | Promise<Regulated>) => void;
}

/**
 * Gathers regulations of one type, which come one by one from deliveries that know nothing of each other: those of the
 * same moment go in one request, and while a few requests are under way, others wait and all that wait go in the next
 * one. So a single one goes at once, and however many come, they need few requests. Each has its own time: who waits no
 * longer has its answer, though the request may
 * go on for others. The same call, asked for again meanwhile, is sent once.
 */
export function gathering(
  send: SendTogether,
): (call: IdentifiedCall, timeoutMs: number) => Promise<Regulated> {
  const underWay = new Map<string, Promise<Regulated>>();
  const waiting: Waiting[] = [];
  let atWork = 0;
  const work = async (): Promise<void> => {
    if (atWork >= mostAtOnce) return;
    atWork++;
    // What else is asked for in the same moment comes along.
    await new Promise(setImmediate);
    while (waiting.length > 0) {
      const now = performance.now();
      const next = waiting.splice(0, mostInRequest);
      for (const { until, answer } of next) if (until <= now) answer(tooLate(0));
      await sendAll(
        next.filter(({ until }) => until > now),
        send,
      );
    }
    atWork--;
  };
  const ask = (call: IdentifiedCall, until: number): Promise<Regulated> => {
    const asked = new Promise<Regulated>((answer) => {
      waiting.push({ call, until, answer });
    }).finally(() => underWay.delete(call.messageId));
    underWay.set(call.messageId, asked);
    void work();
    return asked;
  };
  return (call, timeoutMs) => {
    const until = performance.now() + Math.min(timeoutMs, longestTimeoutMs - graceMs);
    const asked = underWay.get(call.messageId) ?? ask(call, until);
    const isSent = () => waiting.every((one) => one.call.messageId !== call.messageId);
    return inTime(asked, until, () => tooLate(isSent() ? 1 : 0));
  };
}

/** Where Segment does not want all of them, they are cut in half until only those are left that it does not want alone. */
async function sendAll(group: readonly Waiting[], send: SendTogether): Promise<void> {
  if (group.length === 0) return;
  const until = Math.max(...group.map((one) => one.until));
  const sent = send(
    group.map(({ call }) => call),
    until - performance.now(),
  );
  const regulated = await sent.catch(() => undefined);
  if (group.length > 1 && isAboutThem(regulated)) {
    const middle = Math.ceil(group.length / 2);
    await sendAll(group.slice(0, middle), send);
    await sendAll(group.slice(middle), send);
  } else for (const { answer } of group) answer(sent);
}

/** Then fewer of them may fare better. */
function isAboutThem(regulated: Regulated | undefined): boolean {
  return regulated?.status === 'rejected' && isAboutWhatWasSent(regulated.details);
}

function inTime(asked: Promise<Regulated>, until: number, late: () => Regulated): Promise<Regulated> {
  return new Promise((resolve, reject) => {
    const ms = Math.max(1, until - performance.now() + graceMs);
    const timer = setTimeout(() => resolve(late()), ms);
    void asked.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
