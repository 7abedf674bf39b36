import { once } from 'node:events';
import type { CatalogSources } from '../mapping/catalog.ts';
import { readProjectFiles } from '../node/project-files.ts';
import type { Listening } from '../node/serve.ts';
import { type DemoDelivery, deliveries } from './deliveries.ts';
import { type Answer, isExpected, readAnswer } from './demo-answer.ts';
import { currentCatalog } from './demo-catalog.ts';
import { isTaken, startDemoServer, webhookPath } from './demo-server.ts';
import { type Sent, showAnswer, showKept, showNext, showTable, showUnexpected } from './demo-words.ts';
import { type Receiver, startReceiver } from './receiver.ts';
import type { Fault } from './receiver-fault.ts';

/** Where the demo talks. */
export interface DemoIo {
  readonly write: (text: string) => void;
  /** Whether what is written goes to a terminal that shows colours. */
  readonly color: boolean;
}

export interface DemoOptions {
  /** Ends by itself when all is sent; otherwise it stays up until it is stopped. */
  readonly once: boolean;
  /** Of the webhook. Without it 3000, or a free one where that is taken; 0 takes a free one. */
  readonly port?: number;
  readonly io: DemoIo;
  /** The project's files, read for each delivery; without it, this project's own. */
  readonly read?: () => Promise<CatalogSources>;
  /** Stops a demo that stays up, as Ctrl-C does for the whole process. */
  readonly signal?: AbortSignal;
}

/**
 * Does the whole job on one machine: commercetools' deliveries over HTTP to the webhook as it is deployed, and its calls
 * over HTTP to a local stand-in for Segment. Gives the exit code: 1 where something did not come out as it must, 2 where the port is
 * taken.
 */
export async function demo({
  once,
  port,
  io,
  read = readProjectFiles,
  signal,
}: DemoOptions): Promise<number> {
  const say = (text: string) => io.write(`${text}\n`);
  const log: string[] = [];
  let onAnswer: (answer: Answer) => void = () => {};
  const receiver = await startReceiver();
  const onChange = () => {
    // A delivery sent again keeps its message ids, so that Segment drops the repeat, whatever the mapping says by now.
    receiver.reset();
    say('The files have changed: the received calls were forgotten, so that a repeat counts as new.');
  };
  const load = currentCatalog(() => read(), onChange);
  try {
    // A deployment has it compiled before; what is wrong with it, the first delivery is told.
    await load().catch(() => undefined);
    const server = await startDemoServer({
      port,
      segmentUrl: receiver.url,
      load,
      log: (line) => log.push(line),
      onAnswer: (answer) => onAnswer(readAnswer(answer, receiver.calls())),
    });
    try {
      say(`Sending ${deliveries.length} deliveries of commercetools …\n`);
      const sent = await sendAll(server, receiver, log);
      const unexpected = sent.filter(({ answer, delivery }) => !isExpected(answer, delivery.expected));
      say(`${showTable(sent, io.color)}\n`);
      if (unexpected.length > 0) say(`${showUnexpected(unexpected, io.color)}\n`);
      say(showKept(receiver.calls()));
      if (once) return unexpected.length === 0 ? 0 : 1;
      onAnswer = (answer) => say(showAnswer(answer));
      say(`\n${showNext(server.url, receiver.url)}\n`);
      await stopped(signal);
      return 0;
    } finally {
      await server.close();
    }
  } catch (error) {
    if (!isTaken(error)) throw error;
    say(`Port ${port} is taken; name another one, or none to have a free one found.`);
    return 2;
  } finally {
    await receiver.close();
  }
}

async function sendAll(server: Listening, receiver: Receiver, log: readonly string[]): Promise<Sent[]> {
  const sent: Sent[] = [];
  for (const delivery of deliveries) {
    const logged = log.length;
    const answer = await send(delivery, server, receiver);
    sent.push({ delivery, answer, log: log.slice(logged) });
  }
  return sent;
}

/** It asks for patience, so that the webhook answers at once in place of trying again within its time. */
const isDown: Fault = { status: 503, headers: { 'retry-after': '1' } };

async function send(
  { headers, body, segmentFails }: DemoDelivery,
  server: Listening,
  receiver: Receiver,
): Promise<Answer> {
  receiver.setFault(segmentFails ? isDown : undefined);
  const response = await fetch(server.url + webhookPath, {
    method: 'POST',
    headers,
    body,
  });
  return readAnswer({ status: response.status, body: await response.text() }, receiver.calls());
}

/** Without a signal never: then the server ends the process on Ctrl-C, when what is under way has been answered. */
async function stopped(signal: AbortSignal | undefined): Promise<void> {
  if (signal === undefined) return new Promise(() => {});
  if (!signal.aborted) await once(signal, 'abort');
}
