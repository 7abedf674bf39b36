import type { Failure, Result } from '../../report/failure.ts';
import { bodySignatureCheck } from './body-signature.ts';
import { type Check, type CheckName, checkNames, type Shown } from './check.ts';
import type { Fetch } from './download.ts';
import { entraCheck } from './entra-token.ts';
import { googleCheck } from './google-token.ts';
import type { AuthenticationSettings } from './settings.ts';
import { secretCheck } from './shared-secret.ts';
import { type Certificates, certificatesOver } from './sns-certificates.ts';
import { type Confirmation, confirmSubscription } from './sns-confirmation.ts';
import { snsCheck } from './sns-signature.ts';

/** A check that did not accept the caller: why not, or why it could not tell. */
export type Rejection =
  | { readonly check: CheckName; readonly reason: string }
  | { readonly check: CheckName; readonly cause: string };

/**
 * Whether a caller may post.
 * - admitted: by the check that accepted it; by none where none is configured.
 * - refused: no check accepted it.
 * - unavailable: no check accepted it, and at least one could not tell. The same request may pass later.
 * - unreadable: no check on its headers accepted it, and its body could not be read for those that need it.
 */
export type Admission =
  | { readonly status: 'admitted'; readonly by: CheckName | undefined }
  | { readonly status: 'refused' | 'unavailable'; readonly verdicts: readonly Rejection[] }
  | { readonly status: 'unreadable'; readonly failure: Failure };

/** Who may post, ready to be asked. Keys and certificates that it fetches are kept in it. */
export interface Authentication {
  /** The checks that are on; none: everybody may post. */
  readonly checks: readonly CheckName[];
  readonly authenticate: (shown: Shown) => Promise<Admission>;
  /** Confirms the subscription that a parsed SNS message asks to confirm; of what is shown, only time and signal count. */
  readonly confirm: (message: unknown, shown: Pick<Shown, 'now' | 'signal'>) => Promise<Confirmation>;
}

/** Builds what is kept over many requests. `fetch` is for keys, certificates and confirmations. */
export function authentication(
  settings: AuthenticationSettings,
  fetch: Fetch = globalThis.fetch,
): Authentication {
  const certificates = certificatesOver(fetch);
  const checks = checksOf(settings, certificates, fetch);
  const topics = settings.snsTopics;
  return {
    checks: checks.map(({ name }) => name),
    authenticate: (shown) => admit(checks, shown),
    confirm: (message, { now, signal }) =>
      confirmSubscription(message, { topics, certificates, now, signal, fetch }),
  };
}

/** The checks that are on, in the order of their names. */
function checksOf(
  { secrets, google, entra, signingKeys, snsTopics }: AuthenticationSettings,
  certificates: Certificates,
  fetch: Fetch,
): readonly Check[] {
  const checks: Readonly<Record<CheckName, Check | undefined>> = {
    'webhook-secret': secrets.length > 0 ? secretCheck(secrets) : undefined,
    'google-token': google && googleCheck(google, fetch),
    'entra-token': entra && entraCheck(entra, fetch),
    'body-signature': signingKeys.length > 0 ? bodySignatureCheck(signingKeys) : undefined,
    'sns-signature': snsTopics.length > 0 ? snsCheck(snsTopics, certificates) : undefined,
  };
  return checkNames.map((name) => checks[name]).filter((check) => check !== undefined);
}

async function admit(checks: readonly Check[], shown: Shown): Promise<Admission> {
  if (checks.length === 0) return { status: 'admitted', by: undefined };
  const readOnce = new ShownOnce(shown);
  const rejections: Rejection[] = [];
  for (const { name: check, verify } of checks) {
    const verdict = await verify(readOnce);
    if (verdict.status === 'accepted') return { status: 'admitted', by: check };
    const { status: _, ...why } = verdict;
    rejections.push({ check, ...why });
  }
  const failure = await readOnce.failure();
  if (failure !== undefined) return { status: 'unreadable', failure };
  const isUndecided = rejections.some((rejection) => 'cause' in rejection);
  return { status: isUndecided ? 'unavailable' : 'refused', verdicts: rejections };
}

/**
 * The same to several checks, which can each ask for the body: it is read once. And why it could not be read, if it was asked
 * for. Nothing else is asked for in advance.
 */
class ShownOnce implements Shown {
  private readonly shown: Shown;
  private asked: Promise<Result<Uint8Array>> | undefined;

  constructor(shown: Shown) {
    this.shown = shown;
  }

  get headers() {
    return this.shown.headers;
  }

  get url() {
    return this.shown.url;
  }

  get signal() {
    return this.shown.signal;
  }

  get now() {
    return this.shown.now;
  }

  readonly body = () => {
    this.asked ??= this.shown.body();
    return this.asked;
  };

  async failure() {
    const content = await this.asked;
    return content === undefined || content.ok ? undefined : content.failure;
  }
}
