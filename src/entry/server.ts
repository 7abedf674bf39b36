import type { BuiltCatalog } from '../mapping/catalog.ts';
import { appendTrouble } from '../node/appendable.ts';
import { deployedEngine } from '../node/deployed-engine.ts';
import { type Address, readAddress, readEnvironment } from '../node/environment.ts';
import { gathered } from '../node/gathered.ts';
import { misspeltLines, variablesOr } from '../node/known-variables.ts';
import { serve } from '../node/serve.ts';
import { causeOf } from '../report/cause-of.ts';
import type { Result } from '../report/failure.ts';
import type { Answering } from '../webhook/http-answer.ts';
import { nowhere } from '../webhook/nowhere.ts';
import { once } from '../webhook/once.ts';
import { isOpen, openNotice } from '../webhook/open-notice.ts';
import type { WebhookSettings } from '../webhook/settings.ts';
import { timed } from '../webhook/timed.ts';
import { deployedHealth, deployedWebhook, type LoadCatalog } from './deployed.ts';

const webhookPath = '/api/webhook';
const healthPath = '/api/health';

/** What a server is started with, by the environment. */
export interface Serving {
  readonly address: Address;
  readonly settings: WebhookSettings;
  /** What is to be said of variables that nobody reads. */
  readonly misspelt: readonly string[];
}

/** Where to listen and by what settings; or all that is wrong with them, in words. */
export function servingBy(...environment: Parameters<typeof readEnvironment>): Serving | string {
  const [address, settings] = [readAddress(...environment), readEnvironment(...environment)];
  if (address.ok && settings.ok) {
    const [variables] = environment;
    return {
      address: address.value,
      settings: settings.value,
      misspelt: misspeltLines(variablesOr(variables)),
    };
  }
  const wrong = [address, settings].flatMap((one: Result<unknown>) => (one.ok ? [] : [one.failure.detail]));
  return wrong.join('; ');
}

/** What has begun to serve. */
export interface Started {
  /** Requests that have come so far. */
  readonly asked: () => number;
  /** The catalog that it serves with. */
  readonly load: () => Promise<BuiltCatalog>;
}

/** Serves the webhook and its health over HTTP, and says so; or says why it cannot listen. */
export async function startServer(
  serving: Serving,
  {
    load,
    build,
    say,
  }: { readonly load: LoadCatalog; readonly build?: string; readonly say: (line: string) => void },
): Promise<Started | string> {
  const { address, settings } = serving;
  const { deadLetterFile, deadLetterQueueUrl } = settings;
  const notices = [...noticesOf(serving)];
  if (deadLetterFile !== undefined && deadLetterQueueUrl === undefined)
    notices.push(...(await noticesOfFile(deadLetterFile)));
  const log = timed(gathered(() => process.stdout));
  const loaded = once(() => load(deployedEngine(log)));
  let asked = 0;
  const answering = routes(loaded, log, build);
  const counting: Answering = (incoming) => {
    asked++;
    return answering(incoming);
  };
  try {
    const { url } = await serve(counting, address);
    // In one write: whoever waits for the last line waits for each write before it.
    say([...notices, `listening on ${url}${webhookPath}`].join('\n'));
    return { asked: () => asked, load: loaded };
  } catch (error) {
    for (const notice of notices) say(notice);
    return `cannot listen on ${address.hostname}:${address.port} (${causeOf(error)}): ${adviceFor(causeOf(error))}`;
  }
}

/** Better said now than when something fails. */
function noticesOf({ settings, misspelt: unread }: Serving): readonly string[] {
  return [
    ...unread,
    ...(settings.writeKey === undefined
      ? ['SEGMENT_WRITE_KEY is not set: every delivery will be refused until it is']
      : []),
    ...(isOpen(settings.authentication) ? [openNotice] : []),
  ];
}

async function noticesOfFile(path: string): Promise<readonly string[]> {
  const cause = await appendTrouble(path);
  return cause === undefined
    ? []
    : [
        `DEAD_LETTER_FILE cannot be written (${cause}): until it can, what fails for good is not kept and comes again`,
      ];
}

/** https://nodejs.org/api/errors.html#common-system-errors */
function adviceFor(code: string): string {
  if (code === 'EADDRINUSE')
    return 'another program has that port; end it, or set PORT to a free one (0 takes any)';
  if (code === 'EACCES') return 'this user may not take that port; set PORT to one above 1023';
  return 'set HOST to an address of this machine, such as 127.0.0.1 or 0.0.0.0, and PORT to a free port';
}

function routes(load: LoadCatalog, log: (line: string) => void, build?: string): Answering {
  const known = new Map([
    [webhookPath, deployedWebhook(load, log)],
    [healthPath, deployedHealth(load, build)],
  ]);
  return async (incoming) => {
    const path = new URL(incoming.url).pathname.replace(/\/$/, '');
    return (await known.get(path)?.(incoming)) ?? nowhere(incoming, log);
  };
}
