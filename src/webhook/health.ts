import { authentication } from '../commercetools/authenticate/authenticate.ts';
import type { BuiltCatalog } from '../mapping/catalog.ts';
import { writeKeyMissing } from '../pipeline/failures.ts';
import type { Failure, Result } from '../report/failure.ts';
import { isClean } from '../report/issue.ts';
import { type Answer, type Answering, jsonAnswer } from './http-answer.ts';
import { overFetch } from './over-fetch.ts';
import { problemOf } from './problem.ts';
import { catalogInvalid, catalogUnreadable } from './refusals.ts';
import type { WebhookSettings } from './settings.ts';

/** What the report of health is made from. */
export interface HealthParts {
  readonly load: () => Promise<BuiltCatalog>;
  readonly settings: () => Result<WebhookSettings>;
  readonly version: string;
  /** The fingerprint of the build that is deployed, where there is one. */
  readonly build?: string;
}

const allowed = 'GET, HEAD';

/** The health for platforms that know `Request` and `Response`. */
export function health(parts: HealthParts): (request: Request) => Promise<Response> {
  return overFetch(healthAnswers(parts));
}

/**
 * Answers whether this deployment could take a delivery: 200, or the problem that a delivery would meet. Says the
 * version, the build, the mappings with their hashes, and which checks of callers are on; nothing secret.
 */
export function healthAnswers({ load, settings, version, build }: HealthParts): Answering {
  return async ({ method }) => {
    if (method !== 'GET' && method !== 'HEAD')
      return answer(405, problemOf(methodNotAllowed), { allow: allowed });
    const read = settings();
    const loaded = await load().then(
      (built) => ({ built, error: built.trouble?.() }),
      (error: unknown) => ({ built: undefined, error }),
    );
    const failure = troubleOf(read, loaded);
    const known = {
      version,
      ...(build === undefined ? {} : { build }),
      mappings: loaded.built?.catalog.mappings.map(({ name, hash, on }) => ({ name, hash, on })) ?? [],
      ...(read.ok ? { checks: authentication(read.value.authentication).checks } : {}),
    };
    return failure === undefined
      ? answer(200, { status: 'ok', ...known })
      : answer(500, { ...problemOf(failure), ...known });
  };
}

const methodNotAllowed: Failure = {
  code: 'method-not-allowed',
  detail: `the health of the webhook is read by GET; allowed are ${allowed}`,
  retryable: false,
};

/** The first thing that would keep a delivery from being sent. */
function troubleOf(
  settings: Result<WebhookSettings>,
  { built, error }: { readonly built: BuiltCatalog | undefined; readonly error: unknown },
): Failure | undefined {
  if (!settings.ok) return settings.failure;
  if (built === undefined || error !== undefined) return catalogUnreadable(error);
  if (!isClean(built.issues)) return catalogInvalid(built.issues);
  return settings.value.writeKey === undefined ? writeKeyMissing : undefined;
}

function answer(status: number, body: object, headers: Readonly<Record<string, string>> = {}): Answer {
  const type = status === 200 ? 'application/json' : 'application/problem+json';
  return jsonAnswer(body, {
    status,
    headers: { 'content-type': type, 'cache-control': 'no-store', ...headers },
  });
}
