import { createHash, timingSafeEqual } from 'node:crypto';
import type { Incoming } from '../webhook/incoming.ts';
import { tokenHeader } from './contract.ts';

/** By what a request proves that it comes from the playground's own page. */
export interface Admission {
  /** Of the printed address. */
  readonly token: string;
  /** Part of the address for catching: a queue or curl cannot send our header. */
  readonly catchKey: string;
  /** Name and port at which the playground listens. */
  readonly host: () => string;
}

/** Why a request is not answered; nothing where it may be. */
export type Refused = { readonly status: 403; readonly reason: string } | undefined;

/**
 * Whether a request names this machine as its host; that of a page whose name was rebound to this machine does not.
 * https://owasp.org/www-community/attacks/DNS_Rebinding tells of the attack.
 */
export function admitHost(request: Incoming, { host }: Admission): Refused {
  const own = [host(), host().replace('127.0.0.1', 'localhost')];
  if (own.includes(request.headers.get('host') ?? '')) return undefined;
  return { status: 403, reason: 'the Host header does not name the playground' };
}

/** Whether a request comes from no foreign page: a browser says of each where it comes from. */
export function admitOrigin({ headers }: Incoming): Refused {
  const origin = headers.get('origin');
  const site = headers.get('sec-fetch-site');
  const isOwn = origin === null || origin === `http://${headers.get('host')}`;
  if (isOwn && (site === null || site === 'same-origin' || site === 'none')) return undefined;
  return { status: 403, reason: 'the request comes from another page' };
}

/** Whether a question comes from the page that was opened by the printed address. A browser names the origin of each POST. */
export function admitQuestion(request: Incoming, { token }: Admission): Refused {
  if (!isSame(request.headers.get(tokenHeader) ?? '', token))
    return { status: 403, reason: 'open the address that the playground printed: this one lacks its token' };
  if (request.method === 'POST' && request.headers.get('origin') === null)
    return { status: 403, reason: 'a question needs the Origin header of the page' };
  return undefined;
}

/** Takes the same time wherever two texts differ. */
export function isSame(given: string, wanted: string): boolean {
  const [a, b] = [given, wanted].map((text) => createHash('sha256').update(text).digest());
  return a !== undefined && b !== undefined && timingSafeEqual(a, b);
}
