import type { Authentication } from '../commercetools/authenticate/authenticate.ts';
import type { Shown } from '../commercetools/authenticate/check.ts';
import { openEnvelope } from '../commercetools/envelope.ts';
import { jsonExcesses } from '../commercetools/json-bounds.ts';
import type { Content } from '../commercetools/notification.ts';
import type { BuiltCatalog } from '../mapping/catalog.ts';
import { type Processing, processDelivery } from '../pipeline.ts';
import type { Failure, Result } from '../report/failure.ts';
import { isClean } from '../report/issue.ts';
import { cameOf } from './came-of.ts';
import { failed, unexpected } from './failed.ts';
import { inParallel } from './in-parallel.ts';
import type { Incoming } from './incoming.ts';
import { parseJson } from './parse-json.ts';
import { decodeText, readBody } from './read-body.ts';
import { catalogInvalid, catalogUnreadable, methodNotAllowed, notAdmitted } from './refusals.ts';
import type { WebhookSettings } from './settings.ts';
import { type Asking, shakeHands } from './shake-hands.ts';
import { sparing } from './sparing.ts';
import type { Received, Told } from './told.ts';
import { fullTraceOf } from './trace.ts';

export interface Receiving {
  readonly settings: Result<WebhookSettings>;
  readonly authentication: (settings: WebhookSettings) => Authentication;
  readonly commercetools: (settings: WebhookSettings) => Processing['commercetools'];
  readonly segment: (settings: WebhookSettings) => Pick<Processing, 'segment'>;
  readonly load: () => Promise<BuiltCatalog>;
  /** Milliseconds since the request came. */
  readonly elapsed: () => number;
  readonly now: () => Date;
}

/** Deliveries of one request that are sent at the same time. */
const atOnce = 10;

/** Method → settings → caller → body → JSON → catalog → envelope → deliveries; the first that fails decides the answer. */
export async function receive(incoming: Incoming, receiving: Receiving): Promise<Received> {
  const { settings, load, elapsed } = receiving;
  if (incoming.method !== 'POST') return refused(methodNotAllowed);
  if (!settings.ok) return refused(settings.failure);
  const timeLeft = () => settings.value.timeoutMs - elapsed();
  const shown = new ShownRequest(incoming, timeLeft, receiving.now());
  const authentication = receiving.authentication(settings.value);
  const admission = await authentication.authenticate(shown);
  if (admission.status !== 'admitted') return refused(notAdmitted(admission));
  const bytes = await shown.body();
  if (!bytes.ok) return refused(bytes.failure);
  const text = decodeText(bytes.value);
  if (!text.ok) return refused(text.failure);
  const excessOf = jsonExcesses();
  const json = parseJson(text.value, excessOf);
  if (!json.ok) return refused(json.failure, { came: { body: text.value } });
  const built = await load().catch((error: unknown) => ({ error }));
  if ('error' in built) return refused(catalogUnreadable(built.error), { trace: fullTraceOf(built.error) });
  if (!isClean(built.issues)) return refused(catalogInvalid(built.issues));

  const { contents, isList } = openEnvelope(json.value, incoming.headers, excessOf);
  const commercetools = receiving.commercetools(settings.value);
  const isAlone = contents.length === 1;
  const reached = { commercetools, ...receiving.segment(settings.value) };
  const processing = { catalog: built.catalog, timeLeft, ...(isAlone ? reached : sparing(reached)) };
  const asking = { authentication, shown, isAlone };
  const wholeText = () => text.value;
  // Once one of a list has met a part that cannot be loaded, those behind do not try again: each try takes milliseconds.
  let trouble: unknown;
  const tellOne = async (content: Content): Promise<Told> => {
    if (trouble !== undefined) return unreadable(trouble);
    const told = await processContent(content, processing, asking).catch(unexpected);
    if (!mayLackAPart(told)) return told;
    trouble ??= built.trouble?.();
    return trouble === undefined ? told : unreadable(trouble);
  };
  const process = async (content: Content): Promise<Told> => {
    const { wrappers } = content;
    const came = cameOf(content, wholeText);
    // Written as { ...told, wrappers, came }, V8 looks for the form of the object each time.
    return Object.assign({ wrappers, came }, await tellOne(content));
  };
  const told = await inParallel(contents, atOnce, process);
  return { told, isList, ...(admission.by === undefined ? {} : { caller: admission.by }) };
}

/** What is told of a request in which the code broke: the one catch-all. */
export function unexpectedRequest(error: unknown): Received {
  return { told: [unexpected(error)], isList: false };
}

/** A class, because V8 makes the getters of each object anew where they are written in the object itself. */
class ShownRequest implements Shown {
  readonly headers: Incoming['headers'];
  readonly now: Date;
  private readonly incoming: Incoming;
  private readonly timeLeft: () => number;
  private read: Promise<Result<Uint8Array>> | undefined;
  private end: AbortSignal | undefined;

  constructor(incoming: Incoming, timeLeft: () => number, now: Date) {
    this.headers = incoming.headers;
    this.now = now;
    this.incoming = incoming;
    this.timeLeft = timeLeft;
    this.read = undefined;
    this.end = undefined;
  }

  /** Most callers are checked without it. */
  get url() {
    return new URL(this.incoming.url);
  }

  readonly body = () => {
    this.read ??= readBody(this.incoming, this.timeLeft);
    return this.read;
  };

  /** Begins when it is first asked for: most callers are checked without fetching anything. */
  get signal() {
    this.end ??= AbortSignal.timeout(Math.max(1, Math.ceil(this.timeLeft())));
    return this.end;
  }
}

async function processContent(content: Content, processing: Processing, asking: Asking): Promise<Told> {
  if (content.kind === 'notification') return processDelivery(content.notification, processing);
  if (content.kind === 'handshake') return shakeHands(content.handshake, asking);
  return failed(content.failure);
}

/** The code broke, or a call was refused and nobody was asked: it may be that what maps, or what sends, cannot be loaded. */
function mayLackAPart({ outcome }: Told): boolean {
  if (outcome.status !== 'failed') return false;
  const { code, segment } = outcome.failure;
  return code === 'internal' || (code === 'segment-refused' && segment?.attempts === 0);
}

function unreadable(error: unknown): Told {
  return failed(catalogUnreadable(error), { trace: fullTraceOf(error) });
}

function refused(failure: Failure, more: Pick<Told, 'came' | 'trace'> = {}): Received {
  return { told: [failed(failure, more)], isList: false };
}
