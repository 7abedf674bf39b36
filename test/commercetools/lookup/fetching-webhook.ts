import { afterAll, beforeEach } from 'vitest';
import { anyone } from '../../../src/commercetools/authenticate/settings.ts';
import type { ApiSettings } from '../../../src/commercetools/lookup/settings.ts';
import { type Receiver, startReceiver } from '../../../src/demo/receiver.ts';
import { openLine } from '../../../src/webhook/log-line.ts';
import { webhook } from '../../../src/webhook/webhook.ts';
import { builtOwn } from '../../built-project.ts';
import { post, writeKey } from '../../webhook/harness.ts';
import type { Fields } from './cases.ts';
import { type StandIn, startStandIn } from './stand-in.ts';

const built = await builtOwn();

/** Webhooks that send to one receiver. */
export interface FetchingWebhooks {
  /**
   * A new instance with the mappings of the project and, where they are given, credentials of commercetools. The time is so
   * long that a busy machine makes no attempt fail.
   */
  readonly open: (commercetools?: ApiSettings, timeoutMs?: number) => FetchingWebhook;
  readonly close: () => Promise<void>;
}

export type FetchingWebhook = ReturnType<typeof fetchingWebhook>;

/** A receiver of its own for a test file, which closes it behind its last test. */
export async function fetchingWebhooks(): Promise<FetchingWebhooks> {
  const receiver = await startReceiver();
  return {
    open: (commercetools, timeoutMs = 25_000) => fetchingWebhook(receiver, timeoutMs, commercetools),
    close: receiver.close,
  };
}

/** A stand-in for commercetools, which has forgotten all before each test, and webhooks; closed behind the last test of the file that calls this. */
export async function openFetching(): Promise<{
  readonly api: StandIn;
  readonly webhooks: FetchingWebhooks;
}> {
  const [api, webhooks] = [await startStandIn(), await fetchingWebhooks()];
  beforeEach(() => api.reset());
  afterAll(async () => {
    await api.close();
    await webhooks.close();
  });
  return { api, webhooks };
}

function fetchingWebhook(receiver: Receiver, timeoutMs: number, commercetools?: ApiSettings) {
  const lines: string[] = [];
  const value = {
    writeKey,
    host: receiver.url,
    timeoutMs,
    acknowledgePermanentFailures: false,
    authentication: anyone,
    ...(commercetools === undefined ? {} : { commercetools }),
  };
  const handle = webhook({
    load: async () => built,
    settings: () => ({ ok: true, value }),
    log: (line) => {
      if (line !== openLine) lines.push(line);
    },
  });
  const deliver = async (delivery: unknown) => {
    lines.length = 0;
    receiver.reset();
    const response = await handle(post(JSON.stringify(delivery)));
    const text = await response.text();
    const line = lines[0] ?? '';
    return {
      status: response.status,
      retryAfter: response.headers.get('retry-after'),
      text,
      body: JSON.parse(text) as Fields,
      line,
      log: JSON.parse(line) as Fields,
      calls: receiver.calls().map(({ call, messageId }) => ({ ...call, messageId })),
    };
  };
  return { handle, deliver };
}
