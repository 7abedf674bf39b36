import { anyone } from '../../src/commercetools/authenticate/settings.ts';
import { type Receiver, startReceiver } from '../../src/demo/receiver.ts';
import type { Answering } from '../../src/webhook/http-answer.ts';
import { openLine } from '../../src/webhook/log-line.ts';
import { overFetch } from '../../src/webhook/over-fetch.ts';
import type { WebhookSettings } from '../../src/webhook/settings.ts';
import { type WebhookParts, webhookAnswers } from '../../src/webhook/webhook.ts';
import { builtOwn } from '../built-project.ts';
import { post, writeKey } from './harness.ts';

export interface RealWebhook {
  readonly handle: (request: Request) => Promise<Response>;
  /** The same for a server of ours. */
  readonly answering: Answering;
  readonly receiver: Receiver;
  readonly lines: string[];
  readonly send: (
    body: NonNullable<RequestInit['body']>,
  ) => Promise<{ readonly status: number; readonly text: string }>;
}

/** The webhook with the mappings and schemas of the project, sending over HTTP to a receiver of its own. */
export async function realWebhook(
  timeoutMs = 4_000,
  parts: Partial<WebhookParts> &
    Partial<Pick<WebhookSettings, 'authentication' | 'acknowledgePermanentFailures'>> = {},
): Promise<RealWebhook> {
  const receiver = await startReceiver();
  const built = await builtOwn();
  const lines: string[] = [];
  const { authentication = anyone, acknowledgePermanentFailures = false, ...others } = parts;
  const settings = {
    writeKey,
    host: receiver.url,
    timeoutMs,
    acknowledgePermanentFailures,
    authentication,
  };
  const answering = webhookAnswers({
    load: async () => built,
    settings: () => ({ ok: true, value: settings }),
    log: (line) => {
      if (line !== openLine) lines.push(line);
    },
    ...others,
  });
  const handle = overFetch(answering);
  const send: RealWebhook['send'] = async (body) => {
    const response = await handle(post(body));
    return { status: response.status, text: await response.text() };
  };
  return { handle, answering, receiver, lines, send };
}
