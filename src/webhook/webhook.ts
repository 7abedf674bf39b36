import type { BuiltCatalog } from '../mapping/catalog.ts';
import { type Outcome, type Processed, type Processing, processDelivery } from '../pipeline.ts';
import type { Failure, Result } from '../report/failure.ts';
import { isClean } from '../report/issue.ts';
import { segmentSink } from '../segment/sink.ts';
import { answerTo, answerToOptions } from './answer.ts';
import { logLine } from './log-line.ts';
import { parseJson } from './parse-json.ts';
import { readBody } from './read-body.ts';
import { catalogInvalid, catalogUnreadable, internal, methodNotAllowed } from './refusals.ts';
import type { WebhookSettings } from './settings.ts';
import { fullTraceOf, type Trace, traceOf } from './trace.ts';

/** What the webhook works with. */
export interface WebhookParts {
  /** The catalog of this deployment; called for each delivery, so it should remember. */
  readonly load: () => Promise<BuiltCatalog>;
  /** Called for each delivery. */
  readonly settings: () => Result<WebhookSettings>;
  /** Takes one line of JSON, without its line break, for each request that was to deliver something. Must not throw. */
  readonly log: (line: string) => void;
  /** Milliseconds that only ever grow. */
  readonly clock?: () => number;
}

type Told = Processed & { readonly trace?: Trace };

/** From request to answer. Never throws, and answers within the settings' timeout plus the time of the mapping itself. */
export function webhook(parts: WebhookParts): (request: Request) => Promise<Response> {
  const clock = parts.clock ?? (() => performance.now());
  return async (request) => {
    const arrived = clock();
    if (request.method === 'OPTIONS') return answerToOptions();
    const elapsed = () => clock() - arrived;
    const settings = parts.settings();
    const told = await receive(request, settings, parts.load, elapsed).catch(unexpected);
    const answer = answerTo(told.outcome, settings.ok && settings.value.acknowledgePermanentFailures);
    const requestId = request.headers.get('x-vercel-id');
    parts.log(logLine({ ...told, status: answer.status, ms: elapsed(), requestId }));
    return answer;
  };
}

/** Method → settings → catalog → body → JSON → delivery; the first that fails decides the answer. */
async function receive(
  request: Request,
  settings: Result<WebhookSettings>,
  load: WebhookParts['load'],
  elapsed: () => number,
): Promise<Told> {
  if (request.method !== 'POST') return failed(methodNotAllowed);
  if (!settings.ok) return failed(settings.failure);
  const built = await load().catch((error: unknown) => ({ trace: fullTraceOf(error) }));
  if ('trace' in built) return failed(catalogUnreadable, built.trace);
  if (!isClean(built.issues)) return failed(catalogInvalid(built.issues));
  const timeLeft = () => settings.value.timeoutMs - elapsed();
  const body = await readBody(request, timeLeft());
  if (!body.ok) return failed(body.failure);
  const json = parseJson(body.value);
  if (!json.ok) return failed(json.failure);
  return processDelivery(json.value, { catalog: built.catalog, timeLeft, ...segmentOf(settings.value) });
}

function segmentOf({ writeKey, host }: WebhookSettings): Pick<Processing, 'segment'> {
  return writeKey === undefined ? {} : { segment: { writeKey, sink: segmentSink({ writeKey, host }) } };
}

/** The one catch-all. */
function unexpected(error: unknown): Told {
  return failed(internal, traceOf(error));
}

function failed(failure: Failure, trace?: Trace): Told {
  const outcome: Outcome = { status: 'failed', failure };
  return { outcome, mappings: [], ...(trace === undefined ? {} : { trace }) };
}
