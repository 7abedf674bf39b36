import { type Receiver, startReceiver } from '../../src/demo/receiver.ts';
import { buildCatalog } from '../../src/mapping/build-catalog.ts';
import { readProjectFiles } from '../../src/node/project-files.ts';
import { webhook } from '../../src/webhook/webhook.ts';
import { post, writeKey } from './harness.ts';

export interface RealWebhook {
  readonly receiver: Receiver;
  readonly lines: string[];
  readonly send: (
    body: NonNullable<RequestInit['body']>,
  ) => Promise<{ readonly status: number; readonly text: string }>;
}

/** The webhook with the mappings and schemas of the project, sending over HTTP to a receiver of its own. */
export async function realWebhook(timeoutMs = 4_000): Promise<RealWebhook> {
  const receiver = await startReceiver();
  const built = buildCatalog(await readProjectFiles());
  const lines: string[] = [];
  const settings = { writeKey, host: receiver.url, timeoutMs, acknowledgePermanentFailures: false };
  const handle = webhook({
    load: async () => built,
    settings: () => ({ ok: true, value: settings }),
    log: (line) => lines.push(line),
  });
  const send: RealWebhook['send'] = async (body) => {
    const response = await handle(post(body));
    return { status: response.status, text: await response.text() };
  };
  return { receiver, lines, send };
}
