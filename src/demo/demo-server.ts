import { anyone } from '../commercetools/authenticate/settings.ts';
import type { BuiltCatalog } from '../mapping/catalog.ts';
import { type Listening, serve } from '../node/serve.ts';
import type { Answer, Answering } from '../webhook/http-answer.ts';
import type { WebhookSettings } from '../webhook/settings.ts';
import { webhookAnswers } from '../webhook/webhook.ts';
import { isOfThisMachine } from './of-this-machine.ts';

export interface DemoServerParts {
  /** As asked for; without it 3000, or a free one where that is taken. */
  readonly port: number | undefined;
  /** Of Segment's stand-in. */
  readonly segmentUrl: string;
  readonly load: () => Promise<BuiltCatalog>;
  readonly log: (line: string) => void;
  /** Gets each answer of the webhook, before it leaves. */
  readonly onAnswer: (answer: Answer) => void;
}

export const webhookPath = '/api/webhook';

/** Starts the webhook as it is deployed, behind HTTP, on this machine only. What the environment says is not read. */
export async function startDemoServer(parts: DemoServerParts): Promise<Listening> {
  const { port, segmentUrl, load, log, onAnswer } = parts;
  const value: WebhookSettings = {
    writeKey: 'write-key-of-the-demo',
    host: segmentUrl,
    publicApi: { token: 'token-of-the-demo', host: segmentUrl },
    timeoutMs: 4_000,
    acknowledgePermanentFailures: false,
    authentication: anyone,
  };
  const answers = webhookAnswers({ load, settings: () => ({ ok: true, value }), log });
  const answering: Answering = async (incoming) => {
    if (new URL(incoming.url).pathname !== webhookPath)
      return { status: 404, headers: text, body: `Nothing here. Deliveries go to ${webhookPath}.\n` };
    // A browser names the page that posts. What is no page, such as a queue or curl, names none.
    if (!isOfThisMachine(incoming.headers.get('origin') ?? 'localhost'))
      return { status: 403, headers: text, body: 'Only for programs and pages of this machine.\n' };
    const answer = await answers(incoming);
    onAnswer(answer);
    return answer;
  };
  const listen = (number: number) => serve(answering, { port: number, hostname: '127.0.0.1' });
  if (port !== undefined) return listen(port);
  return listen(3000).catch((error: unknown) => (isTaken(error) ? listen(0) : Promise.reject(error)));
}

const text = { 'content-type': 'text/plain; charset=utf-8' };

/** Whether a server could not start since another one has the port. */
export function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}
